import { beforeAll, describe, expect, it } from '@jest/globals';
import { signWith } from '../fixtures/issue-plan.js';
import { throwawayPki } from '../fixtures/throwaway-pki.js';
import {
  compareWithExpectation,
  expectationOf,
  verifyPdf,
  type SignedExpectation,
  type VerificationReport,
} from '../index.js';
import { append, AttackBases, fieldNamed, without } from '../testing/attacks/bases.js';

let bases: AttackBases;
let certified: Buffer;
let sealed: Buffer;
let expected: SignedExpectation;

function verify(pdf: Uint8Array): VerificationReport {
  return verifyPdf(pdf, {
    trustAnchors: [bases.pki.root],
    at: new Date('2026-06-01T00:00:00Z'),
  });
}

const compare = (pdf: Uint8Array): string[] => compareWithExpectation(pdf, verify(pdf), expected);

beforeAll(async () => {
  bases = new AttackBases(await throwawayPki());
  certified = await bases.certified(2);
  sealed = await bases.sealed;
  expected = expectationOf(sealed, verify(sealed));
}, 60_000);

describe('a file whose signatures somebody remembers', () => {
  it('is as expected while it is the same, also after its memory was stored as text', () => {
    expected = JSON.parse(JSON.stringify(expected)) as SignedExpectation;
    expect(compare(sealed)).toEqual([]);
  });

  it('cut back to an earlier end has lost its seal, though it is valid by itself', () => {
    expect(verify(certified).verdict).toBe('valid');
    expect(compare(certified)).toEqual(['file-cut-back', 'signature-removed']);
    expect(compare(bases.laidOut)).toEqual(['file-cut-back', 'signature-removed']);
  });

  it('with a signature taken out of its field has lost it', () => {
    const emptied = append(sealed, (writer, document) => {
      const { ref, dict } = fieldNamed(document, 'CoQuan');
      writer.put(ref, without(dict, 'V'));
    });
    expect(compare(emptied)).toEqual(['signature-removed']);
  });

  it('signed again by somebody else is another file', async () => {
    const other = await signWith(bases.pki, certified, bases.pki.inspector, { field: 'CoQuan' });
    expect(compare(other)).toContain('signature-replaced');
    expect(compare(other).some((code) => code.startsWith('file-'))).toBe(true);
  });

  it('with a further signature says so', () => {
    const first = expectationOf(certified, verify(certified));
    expect(compareWithExpectation(sealed, verify(sealed), first)).toEqual(['signature-unexpected']);
  });
});
