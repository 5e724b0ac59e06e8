import type { SignedData } from '../cms/cms-parse.js';
import { OID } from '../cms/oids.js';
import { unlessRefused } from '../errors.js';
import { isFromFuture } from '../pki/revocation-types.js';
import {
  checkTimeStampToken,
  readTimeStampToken,
  type TimeStampProblemCode,
} from '../pki/time-stamp.js';
import {
  algorithmReasons,
  judgeChain,
  type ChainJudgement,
  type JudgedTimes,
} from './chain-judgement.js';
import { withSignature, type Material } from './material.js';
import type { ReasonCode, TimeStampReport, VerifyOptions } from './report.js';

/** A token over the value of a signature (EN 319 122-1, 5.3), judged. */
export type JudgedTimeStamp = TimeStampReport & {
  readonly genTime: Date;
  readonly accuracyMs: number;
  readonly chain: ChainJudgement | null;
};

export type TimeStampJudgement = {
  readonly stamps: readonly JudgedTimeStamp[];
  /** What the time-stamps say against the signature itself. */
  readonly reasons: readonly ReasonCode[];
};

const REASON_OF: Readonly<Record<TimeStampProblemCode, ReasonCode>> = {
  'signature-invalid': 'time-stamp-invalid',
  'content-invalid': 'time-stamp-invalid',
  'certificate-missing': 'time-stamp-invalid',
  'signing-certificate-attribute': 'time-stamp-invalid',
  'algorithm-unsupported': 'algorithm-unsupported',
  'algorithm-weak': 'algorithm-weak',
  'imprint-mismatch': 'time-stamp-mismatch',
  'nonce-mismatch': 'time-stamp-mismatch',
  'policy-mismatch': 'time-stamp-invalid',
  'extended-key-usage': 'extended-key-usage-unsuitable',
  'certificate-not-valid-then': 'certificate-not-valid-then',
};

/**
 * Judges the time-stamps inside a signature. One that nobody here trusts proves nothing and harms
 * nothing; one that is broken or was taken from another signature speaks against the file.
 */
export function judgeTimeStamps(
  signedData: SignedData,
  material: Material,
  times: JudgedTimes,
  options: VerifyOptions,
): TimeStampJudgement {
  const tokens = signedData.signer.unsignedAttributes.get(OID.signatureTimeStamp) ?? [];
  const judged = tokens
    .slice(0, MAX_TOKENS)
    .map(({ bytes }) =>
      unlessRefused(() => judgeToken(bytes, signedData, { material, times, options }), null),
    );
  const stamps = judged.filter((stamp) => stamp !== null);
  const against = stamps.flatMap(({ reasons }) => reasons.filter((r) => SPEAKS_AGAINST.has(r)));
  const broken = stamps.length < tokens.length ? (['time-stamp-invalid'] as const) : [];
  return { stamps, reasons: [...new Set<ReasonCode>([...against, ...broken])] };
}

/** Tokens over one value; each costs a signature to judge, and nobody signed how many there are. */
const MAX_TOKENS = 32;

type Given = {
  readonly material: Material;
  readonly times: JudgedTimes;
  readonly options: VerifyOptions;
};

const SPEAKS_AGAINST: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'time-stamp-invalid',
  'time-stamp-mismatch',
]);

function judgeToken(der: Buffer, signedData: SignedData, given: Given): JudgedTimeStamp {
  const { options, times } = given;
  const token = readTimeStampToken(der);
  const check = checkTimeStampToken(token, {
    content: [signedData.signer.signature],
    pool: given.material.certificates,
    spend: given.material.spend,
  });
  const { certificate, certificates } = check;
  const material = withSignature(given.material, certificates, token.signedData, times.proven);
  const chain =
    certificate === null
      ? null
      : judgeChain({ certificate, purpose: 'time-stamp', material, options }, times);
  // A stamp over a digest that can be forged proves the time of any of its documents.
  const weak = algorithmReasons(
    { digest: token.imprint.digest },
    times.proven ?? times.now,
    options.algorithmPolicy,
  );
  const isAhead = isFromFuture(token.genTime, { now: options.at });
  const reasons = new Set<ReasonCode>([
    ...check.problems.map((problem) => REASON_OF[problem]),
    ...(chain?.reasons ?? []),
    ...(isAhead ? (['claimed-time-in-future'] as const) : []),
    ...weak,
  ]);
  return {
    time: token.genTime.toISOString(),
    genTime: token.genTime,
    accuracyMs: token.accuracyMs ?? 0,
    authority: certificate?.subject.commonName ?? null,
    isProof: reasons.size === 0,
    reasons: [...reasons],
    chain,
  };
}
