import { parseArgs } from 'node:util';
import { MisuseError } from './command.js';

/** Every flag of every command; `usage.ts` explains them. */
const FLAGS = {
  // files
  output: { type: 'string', short: 'o' },
  password: { type: 'string' },
  prepared: { type: 'string' },
  // trust and judging
  trust: { type: 'string', multiple: true },
  'trust-list': { type: 'string', multiple: true },
  at: { type: 'string' },
  revocation: { type: 'string' },
  ocsp: { type: 'string', multiple: true },
  crl: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  language: { type: 'string' },
  // services
  tsa: { type: 'string', multiple: true },
  'allow-host': { type: 'string', multiple: true },
  level: { type: 'string' },
  // the signer
  p12: { type: 'string' },
  'p12-password': { type: 'string' },
  'p12-password-file': { type: 'string' },
  key: { type: 'string' },
  'key-password': { type: 'string' },
  certificate: { type: 'string' },
  chain: { type: 'string', multiple: true },
  digest: { type: 'string' },
  pss: { type: 'boolean' },
  // the signature
  field: { type: 'string' },
  'new-field': { type: 'string' },
  page: { type: 'string' },
  rect: { type: 'string' },
  certify: { type: 'string' },
  lock: { type: 'string', multiple: true },
  reason: { type: 'string' },
  location: { type: 'string' },
  name: { type: 'string' },
  image: { type: 'string' },
  text: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

type Name = keyof typeof FLAGS;
type One = { [K in Name]: (typeof FLAGS)[K] extends { multiple: true } ? never : K }[Name];
type Many = Exclude<Name, One>;

/** The words after the command: files, and flags by name. */
export class Flags {
  private constructor(
    readonly files: readonly string[],
    private readonly values: Readonly<Record<string, string | boolean | string[] | undefined>>,
  ) {}

  /** @throws MisuseError */
  static parse(args: readonly string[]): Flags {
    try {
      const { positionals, values } = parseArgs({
        args: [...args],
        options: FLAGS,
        allowPositionals: true,
      });
      return new Flags(positionals, values);
    } catch (error) {
      throw new MisuseError(error instanceof Error ? error.message : String(error));
    }
  }

  has(name: One): boolean {
    return this.values[name] === true;
  }

  one(name: One): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  many(name: Many): readonly string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value : [];
  }

  /** @throws MisuseError naming the flag */
  need(name: One): string {
    const value = this.one(name);
    if (value === undefined) throw new MisuseError(`--${name} is missing`);
    return value;
  }

  /** @throws MisuseError naming the flag and what it may be */
  choice<T extends string>(name: One, choices: readonly T[]): T | undefined {
    const value = this.one(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) {
      throw new MisuseError(`--${name} takes one of ${choices.join(', ')}, not "${value}"`);
    }
    return found;
  }

  /** The one file the command works on. @throws MisuseError */
  onlyFile(): string {
    const [file, ...more] = this.files;
    if (file === undefined || more.length > 0) throw new MisuseError('give exactly one PDF');
    return file;
  }
}
