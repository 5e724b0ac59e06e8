import { SignatureRefusedError } from '../errors.js';
import { BASELINE_LEVELS } from '../baseline-levels.js';
import type { PreparedRevision, PreparedSignature, PreparedTimeStamp } from './prepared.js';

type Kinds<P> = { readonly [Member in keyof P]-?: (value: unknown) => boolean };

const REVISION: Kinds<PreparedRevision> = {
  version: (value) => value === 2,
  id: isText,
  baseSha256: isText,
  baseLength: isLength,
  update: isText,
  gap: (value) =>
    isRecord(value) && isLength(Reflect.get(value, 'start')) && isLength(Reflect.get(value, 'end')),
  digestAlgorithm: isOneOf('sha256', 'sha384', 'sha512'),
  documentDigest: isText,
  field: isText,
  expiresAt: (value) => value === null || (isText(value) && !Number.isNaN(Date.parse(value))),
};

const SIGNATURE: Kinds<PreparedSignature> = {
  ...REVISION,
  kind: (value) => value === 'signature',
  signedAttributes: isText,
  scheme: isOneOf('rsa', 'rsa-pss', 'ec', 'ed25519'),
  certificate: isText,
  chain: (value) => Array.isArray(value) && value.every(isText),
  level: isOneOf(...BASELINE_LEVELS),
};

const TIME_STAMP: Kinds<PreparedTimeStamp> = {
  ...REVISION,
  kind: (value) => value === 'document-time-stamp',
};

/**
 * The first member of a preparation that is missing or no value of its kind; it may have come back
 * from a file or a column. What a whole one says is checked when it is completed.
 *
 * @returns the member's name, an empty text when it is no object at all, or null
 */
export function wrongMember(
  value: unknown,
  kind: 'signature' | 'document-time-stamp',
): string | null {
  if (!isRecord(value)) return '';
  const kinds = Object.entries(kind === 'signature' ? SIGNATURE : TIME_STAMP);
  const wrong = kinds.find(([name, isKind]) => !isKind(Reflect.get(value, name)));
  return wrong === undefined ? null : wrong[0];
}

/** @throws SignatureRefusedError `signature.prepared-invalid`, naming the member */
export function requirePreparation(
  value: PreparedSignature | PreparedTimeStamp,
  kind: 'signature' | 'document-time-stamp',
): void {
  const member = wrongMember(value, kind);
  if (member !== null) throw new SignatureRefusedError('signature.prepared-invalid', { member });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isOneOf(...values: readonly string[]): (value: unknown) => boolean {
  return (value) => isText(value) && values.includes(value);
}
