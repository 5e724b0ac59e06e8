import type { ErrorParams } from './domain-error.js';

export type Text = { readonly vi: string; readonly en: string };

const texts = new Map<string, Text>();

/** Sentences by error code; `{name}` is filled from the error's params. Called once per module, at load. */
export function registerTexts(entries: Readonly<Record<string, Text>>): void {
  for (const [code, text] of Object.entries(entries)) texts.set(code, text);
}

/** What the user reads: what happened, why, what to do. */
export function textOf(code: string, params: ErrorParams = {}): Text {
  const text = texts.get(code) ?? texts.get('platform.unexpected');
  if (!text) return { vi: code, en: code };
  return { vi: fill(text.vi, params), en: fill(text.en, params) };
}

export function hasText(code: string): boolean {
  return texts.has(code);
}

function fill(sentence: string, params: ErrorParams): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return value === undefined || value === null ? '' : String(value);
  });
}
