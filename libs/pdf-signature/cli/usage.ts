import { COMMANDS, FLAGS, type CommandName, type FlagName, type FlagShape } from './flag-table.js';
import type { Languages } from './terminal.js';

const EXITS = {
  vi: [
    'Mã kết thúc: 0 xong, mọi chữ ký hợp lệ; 1 bị từ chối hoặc không hợp lệ; 2 gọi sai;',
    '  3 chưa đủ thông tin; 4 không ghi được kết quả; 5 lỗi của chương trình.',
  ],
  en: [
    'Exit: 0 done, all valid; 1 refused, or not valid; 2 called wrongly;',
    '  3 something is not known; 4 the result cannot be written; 5 a defect of the program.',
  ],
} as const;

/** What a command takes; of all commands together when none is named. */
export function usage(languages: Languages, command?: CommandName): string {
  const head = `pdf-signature ${command ?? 'COMMAND'} [FLAGS] ${
    command === undefined ? 'FILE...' : COMMANDS[command].operands
  }`;
  const body = command === undefined ? commandLines(languages) : flagLines(languages, command);
  const exits = languages.flatMap((language) => EXITS[language]);
  return [head, '', ...body, '', ...exits].join('\n');
}

const AGAIN = { vi: 'nêu nhiều lần được', en: 'may be repeated' };

const COLUMN = 28;

function entry(left: string, said: readonly string[]): string[] {
  const [first = '', ...rest] = said;
  const lines = rest.map((line) => ' '.repeat(COLUMN) + line);
  if (left.length >= COLUMN) return [left, ' '.repeat(COLUMN) + first, ...lines];
  return [left.padEnd(COLUMN) + first, ...lines];
}

function commandLines(languages: Languages): string[] {
  const more = {
    vi: 'pdf-signature COMMAND --help liệt kê các cờ; --language vi|en; --version.',
    en: 'pdf-signature COMMAND --help lists the flags; --language vi|en; --version.',
  };
  return [
    ...(Object.keys(COMMANDS) as CommandName[]).flatMap((name) => [
      `  ${name} ${COMMANDS[name].operands}`,
      ...languages.map((language) => ' '.repeat(COLUMN) + COMMANDS[name][language]),
    ]),
    '',
    ...languages.map((language) => more[language]),
  ];
}

function flagLines(languages: Languages, command: CommandName): string[] {
  const names = (Object.keys(FLAGS) as FlagName[]).filter((name) => {
    const of: readonly CommandName[] = FLAGS[name].of;
    return of.includes(command);
  });
  return [
    ...languages.map((language) => `  ${COMMANDS[command][language]}`),
    '',
    ...names.flatMap((name) => {
      const flag: FlagShape = FLAGS[name];
      const short = flag.short === undefined ? '' : `-${flag.short}, `;
      const value = flag.value === undefined ? '' : ` ${flag.value}`;
      return entry(
        `  ${short}--${name}${value}`,
        languages.map((language) => {
          const isOnce = flag.multiple === undefined;
          return isOnce ? flag[language] : `${flag[language]} (${AGAIN[language]})`;
        }),
      );
    }),
  ];
}
