import type { Sentence } from '../error-sentences.js';

/** What a command may touch; the program gives it the real ones, a test its own. */
export type CommandIo = {
  /** `-` is what comes in. @throws FileRefusedError */
  readonly read: (path: string) => Uint8Array;
  /** The files of a folder; null for what is none. */
  readonly list: (path: string) => readonly string[] | null;
  /** Whole or not at all; `-` is what goes out. @throws FileRefusedError, OutputClosedError */
  readonly write: (path: string, bytes: Uint8Array) => void;
  /** Before any work is done: could that be written? @throws FileRefusedError */
  readonly mayWrite: (path: string) => void;
  readonly isSame: (one: string, other: string) => boolean;
  /** @throws OutputClosedError */
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  readonly environment: (name: string) => string | undefined;
  readonly now: () => Date;
  readonly version: string;
};

export const EXIT = {
  /** Done; every file is valid. */
  done: 0,
  /** Refused, or a file is not valid. */
  refused: 1,
  /** Called wrongly, or a file cannot be opened. */
  misuse: 2,
  /** Nothing is wrong, but something is not known. */
  undecided: 3,
  /** What was made cannot be written. */
  unwritten: 4,
  /** The program itself is at fault. */
  defect: 5,
  /** Whoever reads the output has gone, as a shell reports SIGPIPE. */
  cut: 141,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line says something that cannot be done; the sentence says what to write instead. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError';
  readonly said: Sentence;

  constructor(vi: string, en: string) {
    super(en);
    this.said = { vi, en };
  }
}

/** What was made is known to be worth nothing, and is not written. */
export class ResultRefusedError extends Error {
  override readonly name = 'ResultRefusedError';

  constructor(readonly said: Sentence) {
    super(said.en);
  }
}

export type FileRefusal = keyof typeof FILE_REFUSALS;

/** A file that cannot be read or written. */
export class FileRefusedError extends Error {
  override readonly name = 'FileRefusedError';

  constructor(
    readonly path: string,
    readonly refusal: FileRefusal,
  ) {
    super(`${path}: ${FILE_REFUSALS[refusal].en}`);
  }

  get said(): Sentence {
    const { vi, en } = FILE_REFUSALS[this.refusal];
    return { vi: `${this.path}: ${vi}`, en: `${this.path}: ${en}` };
  }
}

/** Nobody takes what is said; `code` is the system's. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';

  constructor(readonly code: string) {
    super(code);
  }
}

export const FILE_REFUSALS = {
  'file.missing': { vi: 'không có tệp hoặc thư mục này.', en: 'no such file or folder.' },
  'file.denied': { vi: 'không có quyền đọc hoặc ghi.', en: 'may not be read or written.' },
  'file.not-a-file': { vi: 'không phải tệp thông thường.', en: 'not a regular file.' },
  'file.too-large': { vi: 'tệp lớn hơn 1 GB.', en: 'larger than 1 GB.' },
  'file.disk-full': { vi: 'hết dung lượng ổ đĩa.', en: 'no space left on the disk.' },
  'file.read-twice': { vi: 'đầu vào chuẩn chỉ đọc được một lần.', en: 'stdin is read once only.' },
  'file.unreadable': { vi: 'không mở được.', en: 'cannot be opened.' },
} satisfies Readonly<Record<string, Sentence>>;
