import { isValidAt } from '../pki/path-rules.js';
import { isFromFuture } from '../pki/revocation-types.js';
import type { FormField } from '../form/form.js';
import type { SignatureRestrictions } from '../form/locks.js';
import type { PdfDocument } from '../pdf/document.js';
import {
  algorithmReasons,
  judgeChain,
  type ChainJudgement,
  type JudgedTimes,
} from './chain-judgement.js';
import { ProvenEvidence, withSignature, type Material } from './material.js';
import type { ReasonCode, VerifyOptions } from './report.js';
import {
  verifyCryptographically,
  type CryptographicVerification,
} from './cryptographic-verification.js';
import { openRevision, type FileRevision } from '../pdf/revisions.js';
import type { SignaturePlace } from './signature-place.js';
import { judgeTimeStamps, type JudgedTimeStamp } from './time-stamps.js';

export type Candidate = {
  readonly field: FormField;
  readonly place: SignaturePlace | ReasonCode;
  readonly restrictions: SignatureRestrictions;
};

/** One signature with everything but what happened to the document after it. */
export type JudgedSignature = {
  readonly candidate: Candidate;
  readonly judgement: CryptographicVerification;
  readonly chain: ChainJudgement | null;
  /** The earliest proof of existence: best-signature-time, when it is not the time of judging. */
  readonly proven: Date | null;
  readonly stamps: readonly JudgedTimeStamp[];
  readonly isStampedByDocument: boolean;
  readonly isValidAtSigning: boolean;
  readonly reasons: readonly ReasonCode[];
};

/** Everything in the file before `length` existed at `time`. */
type Proof = { readonly length: number; readonly time: Date };

type Context = {
  readonly material: Material;
  readonly revisions: readonly FileRevision[];
  readonly options: VerifyOptions;
};

/**
 * Judges the signatures from the newest to the oldest: a document time-stamp that holds proves the
 * moment for all that lies before it (EN 319 102-1, 5.6.3), and so for the time-stamps it covers.
 *
 * @returns in the order of the candidates
 */
export function judgeSignatures(
  document: PdfDocument,
  candidates: readonly Candidate[],
  context: Context,
): JudgedSignature[] {
  const proofs: Proof[] = [];
  const evidence = new ProvenEvidence();
  const material = { ...context.material, existedAt: evidence.existedAt };
  const judged = new Map<Candidate, JudgedSignature>();
  const newestFirst = [...candidates].sort((a, b) => lengthOf(b) - lengthOf(a));
  for (const candidate of newestFirst) {
    const { place, field } = candidate;
    const judgement = verifyCryptographically(
      document,
      field,
      typeof place === 'string' ? null : place,
    );
    const covering = proofs.filter(({ length }) => length > lengthOf(candidate));
    const result = judgeOne({ candidate, judgement, covering }, { ...context, material });
    judged.set(candidate, result);
    const { token } = judgement;
    if (token !== null && judgement.intact && result.reasons.length === 0) {
      proofs.push({ length: lengthOf(candidate), time: token.genTime });
      const revision = typeof place === 'string' ? undefined : context.revisions[place.revision];
      if (revision !== undefined) evidence.note(openRevision(document, revision), token.genTime);
    }
  }
  // What was refused for its cost on the way was told as unknown there.
  document.budget.spend(0);
  return candidates.flatMap((candidate) => judged.get(candidate) ?? []);
}

export function lengthOf({ place }: Candidate): number {
  return typeof place === 'string' ? 0 : place.revisionLength;
}

type Subject = {
  readonly candidate: Candidate;
  readonly judgement: CryptographicVerification;
  readonly covering: readonly Proof[];
};

function judgeOne(
  subject: Subject,
  { material, options }: Pick<Context, 'material' | 'options'>,
): JudgedSignature {
  const { candidate, judgement, covering } = subject;
  const { certificate, certificates, signedData, token } = judgement;
  const isStampedByDocument = covering.length > 0;
  if (certificate === null || signedData === null) {
    const { reasons } = judgement;
    const nothing = { chain: null, proven: null, stamps: [], isValidAtSigning: false };
    return { candidate, judgement, ...nothing, isStampedByDocument, reasons };
  }
  const covered = earliest(covering.map(({ time }) => time));
  const brought = withSignature(material, certificates, signedData, covered);
  const before: JudgedTimes = { now: options.at, proven: covered };
  const inside =
    token === null
      ? judgeTimeStamps(signedData, brought, before, options)
      : { stamps: [], reasons: [] };
  const proofs = inside.stamps.filter(({ isProof }) => isProof);
  const proven = earliest([
    ...(covered === null ? [] : [covered]),
    ...proofs.map(({ genTime }) => genTime),
  ]);
  const purpose = token === null ? 'signature' : 'time-stamp';
  const own = withSignature(material, certificates, signedData, proven);
  const question = { certificate, purpose, material: own, options } as const;
  const chain = judgeChain(question, { now: options.at, proven });
  const reasons = [
    ...judgement.reasons,
    ...inside.reasons,
    ...chain.reasons,
    ...judgeTime(judgement, proven, options),
    ...judgeDigestAlgorithms(judgement, proven, options),
    ...(isOutOfOrder(judgement, proofs, covering) ? (['time-stamp-order'] as const) : []),
  ];
  const then = proven ?? judgement.claimed ?? options.at;
  return {
    candidate,
    judgement,
    chain,
    proven,
    stamps: inside.stamps,
    isStampedByDocument,
    isValidAtSigning: isValidAt(certificate, then) && chain.revocation?.state !== 'revoked',
    reasons: [...new Set(reasons)],
  };
}

function earliest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>(
    (first, time) => (first === null || time < first ? time : first),
    null,
  );
}

/** What the signer's own clock says. It proves nothing, but it may contradict the certificate. */
function judgeTime(
  { certificate, claimed, subFilter }: CryptographicVerification,
  proven: Date | null,
  { at }: VerifyOptions,
): ReasonCode[] {
  // Proven to be older than its certificate (EN 319 102-1, 5.5.4).
  if (certificate !== null && proven !== null && proven < certificate.notBefore) {
    return ['certificate-not-yet-valid'];
  }
  // PAdES asks for /M (EN 319 142-1, 6.3); the older kind may leave it out (Table 255).
  if (claimed === null) return subFilter === 'adbe.pkcs7.detached' ? [] : ['claimed-time-missing'];
  if (isFromFuture(claimed, { now: at })) return ['claimed-time-in-future'];
  const isOutside = certificate !== null && !isValidAt(certificate, claimed);
  return proven === null && isOutside ? ['certificate-not-valid-then'] : [];
}

/** Whether the digest still protects, or did when the signature is proven to have existed. */
function judgeDigestAlgorithms(
  { digest, scheme, token }: CryptographicVerification,
  proven: Date | null,
  { at, algorithmPolicy }: VerifyOptions,
): ReasonCode[] {
  return [digest, scheme?.digest, token?.imprint.digest].flatMap((name) =>
    name === undefined || name === null
      ? []
      : algorithmReasons({ digest: name }, proven ?? at, algorithmPolicy),
  );
}

/** What covers a time-stamp was made after it (EN 319 102-1, 5.5.4, step 5). */
function isOutOfOrder(
  { token }: CryptographicVerification,
  stamps: readonly JudgedTimeStamp[],
  covering: readonly Proof[],
): boolean {
  const made = [
    ...stamps.map(({ genTime, accuracyMs }) => genTime.getTime() - accuracyMs),
    ...(token === null ? [] : [token.genTime.getTime() - (token.accuracyMs ?? 0)]),
  ];
  return covering.some(({ time }) => made.some((moment) => moment > time.getTime()));
}
