import { parseArgs } from 'node:util';
import { MisuseError } from './command.js';
import { FLAGS, type CommandName, type FlagName } from './flag-table.js';
import type { Languages } from './terminal.js';

type ValueName = {
  [K in FlagName]: (typeof FLAGS)[K] extends { readonly value: string } ? K : never;
}[FlagName];
type Many = {
  [K in FlagName]: (typeof FLAGS)[K] extends { readonly multiple: true } ? K : never;
}[FlagName];
type One = Exclude<ValueName, Many>;
type Switch = Exclude<FlagName, ValueName>;

type Token =
  | OptionToken
  | { readonly kind: 'positional'; readonly value: string }
  | { readonly kind: 'option-terminator' };
type OptionToken = {
  readonly kind: 'option';
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
};

/** The words after the command: files, and flags by name. */
export class Flags {
  /** What is said in: both, Vietnamese first, unless one is asked for. */
  readonly languages: Languages;

  /** @throws MisuseError for a language that is none */
  private constructor(
    readonly files: readonly string[],
    private readonly values: ReadonlyMap<string, readonly string[]>,
  ) {
    const wish = this.choice('language', ['vi', 'en']);
    this.languages = wish === undefined ? ['vi', 'en'] : [wish];
  }

  /** @throws MisuseError */
  static parse(command: CommandName, args: readonly string[]): Flags {
    const files: string[] = [];
    const values = new Map<string, readonly string[]>();
    for (const token of tokensOf(args)) {
      if (token.kind === 'positional') files.push(token.value);
      if (token.kind !== 'option') continue;
      const name = nameOf(token, command);
      const known = values.get(name);
      if (known !== undefined && !isMultiple(name)) {
        throw new MisuseError(`nêu --${name} hai lần`, `--${name} is given twice`);
      }
      values.set(name, [...(known ?? []), valueOf(token, name)]);
    }
    return new Flags(files, values);
  }

  has(name: Switch): boolean {
    return this.values.has(name);
  }

  one(name: One): string | undefined {
    return this.values.get(name)?.[0];
  }

  many(name: Many): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** @throws MisuseError naming the flag */
  need(name: One): string {
    const value = this.one(name);
    if (value === undefined) throw new MisuseError(`thiếu --${name}`, `--${name} is missing`);
    return value;
  }

  /** @throws MisuseError naming the flag and what it may be */
  choice<T extends string>(name: One, choices: readonly T[]): T | undefined {
    const value = this.one(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) {
      const list = choices.join(', ');
      throw new MisuseError(
        `--${name} nhận một trong ${list}, không phải "${value}"`,
        `--${name} takes one of ${list}, not "${value}"`,
      );
    }
    return found;
  }

  /** The one file the command works on. @throws MisuseError */
  onlyFile(): string {
    const [file, ...more] = this.files;
    if (file === undefined || more.length > 0) {
      throw new MisuseError('cần đúng một tệp PDF', 'give exactly one PDF');
    }
    return file;
  }

  /** Paths of files and folders that are read besides the one worked on, by the flag that names them. */
  readPaths(): (readonly [string, string])[] {
    return [...this.values].flatMap(([name, paths]) =>
      isFlag(name) && 'reads' in FLAGS[name]
        ? paths.map((path) => [`--${name}`, path] as const)
        : [],
    );
  }
}

/** Whether these words ask for a switch, however wrong the others are. */
export function asksFor(args: readonly string[], name: 'help' | 'version'): boolean {
  return tokensOf(args).some((token) => token.kind === 'option' && token.name === name);
}

function isMultiple(name: FlagName): boolean {
  return 'multiple' in FLAGS[name];
}

function takesValue(name: FlagName): boolean {
  return 'value' in FLAGS[name];
}

/** Lenient, since Node's own refusals are in English and know nothing of commands. */
function tokensOf(args: readonly string[]): readonly Token[] {
  const options = Object.fromEntries(
    (Object.keys(FLAGS) as FlagName[]).map((name) => {
      const { short } = FLAGS[name] as { readonly short?: string };
      const type = takesValue(name) ? ('string' as const) : ('boolean' as const);
      return [name, { type, multiple: true, ...(short === undefined ? {} : { short }) }];
    }),
  );
  return parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  }).tokens;
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}

function nameOf({ name, rawName }: OptionToken, command: CommandName): FlagName {
  if (!isFlag(name)) {
    throw new MisuseError(
      `không có cờ ${rawName}; tệp có tên bắt đầu bằng "-" đứng sau "--"`,
      `unknown flag ${rawName}; a file whose name begins with "-" stands after "--"`,
    );
  }
  const of: readonly CommandName[] = FLAGS[name].of;
  if (!of.includes(command)) {
    throw new MisuseError(
      `${command} không dùng --${name} (dùng cho: ${of.join(', ')})`,
      `${command} takes no --${name} (it is for ${of.join(', ')})`,
    );
  }
  return name;
}

function valueOf({ value, inlineValue }: OptionToken, name: FlagName): string {
  if (!takesValue(name)) {
    if (value === undefined) return '';
    throw new MisuseError(`--${name} không kèm giá trị`, `--${name} takes no value`);
  }
  if (value === undefined) {
    throw new MisuseError(`--${name} thiếu giá trị`, `--${name} wants a value`);
  }
  if (inlineValue !== true && value.length > 1 && value.startsWith('-')) {
    throw new MisuseError(
      `--${name} thiếu giá trị; giá trị bắt đầu bằng "-" thì viết --${name}=${value}`,
      `--${name} wants a value; one that begins with "-" is written --${name}=${value}`,
    );
  }
  return value;
}
