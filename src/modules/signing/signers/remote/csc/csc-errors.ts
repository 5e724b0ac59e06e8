import { z } from 'zod';
import type { DomainError } from '../../../../../platform/errors/domain-error.js';
import {
  RemoteAuthorizationEndedError,
  RemoteCertificateExpiredError,
  RemoteCertificateNotFoundError,
  RemoteCredentialDisabledError,
  RemoteQuotaError,
  RemoteRefusedError,
  RemoteRejectedError,
  RemoteTimedOutError,
  RemoteWrongOneTimeCodeError,
  RemoteWrongPinError,
} from '../remote-signing.errors.js';

const CscError = z.object({ error: z.string(), error_description: z.string().default('') });

/** Looked through by expressions whose cost grows with its square. */
const LONGEST_SENTENCE = 500;

/** `error` says little (CSC API 10.1): most refusals are told apart by the sentence beside it. */
const BY_SENTENCE: readonly [RegExp, (name: string) => DomainError][] = [
  [/not authorized by the SAD/i, (name) => new RemoteRefusedError(name, 'hash')],
  [/parameter credentialID/i, (name) => new RemoteCertificateNotFoundError(name)],
  [/certificate.*(expired|revoked|suspended)/i, (name) => new RemoteCertificateExpiredError(name)],
  [/disabled|locked|suspended/i, (name) => new RemoteCredentialDisabledError(name)],
  [/quota|signing limit/i, (name) => new RemoteQuotaError(name)],
  [/\bSAD\b/, (name) => new RemoteAuthorizationEndedError(name)],
  [/\bOTP\b/, (name) => new RemoteWrongOneTimeCodeError(name)],
  [/\bPIN\b/, (name) => new RemoteWrongPinError(name)],
  [/handle.*expired|timed? ?out/i, (name) => new RemoteTimedOutError(name)],
];

const BY_CODE: ReadonlyMap<string, (name: string) => DomainError> = new Map(
  Object.entries({
    invalid_otp: (name: string) => new RemoteWrongOneTimeCodeError(name),
    invalid_pin: (name: string) => new RemoteWrongPinError(name),
    invalid_authentication_data: (name: string) => new RemoteWrongPinError(name),
    access_denied: (name: string) => new RemoteRejectedError(name),
    authorization_expired: (name: string) => new RemoteTimedOutError(name),
    expired_token: (name: string) => new RemoteTimedOutError(name),
    quota_exceeded: (name: string) => new RemoteQuotaError(name),
  }),
);

/** Only the code goes on: a sentence could repeat what was sent, and a PIN was sent. */
export function refusalOf(name: string, status: number, body: unknown): DomainError {
  const parsed = CscError.safeParse(body);
  if (!parsed.success) return new RemoteRefusedError(name, `HTTP ${status}`);
  const { error } = parsed.data;
  const sentence = parsed.data.error_description.slice(0, LONGEST_SENTENCE);
  const known = BY_SENTENCE.find(([pattern]) => pattern.test(sentence));
  if (known && error !== 'invalid_client' && error !== 'invalid_otp') return known[1](name);
  return BY_CODE.get(error)?.(name) ?? new RemoteRefusedError(name, printable(error));
}

/** The service's token has ended, which says that nothing was done; a PIN that is refused was tried. */
export function isTokenRefused(status: number, body: unknown): boolean {
  const parsed = CscError.safeParse(body);
  if (!parsed.success) return status === 401;
  const { error } = parsed.data;
  return error === 'invalid_token' || (status === 401 && !BY_CODE.has(error));
}

/**
 * What an answer says. Its content is not repeated, it may hold a token.
 *
 * @throws {RemoteRefusedError} an answer against the protocol
 */
export function readAnswer<Shape extends z.ZodType>(
  name: string,
  what: string,
  shape: Shape,
  body: unknown,
): z.output<Shape> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RemoteRefusedError(name, `${what} ${parsed.error.issues[0]?.path.join('/') ?? ''}`);
}

/** Words of the service, as far as a page may show them. */
export function printable(text: string): string {
  return text.replace(/[^\w .,()-]/g, '').slice(0, 60);
}
