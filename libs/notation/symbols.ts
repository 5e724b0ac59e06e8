import { abbreviation } from './abbreviations.js';
import {
  type CopyTypeCode,
  documentType,
  type DocumentTypeCode,
  withoutMarks,
} from './document-types.js';
import { NotationError } from './errors.js';
import { parseSymbol } from './parse-symbol.js';
import { type PartyRuleSet, partyTypeSymbol, type PartyTypeCode } from './party-types.js';

export type DocumentForm = 'government' | 'party';

export type GovernmentNotation = {
  readonly type: DocumentTypeCode | CopyTypeCode;
  /** Abbreviation of the issuing agency, council or state title. */
  readonly agency: string;
  /** Drafting unit or field; printed in a công văn only, ignored for every other type. */
  readonly unit?: string | null;
};

export type PartyNotation = {
  readonly type: PartyTypeCode;
  readonly organ: string;
  readonly ruleSet: PartyRuleSet;
};

/** Numbers below 10 get a zero in front (NĐ 30/2020, PL I.II.3). */
export function formatNumber(number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new NotationError('notation.number-invalid', String(number), 'A number counts from 1');
  }
  return String(number).padStart(2, '0');
}

/**
 * What follows the number: `KH-UBND`, `UBND-VX` for a công văn, `UBND` for a thư công.
 *
 * @throws NotationError when a công văn names no drafting unit or field.
 */
export function governmentNotation({ type, agency, unit }: GovernmentNotation): string {
  const issuer = abbreviation(agency);
  const { abbreviation: typeAbbreviation } = documentType(type);
  if (typeAbbreviation !== null) return `${typeAbbreviation}-${issuer}`;
  if (unit !== undefined && unit !== null) return `${issuer}-${abbreviation(unit)}`;
  if (type !== 'official-letter') return issuer;
  throw new NotationError(
    'notation.drafting-unit-missing',
    agency,
    'The symbol of a công văn names the drafting unit or the field',
  );
}

/** `05/KH-UBND`, `12/UBND-VX`. */
export function governmentSymbol(parts: GovernmentNotation & { readonly number: number }): string {
  return `${formatNumber(parts.number)}/${governmentNotation(parts)}`;
}

/** What follows the number of a Party document: `TB/ĐU`. */
export function partyNotation({ type, organ, ruleSet }: PartyNotation): string {
  return `${partyTypeSymbol(type, ruleSet)}/${abbreviation(organ)}`;
}

/** `97-TB/ĐU`. */
export function partySymbol(parts: PartyNotation & { readonly number: number }): string {
  return `${formatNumber(parts.number)}-${partyNotation(parts)}`;
}

/** `Số: 05/KH-UBND`; Party documents print no colon: `Số 97-TB/ĐU`. */
export function numberLine(form: DocumentForm, symbol: string): string {
  return form === 'government' ? `Số: ${symbol}` : `Số ${symbol}`;
}

/**
 * One key for all spellings of a symbol: no space, case or marks, one kind of hyphen, `Đ` as `D`,
 * no zero in front. For warnings only: different documents may share a key (HD and HĐ).
 */
export function symbolKey(symbol: string): string {
  return withoutMarks(symbol)
    .toLowerCase()
    .replace(/^\s*so\s*:?(?=\s*\d)/u, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/gu, '')
    .replace(/^0+(?=\d)/u, '');
}

/** Whether two written symbols may mean the same document; for the clerk's duplicate warning. */
export function sameSymbol(a: string, b: string): boolean {
  return symbolKey(a) === symbolKey(b);
}

/** Register order: by number (9 before 10, 15 before 15a), then by the rest; unreadable ones last. */
export function compareSymbols(a: string, b: string): number {
  const left = parseSymbol(a);
  const right = parseSymbol(b);
  if (left === null || right === null) {
    if (left !== right) return left === null ? 1 : -1;
    return compareText(a, b);
  }
  if (left.number !== right.number) return left.number - right.number;
  return compareText(left.inserted ?? '', right.inserted ?? '') || compareText(a, b);
}

export type Citation = {
  readonly form: DocumentForm;
  /** Type name as printed in running text: `Kế hoạch`. */
  readonly typeName: string;
  readonly symbol: string;
  /** Date in the wording of the text around it, see `shortDate` and `dateLine`. */
  readonly date: string;
};

/** `Kế hoạch số 150/KH-UBND ngày ...`; the Party sets a comma: `Nghị quyết số 12-NQ/ĐU, ngày ...`. */
export function citation({ form, typeName, symbol, date }: Citation): string {
  const day = date.startsWith('ngày') ? date : `ngày ${date}`;
  return `${typeName} số ${symbol}${form === 'party' ? ',' : ''} ${day}`;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
