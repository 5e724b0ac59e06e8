import type { Holder, ShownAct } from './signer.js';

type Input = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  setRawMode?(mode: boolean): unknown;
};
type Output = { write(text: string): unknown };

const RULE = '─'.repeat(60);
const [ENTER, LINE_FEED, CTRL_C, CTRL_D, BACKSPACE, DELETE] = [
  '\r',
  '\n',
  '\x03',
  '\x04',
  '\b',
  '\x7f',
];

/** Arrows, Home, Delete and the like come as ESC and letters (ECMA-48, 5.4), which are no part of a PIN. */
// eslint-disable-next-line no-control-regex -- these keys are control sequences
const KEY_WITHOUT_LETTER = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/g;

/** The agent's window: shows what is to be signed and takes the PIN without showing it. */
export class TerminalHolder implements Holder {
  /** Typed before anybody asked for it; never taken for a PIN at a terminal. */
  private pending = '';
  private listener: ((text: string) => void) | null = null;

  constructor(
    private readonly input: Input,
    private readonly output: Output,
  ) {
    input.setEncoding('utf8');
    input.on('data', (text: string | Buffer) => {
      if (this.listener !== null) this.listener(String(text));
      else if (input.isTTY !== true) this.pending += String(text);
    });
  }

  showPairing(origin: string, code: string): void {
    this.say(
      RULE,
      `Trang ${origin} đề nghị kết nối với chương trình ký số này.`,
      `Nhập mã sau vào trang đó (hiệu lực 2 phút): ${code.slice(0, 4)} ${code.slice(4)}`,
      `${origin} asks to be paired. Type this code on that page: ${code}`,
      'Không nhập mã nếu không phải trang đang dùng. / Do not type it on any other page.',
    );
  }

  async askPin(act: ShownAct, signal: AbortSignal): Promise<string | null> {
    this.say(...linesOf(act));
    for (;;) {
      this.output.write('Nhập mã PIN để ký, Enter để từ chối / PIN to sign, Enter to refuse: ');
      const pin = await this.readHidden(signal);
      this.output.write('\n');
      // Tried at the token, each one would count as a wrong PIN.
      if (/^[ -~]*$/.test(pin)) return pin === '' ? null : pin;
      this.say(
        'Mã PIN có chữ có dấu: tắt bộ gõ tiếng Việt rồi nhập lại. / Letters with marks: again.',
      );
    }
  }

  tell(message: 'signed' | 'failed' | 'cancelled', { items }: ShownAct): void {
    const said = {
      signed: `Đã ký ${items.length}. / Signed ${items.length}.`,
      failed: 'Chưa ký được. / Not signed.',
      cancelled: 'Yêu cầu ký đã hết hiệu lực. / The request is no longer waiting.',
    };
    this.say(said[message]);
  }

  say(...lines: readonly string[]): void {
    this.output.write(`${lines.join('\n')}\n`);
  }

  private readHidden(signal: AbortSignal): Promise<string> {
    const isTerminal = this.input.isTTY === true;
    if (isTerminal) this.input.setRawMode?.(true);
    return new Promise<string>((resolve, reject) => {
      let typed = '';
      const end = (settle: () => void): void => {
        this.listener = null;
        signal.removeEventListener('abort', aborted);
        if (isTerminal) this.input.setRawMode?.(false);
        settle();
      };
      const aborted = (): void => {
        end(() => {
          reject(new Error('Nobody waits for the PIN any more'));
        });
      };
      const take = (given: string): void => {
        const text = isTerminal ? given.replaceAll(KEY_WITHOUT_LETTER, '') : given;
        for (const [index, letter] of Array.from(text).entries()) {
          const next = afterKey(typed, letter);
          if (next !== null) {
            typed = next;
            continue;
          }
          const rest = Array.from(text)
            .slice(index + 1)
            .join('');
          const pin = letter === CTRL_C || letter === CTRL_D ? '' : typed;
          if (!isTerminal) this.pending = rest;
          end(() => {
            resolve(pin);
          });
          return;
        }
      };
      signal.addEventListener('abort', aborted);
      this.listener = take;
      const early = this.pending;
      this.pending = '';
      if (signal.aborted) aborted();
      else if (early !== '') take(early);
    });
  }
}

/** What is typed after this key; null when the key ends it. */
function afterKey(typed: string, key: string): string | null {
  if ([ENTER, LINE_FEED, CTRL_C, CTRL_D].includes(key)) return null;
  if (key === BACKSPACE || key === DELETE) return typed.slice(0, -1);
  return key < ' ' ? typed : typed + key;
}

function linesOf(shown: ShownAct): string[] {
  const { origin, kind, holder, tokenLabel, items, before, isLastTry } = shown;
  const act =
    kind === 'documents'
      ? `Trang ${origin} đề nghị KÝ ${items.length} VĂN BẢN / asks to SIGN ${items.length} DOCUMENTS:`
      : `Trang ${origin} đề nghị ĐĂNG KÝ chứng thư số này / asks to REGISTER this certificate:`;
  return [
    RULE,
    act,
    ...items.map(
      ({ title, digest }, index) =>
        `  ${String(index + 1).padStart(3)}. ${title}\n       ${digest.slice(0, 16)}…${digest.slice(-16)}`,
    ),
    `Người ký: ${holder}   Thiết bị: ${tokenLabel}`,
    ...(before === 'wrong'
      ? ['Mã PIN không đúng; nhập sai nhiều lần, thiết bị sẽ tự khóa. / Wrong PIN.']
      : []),
    ...(isLastTry
      ? ['CHỈ CÒN MỘT LẦN NHẬP: nhập sai, thiết bị sẽ khóa. / LAST TRY before the token locks.']
      : []),
  ];
}
