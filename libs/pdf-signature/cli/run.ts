import { PdfSignatureError } from '../errors.js';
import {
  EXIT,
  FileRefusedError,
  MisuseError,
  OutputClosedError,
  ResultRefusedError,
  type CommandIo,
  type ExitCode,
} from './command.js';
import { COMMANDS, type CommandName } from './flag-table.js';
import { asksFor, Flags } from './flags.js';
import { refusalSentence } from './refusals.js';
import { tell, type Languages } from './terminal.js';
import { usage } from './usage.js';

type Command = (flags: Flags, io: CommandIo) => Promise<ExitCode>;

/** Loaded when called: judging needs nothing of what signs, and starts sooner without it. */
const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  verify: async () => (await import('./verify-command.js')).verifyCommand,
  sign: async () => (await import('./sign-commands.js')).signCommand,
  prepare: async () => (await import('./sign-commands.js')).prepareCommand,
  complete: async () => (await import('./sign-commands.js')).completeCommand,
  timestamp: async () => (await import('./sign-commands.js')).timestampCommand,
  extend: async () => (await import('./sign-commands.js')).extendCommand,
};

/** Runs one command; whatever is refused is told in one line a language, and nothing is written then. */
export async function runCommand(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const languages = languagesOf(args);
  try {
    return await run(args, languages, io);
  } catch (error) {
    return refused(error, languages, io);
  }
}

async function run(
  args: readonly string[],
  languages: Languages,
  io: CommandIo,
): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  if (!isCommand(name)) return withoutCommand(args, languages, io);
  if (asksFor(rest, 'help')) return told(io, usage(languages, name));
  if (asksFor(rest, 'version')) return told(io, io.version);
  const flags = Flags.parse(name, rest);
  const command = await LOADERS[name]();
  return command(flags, io);
}

/** `--help`, `--version`, `help COMMAND`; anything else is no command. */
function withoutCommand(args: readonly string[], languages: Languages, io: CommandIo): ExitCode {
  const [name = '', about = ''] = args;
  if (name === 'help') return help(about, languages, io);
  if (name.startsWith('-') && asksFor(args, 'version')) return told(io, io.version);
  if (name.startsWith('-') && asksFor(args, 'help')) return help('', languages, io);
  if (name !== '') throw unknownCommand(name);
  io.out(usage(languages));
  return EXIT.misuse;
}

function help(about: string, languages: Languages, io: CommandIo): ExitCode {
  if (isCommand(about)) return told(io, usage(languages, about));
  if (about !== '' && !about.startsWith('-')) throw unknownCommand(about);
  return told(io, usage(languages));
}

function unknownCommand(name: string): MisuseError {
  return new MisuseError(`không có lệnh "${name}"`, `unknown command "${name}"`);
}

function told(io: CommandIo, text: string): ExitCode {
  io.out(text);
  return EXIT.done;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** Both, Vietnamese first, unless one is asked for. */
function languagesOf(args: readonly string[]): Languages {
  const at = args.findIndex((word) => /^--language(=|$)/.test(word));
  const wish = args[at]?.split('=')[1] ?? args[at + 1];
  if (at === -1 || (wish !== 'vi' && wish !== 'en')) return ['vi', 'en'];
  return [wish];
}

function refused(error: unknown, languages: Languages, io: CommandIo): ExitCode {
  if (error instanceof MisuseError) {
    tell(io, languages, error.said);
    io.error('pdf-signature --help');
    return EXIT.misuse;
  }
  if (error instanceof FileRefusedError) {
    tell(io, languages, error.said);
    return EXIT.unwritten;
  }
  if (error instanceof OutputClosedError) {
    if (error.code === 'EPIPE') return EXIT.cut;
    tell(io, languages, {
      vi: `không ghi được kết quả (${error.code})`,
      en: `cannot write (${error.code})`,
    });
    return EXIT.unwritten;
  }
  if (error instanceof ResultRefusedError) {
    tell(io, languages, error.said);
    return EXIT.refused;
  }
  if (error instanceof PdfSignatureError) {
    const { vi, en } = refusalSentence(error);
    tell(io, languages, { vi: `${vi} (${error.message})`, en: `${en} (${error.message})` });
    return EXIT.refused;
  }
  const detail = error instanceof Error ? error.message : String(error);
  tell(io, languages, {
    vi: `lỗi của chính chương trình: ${detail}`,
    en: `a defect of the program: ${detail}`,
  });
  return EXIT.defect;
}
