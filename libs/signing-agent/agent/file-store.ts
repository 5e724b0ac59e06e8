import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Pairing, PairingStore } from './pairings.js';

/** Pairings in a file that only its owner reads; it holds hashes, no tokens. */
export function fileStore(path: string): PairingStore {
  return {
    load: () => {
      try {
        return readPairings(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        // Absent or damaged: pages pair again.
        return [];
      }
    },
    save: (pairings) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.new`, JSON.stringify({ pairings }, null, 2), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function readPairings(file: unknown): Pairing[] {
  const { pairings } = file as { pairings?: unknown };
  if (!Array.isArray(pairings)) return [];
  return (pairings as Record<string, unknown>[]).flatMap(({ origin, tokenSha256 }) =>
    typeof origin === 'string' && typeof tokenSha256 === 'string' ? [{ origin, tokenSha256 }] : [],
  );
}
