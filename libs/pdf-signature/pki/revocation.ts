import { unlessRefused } from '../errors.js';
import type { Certificate } from './certificate.js';
import { judgeCrl } from './revocation-crl.js';
import { judgeOcsp } from './revocation-ocsp.js';
import {
  whenSeen,
  type RevocationEvidence,
  type RevocationOptions,
  type RevocationProblemCode,
  type RevocationStatus,
  type Statement,
} from './revocation-types.js';

export type {
  RevocationEvidence,
  RevocationOptions,
  RevocationProblemCode,
  RevocationStatus,
} from './revocation-types.js';

/**
 * What the evidence says about one certificate at a time. Each piece counts only when its signature
 * holds, its signer may speak for the issuer, and it is fresh for that time (EN 319 102-1, 5.2.5).
 *
 * A revocation is for ever, however old the piece that tells of it; a suspension (`certificate-hold`)
 * ends when a later piece says so. What was revoked after `at` is `good`, with `revokedAt`.
 */
export function judgeRevocation(
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationEvidence,
  options: RevocationOptions,
): RevocationStatus {
  const statements: Statement[] = [];
  const problems = new Set<RevocationProblemCode>();
  const gather = (
    pieces: readonly Uint8Array[],
    malformed: RevocationProblemCode,
    judge: (piece: Uint8Array) => Statement | RevocationProblemCode,
  ): void => {
    for (const piece of pieces) {
      const result = unlessRefused(() => judge(piece), malformed);
      if (typeof result === 'string') problems.add(result);
      else statements.push({ ...result, isFresh: result.isFresh && isOfOffice(piece, options) });
    }
  };
  gather(evidence.ocsp, 'ocsp-malformed', (piece) =>
    judgeOcsp(piece, certificate, issuer, { ...options, others: evidence }),
  );
  gather(evidence.crls, 'crl-malformed', (piece) =>
    judgeCrl(piece, certificate, issuer, { ...options, others: evidence }),
  );
  return conclude(statements, [...problems], options);
}

/** Verifiably from a time when the issuer had not been revoked. */
function isOfOffice(piece: Uint8Array, options: RevocationOptions): boolean {
  const { issuerRevokedAt } = options;
  return issuerRevokedAt === undefined || whenSeen(piece, options) < issuerRevokedAt;
}

function conclude(
  statements: readonly Statement[],
  problems: readonly RevocationProblemCode[],
  { at }: RevocationOptions,
): RevocationStatus {
  const byAge = [...statements].sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  const final = byAge.find(({ revokedAt, reason }) => revokedAt !== null && !isPassing(reason));
  const decisive = final ?? byAge.find(({ isFresh }) => isFresh);
  if (decisive === undefined) {
    const [old] = byAge;
    if (old !== undefined) return unknown(old, [...problems, staleness(old)]);
    return { state: 'unknown', problems: problems.length > 0 ? problems : ['no-evidence'] };
  }
  if (isRevokedAt(decisive, at)) return { ...published(decisive), state: 'revoked', problems };
  // A suspension that is newer than the good news may be stale, but it is not taken back.
  const suspended = byAge.find((one) => isRevokedAt(one, at));
  if (suspended !== undefined && suspended.thisUpdate > decisive.thisUpdate) {
    return unknown(suspended, problems);
  }
  // Good comes from fresh evidence alone: what is older than the time judged cannot know.
  if (!byAge.some(({ isFresh }) => isFresh)) {
    return unknown(decisive, [...problems, staleness(decisive)]);
  }
  return { ...published(decisive), state: 'good', problems };
}

function isRevokedAt({ revokedAt }: Statement, at: Date): boolean {
  return revokedAt !== null && revokedAt <= at;
}

function staleness({ source }: Statement): RevocationProblemCode {
  return source === 'ocsp' ? 'ocsp-time' : 'crl-time';
}

function unknown(
  statement: Statement,
  problems: readonly RevocationProblemCode[],
): RevocationStatus {
  return { ...published(statement), state: 'unknown', problems };
}

/** A suspension, or its end. */
function isPassing(reason: Statement['reason']): boolean {
  return reason === 'certificate-hold' || reason === 'remove-from-crl';
}

function published(statement: Statement): Omit<RevocationStatus, 'state' | 'problems'> {
  const { revokedAt, reason, nextUpdate } = statement;
  return {
    source: statement.source,
    evidence: statement.evidence,
    responder: statement.responder,
    producedAt: statement.producedAt,
    thisUpdate: statement.thisUpdate,
    ...(nextUpdate === null ? {} : { nextUpdate }),
    ...(revokedAt === null ? {} : { revokedAt, reason: reason ?? 'unspecified' }),
  };
}
