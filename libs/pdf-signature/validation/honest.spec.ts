import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyPdf, type SignatureReport } from '../index.js';
import { HonestAuthorities } from '../testing/honest-authorities.js';
import { honestFile, type HonestFile } from '../testing/honest-files.js';

/** 200 files; the long run takes as many again, of other seeds. */
const FILES = process.env['TRIEN_LONG'] === '1' ? 400 : 200;

let authorities: HonestAuthorities;
const made: HonestFile[] = [];

beforeAll(async () => {
  authorities = new HonestAuthorities();
  for (let seed = 1; seed <= FILES; seed += 1) made.push(await honestFile(seed, authorities));
}, 120_000);

/** What no honest file may be told; whether its signers are trusted is another question. */
const ALARMS: ReadonlySet<string> = new Set([
  ...['signature-removed', 'header-displaced', 'byte-range-invalid', 'contents-invalid'],
  ...['signature-object-invalid', 'cms-malformed', 'digest-mismatch', 'signature-mismatch'],
  ...['modified-after-signing', 'docmdp-violated', 'docmdp-inconsistent', 'locked-field-changed'],
  ...['annotations-added', 'content-covered', 'signature-covers-content', 'appearance-unreadable'],
  ...['trailing-data', 'update-malformed'],
]);

function alarms({ field, intact, modification, reasons, findings }: SignatureReport): string[] {
  const isNoted = modification === 'annotations' || modification === 'other';
  return [
    ...(intact ? [] : [`${field} not intact`]),
    ...reasons.filter((reason) => ALARMS.has(reason)).map((reason) => `${field} ${reason}`),
    ...findings.filter((finding) => finding !== 'annotation-added' || !isNoted),
  ];
}

describe('an honest file', () => {
  it('raises no alarm, whoever filled, signed, noted and extended it', () => {
    const alarmed = made.flatMap(({ steps, pdf }, index) => {
      const { signatures, verdict } = verifyPdf(pdf, {
        trustAnchors: [authorities.root.certificate],
        at: new Date('2026-06-01T00:00:00Z'),
      });
      const raised = [
        ...signatures.flatMap(alarms),
        ...(signatures.length === 0 || verdict === 'invalid' ? [verdict] : []),
      ];
      return raised.length === 0 ? [] : [`${index + 1}: ${steps.join(', ')}: ${raised.join(', ')}`];
    });
    expect(alarmed).toEqual([]);
  });

  it('only ever grows: each state begins with the bytes of the one before', () => {
    for (const { states } of made) {
      states.slice(1).forEach((state, index) => {
        const before = states[index];
        const isKept =
          before !== undefined && Buffer.from(state).subarray(0, before.length).equals(before);
        expect(isKept).toBe(true);
      });
    }
  });

  it('comes about in every way that is known', () => {
    const ways = new Set(made.flatMap(({ steps }) => steps.map((step) => step.split(' ')[0])));
    const others = made.flatMap(({ steps }) => steps.filter((step) => step.includes(' by ')));
    expect([...ways].sort()).toEqual(['dates', 'extend', 'fill', 'layout', 'note', 'sign']);
    expect(others.length).toBeGreaterThan(10);
  });
});
