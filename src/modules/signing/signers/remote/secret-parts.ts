import { RemoteSecretMissingError } from './remote-signing.errors.js';
import type { RemoteSecretPart } from './remote-signing-service.js';

/**
 * What the holder typed, in the order in which the credential asks: the PIN, a blank, the code.
 *
 * @throws {RemoteSecretMissingError} which of them is missing
 */
export function secretParts(
  name: string,
  secret: string,
  asked: readonly RemoteSecretPart[],
): ReadonlyMap<RemoteSecretPart, string> {
  const typed = secret.trim().split(/\s+/);
  const parts = new Map<RemoteSecretPart, string>();
  for (const [index, part] of asked.entries()) {
    const value = typed[index];
    if (value === undefined || value === '') {
      throw new RemoteSecretMissingError(name, part);
    }
    parts.set(part, value);
  }
  return parts;
}
