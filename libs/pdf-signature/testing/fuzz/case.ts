import { sign } from 'node:crypto';
import { PdfSignatureError } from '../../errors.js';
import { SIGNED_AT } from '../../fixtures/issue-plan.js';
import type { ThrowawayPki } from '../../fixtures/throwaway-pki.js';
import {
  completeSignature,
  fillFields,
  inspectPdf,
  layoutFields,
  prepareSignature,
  verifyPdf,
  type VerificationReport,
} from '../../index.js';
import { openPdf } from '../../pdf/document.js';
import { MUTATIONS } from './bytes.js';
import { appendNonsense } from './objects.js';
import { Random } from './random.js';
import type { FuzzSeed } from './seeds.js';

const FIELD = 'Fuzz';

export type FuzzFinding = { readonly step: string; readonly detail: string };
export type FuzzResult = {
  readonly seed: string;
  readonly pdf: Uint8Array;
  readonly findings: readonly FuzzFinding[];
  /** How each step ended: `ok`, or the code it was refused with. */
  readonly ends: Readonly<Record<string, string>>;
};
/** Wraps each call into the library, so that a harness can take its time. */
export type Measure = <T>(step: string, work: () => T) => T;

const unmeasured: Measure = (_, work) => work();

/** Makes one hostile file and tries on it all that the library offers. */
export function runCase(
  seeds: readonly FuzzSeed[],
  pki: ThrowawayPki,
  caseNumber: number,
  measure: Measure = unmeasured,
): FuzzResult {
  const random = new Random(caseNumber);
  const seed = random.pick(seeds);
  const pdf = mutated(seed, random);
  return { seed: seed.name, pdf, ...tryAll({ ...seed, pdf }, pki, measure) };
}

function mutated(seed: FuzzSeed, random: Random): Uint8Array {
  const options = seed.password === undefined ? {} : { password: seed.password };
  let pdf: Uint8Array = seed.pdf;
  if (random.chance(0.4)) {
    try {
      pdf = appendNonsense(openPdf(pdf, options), random);
    } catch (error) {
      if (!(error instanceof PdfSignatureError)) throw error;
    }
    if (random.chance(0.6)) return pdf;
  }
  let file = Buffer.from(pdf).toString('latin1');
  do file = random.pick(MUTATIONS)(file, random);
  while (random.chance(0.4));
  return Buffer.from(file, 'latin1');
}

/** Every outcome has to be a result, or an error of ours; and what is signed has to hold. */
export function tryAll(
  { pdf, password }: FuzzSeed,
  pki: ThrowawayPki,
  measure: Measure = unmeasured,
): Pick<FuzzResult, 'findings' | 'ends'> {
  const access = password === undefined ? {} : { password };
  const judge = (file: Uint8Array): VerificationReport =>
    verifyPdf(file, { trustAnchors: [pki.root], at: SIGNED_AT, ...access });
  const trial = new Trial(measure);
  const inspection = trial.run('inspect', () => inspectPdf(pdf, access));
  const report = trial.run('verify', () => judge(pdf));
  trial.run('layout', () =>
    layoutFields(
      pdf,
      [{ kind: 'text', name: FIELD, page: 0, rect: [1, 1, 90, 20], text: { fontSize: 9 } }],
      access,
    ),
  );
  const text = inspection?.fields.find(({ kind, filled }) => kind === 'text' && !filled);
  if (text !== undefined)
    trial.run('fill', () => fillFields(pdf, { [text.name]: 'Số 42' }, access));
  const signed = trial.run('sign', () => signOnce(pdf, pki, access));
  if (signed !== undefined) {
    trial.expect('prefix', Buffer.from(signed.subarray(0, pdf.length)).equals(pdf));
    const after = trial.run('verify signed', () => judge(signed));
    if (report !== undefined) checkSigned(trial, report, after, trial.ends['verify signed']);
  }
  return { findings: trial.findings, ends: trial.ends };
}

function signOnce(
  pdf: Uint8Array,
  pki: ThrowawayPki,
  access: { readonly password?: string },
): Uint8Array {
  const prepared = prepareSignature(pdf, {
    newField: { name: FIELD, page: 0, rect: [1, 1, 60, 30] },
    certificate: pki.seal.certificate,
    chain: [pki.issuing],
    signingTime: SIGNED_AT,
    ...access,
  });
  const attributes = Buffer.from(prepared.signedAttributes, 'base64');
  return completeSignature(pdf, prepared, sign(prepared.digestAlgorithm, attributes, pki.seal.key));
}

function checkSigned(
  trial: Trial,
  before: VerificationReport,
  after: VerificationReport | undefined,
  end: string | undefined,
): void {
  // The same work once more may be too much.
  if (end === 'pdf.too-complex') return;
  const own = after?.signatures.find(({ field }) => field === FIELD);
  const isGood = own?.intact === true && own.modification === 'none' && own.coversWholeDocument;
  const why = own === undefined ? 'missing' : own.reasons.join();
  trial.expect(`own signature: ${String(end)} ${why}`, isGood);
  // Several fields of a hostile file may have one name.
  const intact = (report: VerificationReport | undefined, name: string): number =>
    report?.signatures.filter(({ field, intact }) => intact && field === name).length ?? 0;
  for (const name of new Set(before.signatures.map(({ field }) => field))) {
    trial.expect(`earlier signature ${name}`, intact(after, name) >= intact(before, name));
  }
}

class Trial {
  readonly findings: FuzzFinding[] = [];
  readonly ends: Record<string, string> = {};

  constructor(private readonly measure: Measure) {}

  run<T>(step: string, work: () => T): T | undefined {
    try {
      const result = this.measure(step, work);
      this.ends[step] = 'ok';
      return result;
    } catch (error) {
      this.ends[step] = error instanceof PdfSignatureError ? error.code : 'crash';
      if (!(error instanceof PdfSignatureError))
        this.findings.push({ step, detail: stackOf(error) });
      return undefined;
    }
  }

  expect(detail: string, holds: boolean): void {
    if (!holds) this.findings.push({ step: 'promise', detail });
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
