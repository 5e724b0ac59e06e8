import { OID } from '../cms/oids.js';
import type { Certificate } from './certificate.js';
import type { NameConstraints } from './extensions.js';
import { obeysNameConstraints } from './name-constraints.js';
import { isSameName } from './names.js';
import type { PathOptions, PathProblem, PathProblemCode } from './path-types.js';
import { PolicyGraph } from './policies.js';
import type { TrustAnchor, TrustPurpose } from './trust.js';

export function isValidAt({ notBefore, notAfter }: Certificate, moment: Date): boolean {
  return notBefore <= moment && moment <= notAfter;
}

type Judged = {
  readonly problems: readonly PathProblem[];
  readonly policies: readonly string[] | null;
};

/**
 * Judges a path whose names and signatures fit (RFC 5280, 6.1), all problems at once.
 *
 * The anchor's own certificate limits its path as far as it says so (RFC 5937, 3): authority, key
 * usage, path length and name constraints; old roots of version 1 cannot say anything.
 */
export function judgePath(
  path: readonly Certificate[],
  anchor: TrustAnchor,
  options: PathOptions,
): Judged {
  const problems: PathProblem[] = [];
  const blame = (index: number, code: PathProblemCode, detail?: string): void => {
    problems.push(detail === undefined ? { code, index } : { code, index, detail });
  };
  const length = path.length - 1;
  const top = path.at(-1);
  const leaf = path[0];
  if (top === undefined || leaf === undefined) return { problems, policies: null };
  for (const code of judgeAnchor(anchor, options)) blame(length, code);
  path.forEach((certificate, index) => {
    if (certificate.notBefore > options.at) blame(index, 'not-yet-valid');
    if (certificate.notAfter < options.at) blame(index, 'expired');
    const [unknown] = certificate.unknownCriticalExtensions;
    if (unknown !== undefined) blame(index, 'critical-extension-unknown', unknown);
  });
  judgeLeaf(leaf, options.purpose, (code) => {
    blame(0, code);
  });
  judgeIssuers(path, blame);
  const policies = judgePolicies(path, options, blame);
  return { problems, policies };
}

/** Whether the decision to trust covers this purpose and moment. */
export function judgeAnchor(
  { purposes, from, until }: TrustAnchor,
  { at, purpose }: PathOptions,
): PathProblemCode[] {
  const isForPurpose = purposes?.includes(purpose) ?? true;
  const isInForce = (from === undefined || at >= from) && (until === undefined || at <= until);
  return [
    ...(isForPurpose ? [] : (['anchor-not-for-purpose'] as const)),
    ...(isInForce ? [] : (['anchor-not-in-force'] as const)),
  ];
}

/**
 * Extended usages under which people sign documents. Signing certificates rarely name the purpose
 * (RFC 9336); those of Vietnamese authorities name e-mail and client authentication.
 */
const SIGNING_USAGES: ReadonlySet<string> = new Set([
  OID.anyExtendedKeyUsage,
  OID.emailProtection,
  OID.clientAuth,
  OID.documentSigning,
  '1.3.6.1.4.1.311.10.3.12',
  '1.2.840.113583.1.1.5',
]);

function judgeLeaf(
  leaf: Certificate,
  purpose: TrustPurpose,
  blame: (code: PathProblemCode) => void,
): void {
  const { keyUsage } = leaf;
  if (keyUsage !== null && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) {
    blame('key-usage');
  }
  const maySign = purpose === 'time-stamp' ? mayStampTime(leaf) : maySignDocuments(leaf);
  if (!maySign) blame('extended-key-usage');
}

function maySignDocuments({ extendedKeyUsage }: Certificate): boolean {
  return extendedKeyUsage?.some((usage) => SIGNING_USAGES.has(usage)) ?? true;
}

/** RFC 3161, 2.3: critical, and for nothing else. */
export function mayStampTime(certificate: Certificate): boolean {
  const { extendedKeyUsage, isExtendedKeyUsageCritical } = certificate;
  const [usage] = extendedKeyUsage ?? [];
  return extendedKeyUsage?.length === 1 && usage === OID.timeStamping && isExtendedKeyUsageCritical;
}

type Blame = (index: number, code: PathProblemCode, detail?: string) => void;

/** Authority, key usage, path length and names, from the anchor down (RFC 5280, 6.1.3, 6.1.4). */
function judgeIssuers(path: readonly Certificate[], blame: Blame): void {
  const constraints: NameConstraints[] = [];
  const top = path.length - 1;
  let mayFollow = Infinity;
  for (const [index, certificate] of [...path.entries()].reverse()) {
    const isSelfIssued = isSameName(certificate.subjectDer, certificate.issuerDer);
    const isBound = index < top && (index === 0 || !isSelfIssued);
    if (isBound && !obeysNameConstraints(certificate, constraints)) {
      blame(index, 'name-constraints');
    }
    if (index === 0) return;
    for (const code of issuerProblems(certificate, index === top)) blame(index, code);
    if (isBound) {
      mayFollow -= 1;
      if (mayFollow < 0) blame(index, 'path-too-long');
    }
    mayFollow = Math.min(Math.max(0, mayFollow), certificate.pathLength ?? Infinity);
    if (certificate.nameConstraints !== null) constraints.push(certificate.nameConstraints);
  }
}

function issuerProblems(
  { version, isAuthority, keyUsage }: Certificate,
  isAnchor: boolean,
): PathProblemCode[] {
  const isOldRoot = isAnchor && version < 3;
  return [
    ...(isAuthority || isOldRoot ? [] : (['not-an-authority'] as const)),
    ...(keyUsage?.keyCertSign === false ? (['issuer-key-usage'] as const) : []),
  ];
}

function judgePolicies(
  path: readonly Certificate[],
  options: PathOptions,
  blame: Blame,
): readonly string[] | null {
  const length = path.length - 1;
  const graph = new PolicyGraph(length, options.policies ?? null);
  for (let index = length - 1; index >= 0; index -= 1) {
    const certificate = path[index];
    if (certificate === undefined) continue;
    const isSelfIssued = isSameName(certificate.subjectDer, certificate.issuerDer);
    if (!graph.take({ certificate, isSelfIssued, isLast: index === 0 })) {
      blame(index, 'policies');
      return [];
    }
  }
  return length === 0 ? (options.policies ?? null) : graph.result();
}
