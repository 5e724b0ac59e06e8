import { FileRefusedError, MisuseError, type CommandIo } from './command.js';
import type { Flags } from './flags.js';

/** @throws MisuseError naming the file */
export function readInput(io: CommandIo, path: string): Uint8Array {
  try {
    return io.read(path);
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    throw new MisuseError(error.said.vi, error.said.en);
  }
}

/**
 * Where the result goes, asked before anything is signed or stamped: a time-stamp that cannot be
 * kept was paid for in vain.
 *
 * @param more files that are read, besides those that flags name; the PDF itself may be replaced
 */
export function outputOf(flags: Flags, io: CommandIo, more: readonly string[] = []): string {
  const path = flags.need('output');
  const others = more.map((file) => [file, file] as const);
  const read = flags
    .readPaths()
    .flatMap(([flag, place]) => (io.list(place) ?? [place]).map((file) => [flag, file] as const));
  const taken = [...read, ...others].find(([, file]) => io.isSame(path, file));
  if (taken !== undefined) {
    throw new MisuseError(
      `--output sẽ ghi đè tệp của ${taken[0]}`,
      `--output would write over the file of ${taken[0]}`,
    );
  }
  io.mayWrite(path);
  return path;
}

const ENVIRONMENT = {
  password: 'PDF_SIGNATURE_PASSWORD',
  'p12-password': 'PDF_SIGNATURE_P12_PASSWORD',
  'key-password': 'PDF_SIGNATURE_KEY_PASSWORD',
} as const;

/** A secret, by flag, from a file or from the environment; one line end is not part of it. */
export function secretOf(
  flags: Flags,
  io: CommandIo,
  name: keyof typeof ENVIRONMENT,
): string | undefined {
  const [typed, file] = [flags.one(name), flags.one(`${name}-file`)];
  if (typed !== undefined && file !== undefined) {
    throw new MisuseError(
      `chỉ nêu một trong --${name} và --${name}-file`,
      `--${name} and --${name}-file exclude each other`,
    );
  }
  if (file === undefined) return typed ?? io.environment(ENVIRONMENT[name]);
  const text = Buffer.from(readInput(io, file)).toString('utf8');
  return text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
}

/** What opens the PDF itself. */
export function passwordOf(flags: Flags, io: CommandIo): { password?: string } {
  const password = secretOf(flags, io, 'password');
  return password === undefined ? {} : { password };
}
