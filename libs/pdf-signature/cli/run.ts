import { PdfSignatureError } from '../errors.js';
import { EXIT, MisuseError, type CommandIo, type ExitCode } from './command.js';
import { Flags } from './flags.js';
import {
  completeCommand,
  extendCommand,
  prepareCommand,
  signCommand,
  timestampCommand,
} from './sign-commands.js';
import { USAGE } from './usage.js';
import { verifyCommand } from './verify-command.js';

type Command = (flags: Flags, io: CommandIo) => ExitCode | Promise<ExitCode>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['verify', verifyCommand],
  ['sign', signCommand],
  ['prepare', prepareCommand],
  ['complete', completeCommand],
  ['timestamp', timestampCommand],
  ['extend', extendCommand],
]);

/** Runs one command; whatever is refused is told in one line, and nothing is written then. */
export async function runCommand(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  const command = COMMANDS.get(name);
  try {
    if (command === undefined) {
      if (name !== '--help' && name !== '-h' && name !== '') {
        throw new MisuseError(`unknown command "${name}"`);
      }
      io.out(USAGE);
      return name === '' ? EXIT.misuse : EXIT.done;
    }
    const flags = Flags.parse(rest);
    if (!flags.has('help')) return await command(flags, io);
    io.out(USAGE);
    return EXIT.done;
  } catch (error) {
    if (error instanceof MisuseError) {
      io.error(`pdf-signature: ${error.message}\nTry pdf-signature --help`);
      return EXIT.misuse;
    }
    if (!(error instanceof PdfSignatureError)) throw error;
    io.error(`pdf-signature: ${error.message}`);
    return EXIT.refused;
  }
}
