import { COPY_TYPES, DOCUMENT_TYPES } from './document-types.js';

export type ParsedSymbol = {
  readonly form: 'government' | 'party';
  readonly number: number;
  /** The letter of an inserted number, `15a/...`. */
  readonly inserted: string | null;
  /** Legal normative documents carry the year: `30/2020/NĐ-CP`. */
  readonly year: number | null;
  /** Abbreviation of the type as written; `null` for a công văn or when it cannot be told. */
  readonly type: string | null;
  readonly issuer: string | null;
  /** Drafting unit or field of a công văn. */
  readonly unit: string | null;
};

const TYPE_ABBREVIATIONS: ReadonlySet<string> = new Set(
  [...DOCUMENT_TYPES, ...COPY_TYPES].flatMap(({ abbreviation }) => abbreviation ?? []),
);

const GROUP = String.raw`[\p{Script=Latin}\d&]+`;
const PARTY = new RegExp(String.raw`^(\d{1,7})([a-zđ]?)-(${GROUP})/(${GROUP})$`, 'u');
const GOVERNMENT = new RegExp(
  String.raw`^(\d{1,7})([a-zđ]?)/(?:(\d{4})/)?(${GROUP}(?:-${GROUP})*)$`,
  'u',
);

/**
 * Reads a symbol as other agencies write it: spaces, `Số:` in front and any hyphen are accepted,
 * case is kept. `null` for what has no number in front.
 */
export function parseSymbol(text: string): ParsedSymbol | null {
  const written = text
    .normalize('NFC')
    .replaceAll('Ð', 'Đ')
    .replace(/^\s*số\s*:?\s*(?=\d)/iu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/gu, '');
  return parseParty(written) ?? parseGovernment(written);
}

function parseParty(written: string): ParsedSymbol | null {
  const match = PARTY.exec(written);
  if (match === null) return null;
  const [, number, inserted, type = null, issuer = null] = match;
  return {
    form: 'party',
    number: Number(number),
    inserted: inserted === '' ? null : (inserted ?? null),
    year: null,
    type,
    issuer,
    unit: null,
  };
}

function parseGovernment(written: string): ParsedSymbol | null {
  const match = GOVERNMENT.exec(written);
  if (match === null) return null;
  const [, number, inserted, year, groups = ''] = match;
  const [first = '', ...others] = groups.split('-');
  const isNamed = year !== undefined || TYPE_ABBREVIATIONS.has(first);
  const [issuer, ...unit] = isNamed ? others : [first, ...others];
  return {
    form: 'government',
    number: Number(number),
    inserted: inserted === '' ? null : (inserted ?? null),
    year: year === undefined ? null : Number(year),
    type: isNamed ? first : null,
    issuer: issuer ?? null,
    unit: unit.length === 0 ? null : unit.join('-'),
  };
}
