import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { certificateCsv } from '../src/modules/signing/certificates/certificate-csv.js';
import '../src/modules/signing/certificates/certificates.texts.js';
import { STANDINGS } from '../src/modules/signing/certificates/credential-standing.js';
import '../src/modules/signing/certificates/register-words.texts.js';
import '../src/modules/signing/queries/ending-csv.js';
import { CREDENTIAL_MEDIA } from '../src/modules/signing/signers/key-provider.js';
import { hasText, textOf } from '../src/platform/errors/texts.js';

const PAGES = fileURLToPath(new URL('../web/src/i18n', import.meta.url));

/** The server writes them into the file of a list, the page shows them in the same list. */
const COPIED = {
  'ver.ending.cause.': 'signing.ending-cause-',
  'ver.ending.outcome.': 'signing.ending-outcome-',
  'ver.ending.type.': 'signing.ending-',
  'creg.standing.': 'signing.standing-',
  'cert.medium.': 'signing.medium-',
};

type Words = Readonly<Record<string, string>>;

async function wordsOf(lang: 'vi' | 'en'): Promise<Words> {
  const files = ['certificate-register', 'credentials', 'verification'].map(
    async (file): Promise<Readonly<Record<string, Words>>> =>
      (await import(pathToFileURL(join(PAGES, lang, `${file}.ts`)).href)) as Record<string, Words>,
  );
  const tables = (await Promise.all(files)).flatMap((file) => Object.values(file));
  return Object.fromEntries(tables.flatMap((table) => Object.entries(table)));
}

const [vi, en] = [await wordsOf('vi'), await wordsOf('en')];

describe('a list and the file of it use the same words', () => {
  const copied = Object.entries(COPIED).flatMap(([page, file]) =>
    Object.keys(vi)
      .filter((key) => key.startsWith(page))
      .map((key): [string, string] => [key, key.replace(page, file)]),
  );

  it.each(copied)('%s and %s', (key, code) => {
    expect(hasText(code)).toBe(true);
    expect(textOf(code)).toEqual({ vi: vi[key], en: en[key] });
  });

  it('for every standing and medium', () => {
    expect(copied.map(([key]) => key)).toEqual(
      expect.arrayContaining([
        ...STANDINGS.map((one) => `creg.standing.${one}`),
        ...CREDENTIAL_MEDIA.map((one) => `cert.medium.${one}`),
      ]),
    );
  });

  it.each([
    ['vi', vi],
    ['en', en],
  ] as const)('in the heads of the columns: %s', (lang, words) => {
    const [head = ''] = certificateCsv([], lang).replace('\ufeff', '').split('\r\n');
    const shown = ['serial', 'issuer', 'subject', 'holder', 'deviceWith'];
    expect(head.split(';')).toEqual(
      expect.arrayContaining(shown.map((key) => words[`creg.${key}`])),
    );
  });
});
