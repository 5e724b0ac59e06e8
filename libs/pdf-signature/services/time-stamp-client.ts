import { randomBytes } from 'node:crypto';
import type { DigestAlgorithm } from '../cms/oids.js';
import { PdfSignatureError } from '../errors.js';
import { findPath } from '../pki/path.js';
import {
  checkTimeStampToken,
  readTimeStampResponse,
  readTimeStampToken,
  timeStampRequest,
} from '../pki/time-stamp.js';
import type { TrustAnchor } from '../pki/trust.js';
import type { TimeStamper } from '../signing/services.js';
import type { Fetcher } from './fetcher.js';

/** One authority that answers RFC 3161 requests. */
export type TimeStampAuthority = {
  readonly url: string;
  /** Policy the token must be made under, dotted. */
  readonly policy?: string;
  /** Value of the Authorization header, for authorities that ask for one. */
  readonly authorization?: string;
};

/** Whom to ask for time-stamps, and who vouches for them; times in milliseconds. */
export type TimeStampClientOptions = {
  /** Asked in this order; the next one when the one before fails in whatever way. */
  readonly authorities: readonly TimeStampAuthority[];
  readonly fetcher: Fetcher;
  readonly trustAnchors: readonly TrustAnchor[];
  readonly clock: { readonly now: () => Date };
  /** Cryptographically strong. */
  readonly random?: (bytes: number) => Uint8Array;
  readonly timeoutMs?: number;
};

const NONCE_BYTES = 16;
const MAX_TOKEN_BYTES = 64 * 1024;

/**
 * A client for time-stamp authorities (RFC 3161 over HTTP, 3.4).
 *
 * A token is taken only when imprint, nonce and policy are the ones asked for, its signature and
 * its certificate's one purpose hold, and a trust anchor for time-stamps vouches for it.
 */
export function timeStampClient(options: TimeStampClientOptions): TimeStamper {
  return {
    stamp: async (imprint, digestAlgorithm) => {
      const failures: string[] = [];
      for (const authority of options.authorities) {
        try {
          return await ask(authority, { imprint, digestAlgorithm }, options);
        } catch (error) {
          if (!(error instanceof PdfSignatureError)) throw error;
          failures.push(`${authority.url}: ${error.message}`);
        }
      }
      throw new PdfSignatureError('time-stamp.unavailable', { failures: failures.join('; ') });
    },
  };
}

type Question = { readonly imprint: Uint8Array; readonly digestAlgorithm: DigestAlgorithm };

async function ask(
  authority: TimeStampAuthority,
  { imprint, digestAlgorithm }: Question,
  options: TimeStampClientOptions,
): Promise<Uint8Array> {
  const { policy } = authority;
  const nonce = (options.random ?? randomBytes)(NONCE_BYTES);
  const response = await options.fetcher({
    url: authority.url,
    method: 'POST',
    headers: {
      'content-type': 'application/timestamp-query',
      accept: 'application/timestamp-reply',
      ...(authority.authorization !== undefined && { authorization: authority.authorization }),
    },
    body: timeStampRequest(imprint, {
      digestAlgorithm,
      nonce,
      ...(policy !== undefined && { policy }),
    }),
    maxBytes: MAX_TOKEN_BYTES,
    timeoutMs: options.timeoutMs ?? 10_000,
  });
  if (response.status !== 200) {
    throw new PdfSignatureError('time-stamp.refused', { status: response.status });
  }
  const { token } = readTimeStampResponse(response.body);
  checkToken(token, { imprint, digestAlgorithm, nonce, policy }, options);
  return token;
}

function checkToken(
  der: Uint8Array,
  asked: Question & { readonly nonce: Uint8Array; readonly policy: string | undefined },
  { trustAnchors, clock }: TimeStampClientOptions,
): void {
  const token = readTimeStampToken(der);
  const { certificate, certificates, problems } = checkTimeStampToken(token, {
    imprint: asked.imprint,
    nonce: asked.nonce,
    ...(asked.policy !== undefined && { policies: [asked.policy] }),
  });
  if (token.imprint.digest !== asked.digestAlgorithm) refuse('imprint-mismatch');
  if (certificate === null || problems.length > 0) return refuse(problems.join(','));
  const { anchor, problems: pathProblems } = findPath(certificate, certificates, trustAnchors, {
    at: clock.now(),
    purpose: 'time-stamp',
  });
  if (anchor === null || pathProblems.length > 0) {
    refuse(pathProblems.map(({ code }) => code).join(','));
  }
}

function refuse(problems: string): never {
  throw new PdfSignatureError('time-stamp.untrusted', { problems });
}
