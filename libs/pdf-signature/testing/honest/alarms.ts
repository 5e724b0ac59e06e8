import { verifyPdf, type SignatureReport } from '../../index.js';

/** What no honest file may be told; whether its signers are trusted is another question. */
const ALARMS: ReadonlySet<string> = new Set([
  ...['signature-removed', 'header-displaced', 'byte-range-invalid', 'contents-invalid'],
  ...['signature-object-invalid', 'cms-malformed', 'digest-mismatch', 'signature-mismatch'],
  ...['modified-after-signing', 'docmdp-violated', 'docmdp-inconsistent', 'locked-field-changed'],
  ...['annotations-added', 'content-covered', 'signature-covers-content', 'appearance-unreadable'],
  ...['trailing-data', 'update-malformed', 'subfilter-unsupported', 'cms-signer-count'],
]);

function alarms({ field, intact, modification, reasons, findings }: SignatureReport): string[] {
  const isNoted = modification === 'annotations' || modification === 'other';
  const isNote = (finding: string): boolean =>
    isNoted && (finding === 'annotation-added' || finding === 'annotation-changed');
  return [
    ...(intact ? [] : [`${field} not intact`]),
    ...reasons.filter((reason) => ALARMS.has(reason)).map((reason) => `${field} ${reason}`),
    ...findings.filter((finding) => !isNote(finding)),
  ];
}

/** What an honest file is wrongly told; nothing is right. */
export function alarmsOf(pdf: Uint8Array, root: Uint8Array, password?: string): string[] {
  const { signatures, verdict } = verifyPdf(pdf, {
    trustAnchors: [root],
    at: new Date('2026-06-01T00:00:00Z'),
    ...(password === undefined ? {} : { password }),
  });
  return [
    ...signatures.flatMap(alarms),
    ...(signatures.length === 0 || verdict === 'invalid' ? [verdict] : []),
  ];
}
