import type { PreparedSignature } from '../signing/prepared.js';
import { MisuseError } from './command.js';

const KINDS: Readonly<Record<keyof PreparedSignature, (value: unknown) => boolean>> = {
  version: (value) => value === 2,
  kind: (value) => value === 'signature',
  id: isText,
  baseSha256: isText,
  baseLength: isLength,
  update: isText,
  gap: (value) =>
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    'end' in value &&
    isLength(value.start) &&
    isLength(value.end),
  digestAlgorithm: (value) => value === 'sha256' || value === 'sha384' || value === 'sha512',
  documentDigest: isText,
  field: isText,
  expiresAt: (value) => value === null || isText(value),
  signedAttributes: isText,
  scheme: isText,
  certificate: isText,
  chain: (value) => Array.isArray(value) && value.every(isText),
  level: (value) => value === 'B-B' || value === 'B-T',
};

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * A preparation as it came back from a file; what it says is checked when it is completed.
 *
 * @throws MisuseError naming the file, and the member that is not of its kind
 */
export function readPrepared(json: Uint8Array, path: string): PreparedSignature {
  const value = parse(Buffer.from(json).toString('utf8'));
  const isRecord = typeof value === 'object' && value !== null;
  const wrong = Object.entries(KINDS).find(
    ([name, isKind]) => !isRecord || !isKind(Reflect.get(value, name)),
  );
  if (wrong === undefined) return value as PreparedSignature;
  const where = isRecord ? ` (${wrong[0]})` : '';
  throw new MisuseError(
    `${path}: không phải tệp mà "prepare" đã ghi${where}`,
    `${path}: not a preparation written by "prepare"${where}`,
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}
