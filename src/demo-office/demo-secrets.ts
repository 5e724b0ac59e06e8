import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const schema = z.strictObject({ password: z.string().min(8), pin: z.string().regex(/^\d{6}$/) });

/** One password and one PIN for everybody in the demo office; never in the database. */
export type DemoSecrets = z.output<typeof schema>;

/** No letters that are mistaken for digits, nor the other way round. */
const LETTERS = 'abcdefghkmnpqrstuvwxyz23456789';

export function makeSecrets(): DemoSecrets {
  const group = (): string =>
    Array.from({ length: 4 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return {
    password: `${group()}-${group()}-${group()}`,
    pin: String(randomInt(1_000_000)).padStart(6, '0'),
  };
}

export function findSecrets(path: string): DemoSecrets | null {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** Whole or not at all: a start that is killed leaves no half-written file behind. */
export function keepSecrets(path: string, secrets: DemoSecrets): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
