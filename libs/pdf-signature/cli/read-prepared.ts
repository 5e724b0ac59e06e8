import type { PreparedSignature } from '../signing/prepared.js';
import { wrongMember } from '../signing/stored-preparation.js';
import { MisuseError } from './command.js';

/**
 * A preparation as it came back from a file; what it says is checked when it is completed.
 *
 * @throws MisuseError naming the file, and the member that is not of its kind
 */
export function readPrepared(json: Uint8Array, path: string): PreparedSignature {
  const value = parse(Buffer.from(json).toString('utf8'));
  const wrong = wrongMember(value, 'signature');
  if (wrong === null) return value as PreparedSignature;
  const where = wrong === '' ? '' : ` (${wrong})`;
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
