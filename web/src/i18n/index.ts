import { language, setLanguage } from './language';
import { vi } from './vi';

export type TextKey = keyof typeof vi;
export type TextParams = Readonly<Record<string, string | number>>;
type Texts = Readonly<Record<TextKey, string>>;

let english: Texts | null = null;
/** How a person is addressed: the Party says đồng chí, the government ông (bà). */
let address: 'party' | 'government' = 'government';

export function setAddress(space: 'party' | 'government'): void {
  address = space;
}

/** English is fetched when somebody asks for it. */
export async function loadLanguage(): Promise<void> {
  if (language() === 'en') await useEnglish();
  document.documentElement.lang = language();
}

export async function switchLanguage(next: 'vi' | 'en'): Promise<void> {
  if (next === 'en') await useEnglish();
  setLanguage(next);
}

async function useEnglish(): Promise<void> {
  english ??= (await import('./en')).en;
}

/** The label of a key in the chosen language, with `{name}` replaced by its parameter. */
export function t(key: TextKey, params: TextParams = {}): string {
  const text = language() === 'en' && english ? english[key] : vi[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'you') return address === 'party' ? 'đồng chí' : 'ông (bà)';
    return String(params[name] ?? whole);
  });
}

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(vi, key);
}

/** A label that is looked up by a code of the server; an unknown code shows itself. */
export function tCode(prefix: string, code: string, params: TextParams = {}): string {
  const key = `${prefix}.${code}`;
  return isTextKey(key) ? t(key, params) : code;
}
