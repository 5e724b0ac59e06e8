import type { Sentence } from '../error-sentences.js';
import type { CommandIo } from './command.js';

/** Vietnamese first. */
export type Languages = readonly (keyof Sentence)[];

/** Says on stderr what is not the result: a refusal, or something to know. */
export function tell(io: Pick<CommandIo, 'error'>, languages: Languages, said: Sentence): void {
  for (const language of languages) io.error(`pdf-signature: ${plain(said[language])}`);
}

/** One line that a terminal shows as it is: names in files and certificates are written by strangers. */
export function plain(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The same for JSON, which escapes some of these by itself and means the same with all of them escaped. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    Array.from({ length: sign.length }, (_, index) => {
      return `\\u${sign.charCodeAt(index).toString(16).padStart(4, '0')}`;
    }).join(''),
  );
}
