import { beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayPki } from '../fixtures/throwaway-pki.js';
import { PdfSignatureError, verifyPdf } from '../index.js';
import { AttackBases } from '../testing/attacks/bases.js';
import { ATTACK_FILES } from '../testing/attacks/attack-files.js';

let bases: AttackBases;

beforeAll(async () => {
  bases = new AttackBases(await throwawayPki());
}, 60_000);

type Outcome = { readonly verdict: string; readonly why: readonly string[] };

function judge(pdf: Uint8Array): Outcome {
  try {
    const { verdict, reasons, signatures } = verifyPdf(pdf, {
      trustAnchors: [bases.pki.root],
      at: new Date('2026-06-01T00:00:00Z'),
    });
    return { verdict, why: [...reasons, ...signatures.flatMap(({ findings }) => findings)] };
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return { verdict: 'refused', why: [`refused:${error.code}`] };
  }
}

describe('the files that attacks start from', () => {
  it('are valid', async () => {
    for (const pdf of [
      await bases.approved,
      await bases.certified(1),
      await bases.certified(2),
      await bases.certified(3),
      await bases.sealed,
    ]) {
      expect(judge(pdf)).toEqual({ verdict: 'valid', why: [] });
    }
  });
});

describe('an attacked file', () => {
  it('comes in more than sixty forms of more than twenty kinds', () => {
    expect(ATTACK_FILES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ATTACK_FILES.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
  });

  it.each(ATTACK_FILES.map((file) => [file.kind, file.name, file] as const))(
    '%s: %s',
    async (_kind, _name, { expected, build }) => {
      const outcome = judge(await build(bases));
      expect(outcome.why).toContain(expected);
      expect(outcome.verdict).not.toBe('valid');
    },
  );
});
