import type { SignatureRestrictions } from '../form/locks.js';
import { worse } from './comparison.js';
import type { ModificationCode } from './findings.js';
import type { RevisionDifference } from './compare-revisions.js';
import type { ModificationLevel, ReasonCode } from '../validation/report.js';

export type ChangesAfter = {
  readonly level: ModificationLevel;
  readonly reasons: readonly ReasonCode[];
  readonly findings: readonly ModificationCode[];
  readonly changedFields: readonly string[];
};

/** Findings that are a reason whatever the signature permits. */
const DOUBTS = ['content-covered', 'signature-covers-content', 'appearance-unreadable'] as const;

/** What later revisions did, measured by what a signature allows (ISO 32000-2, 12.8.2.2 and 12.8.2.4). */
export function judgeChanges(
  steps: readonly RevisionDifference[],
  restrictions: SignatureRestrictions,
  /** Level of the document's certification, whoever's it is; it permits what it names to all. */
  document: SignatureRestrictions['certifies'],
): ChangesAfter {
  const reasons = new Set<ReasonCode>();
  const changedFields = [
    ...new Set(steps.flatMap((step) => [...step.changedFields, ...step.addedFields])),
  ];
  const level = steps.reduce<ModificationLevel>((worst, step) => worse(worst, step.level), 'none');
  const findings = new Set(steps.flatMap((step) => step.findings));
  // Signing is permitted (Table 257), and a field that nobody sees adds nothing but the signature.
  const hasNewFields = steps.some(({ shownFields }) => shownFields.length > 0);
  if (findings.has('update-malformed')) reasons.add('update-malformed');
  if (level === 'other') reasons.add('modified-after-signing');
  if (changedFields.some(restrictions.locks)) reasons.add('locked-field-changed');
  const { permits } = restrictions;
  const isViolated = !isAllowed(permits, level, hasNewFields);
  if (isViolated) reasons.add('docmdp-violated');
  const isNoted = level === 'annotations' && document !== 3 && permits !== 3;
  if (isNoted && !isViolated) reasons.add(noteReason(findings));
  for (const doubt of DOUBTS) if (findings.has(doubt)) reasons.add(doubt);
  return { level, reasons: [...reasons], findings: [...findings], changedFields };
}

/** Nobody permitted notes here; and what was there at signing is part of what was signed. */
function noteReason(findings: ReadonlySet<ModificationCode>): ReasonCode {
  return findings.has('annotation-changed') ? 'modified-after-signing' : 'annotations-added';
}

function isAllowed(
  permits: SignatureRestrictions['permits'],
  level: ModificationLevel,
  hasNewFields: boolean,
): boolean {
  if (permits === null) return true;
  if (level === 'none' || level === 'lta-updates') return true;
  if (permits === 1 || hasNewFields) return false;
  return level === 'form-filling' || (level === 'annotations' && permits === 3);
}
