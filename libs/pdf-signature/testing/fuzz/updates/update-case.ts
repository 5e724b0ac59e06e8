import { PdfSignatureError, verifyPdf, type VerificationReport } from '../../../index.js';
import { openPdf } from '../../../pdf/document.js';
import { Random } from '../random.js';
import type { UpdateBase } from './bases.js';
import { changeDraft } from './changes.js';
import { UpdateDraft } from './draft.js';

/** A signed file with an update that a search made up, and what the validator says of it. */
export type UpdateCase = {
  readonly base: UpdateBase;
  /** The honest part of the update: a field that is filled. */
  readonly fill: Uint8Array | undefined;
  readonly changes: readonly string[];
  readonly pdf: Uint8Array;
  readonly end: string;
  /** When nothing is held against the update. */
  readonly report: VerificationReport | undefined;
};

/** Drafts that were found valid, to be changed once more: what is harmless twice may hide a third. */
export type KnownDrafts = Map<string, UpdateDraft[]>;

/** Behind all signatures and time-stamps. */
export const JUDGED_AT = new Date('2026-03-03T00:00:00Z');
const MOST_KNOWN = 400;
const MOST_CHANGES = 5;

export function runUpdateCase(
  bases: readonly UpdateBase[],
  caseNumber: number,
  known: KnownDrafts = new Map(),
): UpdateCase {
  const random = new Random(caseNumber);
  const base = random.pick(bases);
  const fill = base.fills.length > 0 && random.chance(0.65) ? random.pick(base.fills) : undefined;
  const key = `${base.name} ${fill === undefined ? '' : base.fills.indexOf(fill)}`;
  const kept = known.get(key) ?? [];
  const draft = begun(base, fill, kept, random);
  for (let change = random.chance(0.35) ? random.int(3) : 0; change >= 0; change -= 1)
    changeDraft(draft, random);
  const judged = judge(draft, base.root);
  const isKept = draft.log.length < MOST_CHANGES && kept.length < MOST_KNOWN;
  if (judged.report !== undefined && isKept) known.set(key, [...kept, draft]);
  return { base, fill, changes: draft.log, ...judged };
}

function judge(draft: UpdateDraft, root: Uint8Array): Pick<UpdateCase, 'pdf' | 'end' | 'report'> {
  let pdf: Uint8Array = draft.document.bytes;
  try {
    pdf = draft.finish();
    const report = verifyPdf(pdf, { trustAnchors: [root], at: JUDGED_AT });
    const isValid = report.verdict === 'valid';
    return { pdf, end: report.verdict, report: isValid ? report : undefined };
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return { pdf, end: error.code, report: undefined };
  }
}

function begun(
  base: UpdateBase,
  fill: Uint8Array | undefined,
  kept: readonly UpdateDraft[],
  random: Random,
): UpdateDraft {
  if (kept.length > 0 && random.chance(0.5)) {
    const draft = random.pick(kept);
    return random.chance(0.4) ? draft.next() : draft.copy();
  }
  return fill === undefined
    ? new UpdateDraft(openPdf(base.pdf))
    : UpdateDraft.again(base.pdf, fill);
}
