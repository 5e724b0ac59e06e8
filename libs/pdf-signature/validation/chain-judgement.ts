import {
  judgeAlgorithm,
  type AlgorithmPolicy,
  type AlgorithmUse,
} from '../pki/algorithm-policy.js';
import type { Certificate } from '../pki/certificate.js';
import { findPath, type PathProblem, type PathProblemCode, type PathResult } from '../pki/path.js';
import {
  judgeRevocation,
  type RevocationEvidence,
  type RevocationStatus,
} from '../pki/revocation.js';
import type { TrustPurpose } from '../pki/trust.js';
import type { Material } from './material.js';
import type { ReasonCode, VerifyOptions } from './report.js';

export type ChainJudgement = {
  readonly path: readonly Certificate[];
  readonly isTrusted: boolean;
  /** Of the signing certificate; null when nobody was asked. */
  readonly revocation: RevocationStatus | null;
  /** Evidence about every certificate that asks for it stands in the file itself. */
  readonly isProvenInFile: boolean;
  /** That evidence, DER. */
  readonly evidenceInFile: readonly Uint8Array[];
  readonly reasons: readonly ReasonCode[];
};

export type JudgedTimes = {
  readonly now: Date;
  /** The earliest moment at which the signature is proven to have existed, if any. */
  readonly proven: Date | null;
};

type Question = {
  readonly certificate: Certificate;
  readonly purpose: TrustPurpose;
  readonly material: Material;
  readonly options: VerifyOptions;
};

/**
 * Judges the certificate now; when that fails and an earlier moment is proven, at that moment
 * (validation with proofs of existence, EN 319 102-1, 5.6.2): what was good when the signature
 * verifiably existed stays good.
 */
export function judgeChain(question: Question, { now, proven }: JudgedTimes): ChainJudgement {
  const today = judgeAt(question, now, proven === null);
  if (proven === null || today.reasons.length === 0) return today;
  return judgeAt(question, proven, false);
}

function judgeAt(question: Question, at: Date, isUnproven: boolean): ChainJudgement {
  const { certificate, purpose, material, options } = question;
  const judged = new Map<PathResult['path'], Link[]>();
  const linksOf = (path: PathResult['path']): Link[] => {
    const links = judged.get(path) ?? revocationOfPath(path, question, at);
    judged.set(path, links);
    return links;
  };
  const weak = (path: PathResult['path']): ReasonCode[] =>
    weakLinks(path, at, options.algorithmPolicy);
  const result = findPath(certificate, material.certificates, material.anchors, {
    at,
    purpose,
    spend: material.spend,
    accepts: (path) =>
      weak(path).length === 0 && linksOf(path).every(({ reasons }) => reasons.length === 0),
  });
  const isTrusted = result.anchor !== null && !result.problems.some(({ code }) => isDistrust(code));
  const links = isTrusted ? linksOf(result.path) : [];
  const reasons = new Set<ReasonCode>([
    ...result.problems.map((problem) => reasonOf(problem, isUnproven)),
    ...links.flatMap(({ reasons }) => reasons),
    ...(result.anchor === null
      ? weakLinks(result.path, at, options.algorithmPolicy, false)
      : weak(result.path)),
  ]);
  return {
    path: result.path,
    isTrusted,
    revocation: links[0]?.status ?? null,
    isProvenInFile: isTrusted && links.every(({ isInFile }) => isInFile),
    evidenceInFile: links.flatMap(({ found }) => (found === null ? [] : [found])),
    reasons: [...reasons],
  };
}

function isDistrust(code: PathProblemCode): boolean {
  return MEANING[code] === 'chain-untrusted';
}

/** What a problem says of a certificate below the leaf; the leaf's dates say more. */
const MEANING: Readonly<Record<PathProblemCode, ReasonCode>> = {
  'no-path': 'chain-untrusted',
  'signature-invalid': 'chain-untrusted',
  'search-exhausted': 'chain-untrusted',
  'anchor-not-for-purpose': 'chain-untrusted',
  'anchor-not-in-force': 'chain-untrusted',
  'not-yet-valid': 'chain-certificate-not-valid-then',
  expired: 'chain-certificate-not-valid-then',
  'key-usage': 'key-usage-unsuitable',
  'extended-key-usage': 'extended-key-usage-unsuitable',
  'not-an-authority': 'chain-constraints-violated',
  'path-too-long': 'chain-constraints-violated',
  'issuer-key-usage': 'chain-constraints-violated',
  'critical-extension-unknown': 'chain-constraints-violated',
  'name-constraints': 'chain-constraints-violated',
  policies: 'chain-constraints-violated',
};

function reasonOf({ code, index }: PathProblem, isUnproven: boolean): ReasonCode {
  if (index === 0 && code === 'not-yet-valid') return 'certificate-not-yet-valid';
  if (index === 0 && code === 'expired') {
    return isUnproven ? 'certificate-expired-time-unproven' : 'certificate-not-valid-then';
  }
  return MEANING[code];
}

type Link = {
  readonly status: RevocationStatus | null;
  readonly isInFile: boolean;
  readonly found: Uint8Array | null;
  readonly reasons: readonly ReasonCode[];
};

/** Every certificate below the anchor, from the top down; the anchor is trusted by decision. */
function revocationOfPath(path: PathResult['path'], question: Question, at: Date): Link[] {
  const links: Link[] = [];
  for (const [index, certificate] of [...path.slice(0, -1).entries()].reverse()) {
    const issuer = path[index + 1];
    const issuerRevokedAt = links[0]?.status?.revokedAt;
    if (issuer === undefined) continue;
    const pair = { certificate, issuer, issuerRevokedAt, path, isLeaf: index === 0 };
    links.unshift(revocationOf(pair, question, at));
  }
  return links;
}

type Pair = {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly issuerRevokedAt: Date | undefined;
  readonly path: readonly Certificate[];
  readonly isLeaf: boolean;
};

function revocationOf(pair: Pair, { material, options }: Question, at: Date): Link {
  const { certificate, issuer, issuerRevokedAt, path } = pair;
  const { evidence, inFile, certificates, existedAt } = material;
  const asks = certificate.ocspUrls.length > 0 || certificate.crlUrls.length > 0;
  const policy = options.revocation ?? 'when-named';
  if (policy === 'never') return { status: null, isInFile: !asks, found: null, reasons: [] };
  const judge = (given: RevocationEvidence): RevocationStatus =>
    judgeRevocation(certificate, issuer, given, {
      at,
      // Whoever signs lists beside the issuer has his certificate from one of the path.
      pool: [...certificates, ...path],
      now: options.at,
      existedAt,
      issuerRevokedAt,
      algorithmPolicy: options.algorithmPolicy,
      spend: material.spend,
    });
  const isAnyGiven = evidence.ocsp.length + evidence.crls.length > 0;
  const status = isAnyGiven ? judge(evidence) : null;
  const own = isAnyGiven && asks ? judge(inFile) : null;
  const isInFile = !asks || (own !== null && own.state !== 'unknown');
  const isRequired = policy === 'always' || asks;
  return {
    status,
    isInFile,
    found: own?.evidence ?? null,
    reasons: reasonsOf(status, pair, isRequired),
  };
}

function reasonsOf(
  status: RevocationStatus | null,
  { isLeaf, issuerRevokedAt }: Pair,
  isRequired: boolean,
): ReasonCode[] {
  if (status?.state === 'good') return [];
  if (status?.state === 'revoked') {
    if (status.reason === 'certificate-hold') return ['certificate-suspended'];
    return [isLeaf ? 'certificate-revoked' : 'authority-revoked'];
  }
  if (!isRequired) return [];
  return [issuerRevokedAt === undefined ? 'revocation-unknown' : 'authority-revoked'];
}

/** Keys of the path and what signed its certificates; the anchor's own signature proves nothing. */
function weakLinks(
  path: PathResult['path'],
  at: Date,
  policy: AlgorithmPolicy | undefined,
  hasAnchor = true,
): ReasonCode[] {
  return path.flatMap((certificate, index) => {
    const { keyKind, keyBits, signatureAlgorithm } = certificate;
    const isAnchor = hasAnchor && index === path.length - 1;
    const digest = isAnchor ? undefined : signatureAlgorithm.scheme?.digest;
    const use = { keyKind, bits: keyBits, ...(digest === undefined ? {} : { digest }) };
    return algorithmReasons(use, at, policy);
  });
}

/** What the policy says against an algorithm at a moment. */
export function algorithmReasons(
  use: AlgorithmUse,
  at: Date,
  policy: AlgorithmPolicy | undefined,
): ReasonCode[] {
  const judged = judgeAlgorithm(use, at, policy);
  if (judged === 'accepted') return [];
  return [judged === 'ended' ? 'algorithm-ended' : 'algorithm-weak'];
}
