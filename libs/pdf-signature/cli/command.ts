/** What a command may touch; the program gives it the real ones, a test its own. */
export type CommandIo = {
  readonly read: (path: string) => Uint8Array;
  readonly write: (path: string, bytes: Uint8Array) => void;
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  readonly now: () => Date;
};

/**
 * 0: done, every file valid. 1: refused, or a file is not valid. 2: called wrongly, or a file cannot
 * be opened. 3: nothing is wrong, but something is not known.
 */
export const EXIT = { done: 0, refused: 1, misuse: 2, undecided: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line says something that cannot be done; the message says what to write instead. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError';
}
