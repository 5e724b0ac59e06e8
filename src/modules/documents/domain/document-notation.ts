import {
  chooseRuleSet,
  documentType,
  governmentSymbol,
  isDocumentTypeCode,
  isPartyTypeCode,
  numberLine,
  type PartyRuleSet,
  partyDocumentType,
  partySymbol,
  placeAndDateLine,
} from '../../../../libs/notation/index.js';
import type { CopyType } from './copy-rules.js';
import type { Space } from '../../../platform/access/actor.js';

/** Which guide forms a Party document is a matter of its date. */
const PARTY_RULES: readonly {
  code: PartyRuleSet;
  effectiveFrom: string;
  effectiveTo: string | null;
}[] = [
  { code: 'party-hd36', effectiveFrom: '2018-04-03', effectiveTo: '2026-05-26' },
  { code: 'party-hd05', effectiveFrom: '2026-05-27', effectiveTo: null },
];

export type SymbolParts = {
  readonly space: Space;
  readonly typeCode: string;
  readonly on: string;
  readonly number: number;
  readonly agency: string;
  /** Abbreviation of the drafting unit; printed in a công văn only. */
  readonly unit: string;
};

export function isKnownType(space: Space, code: string): boolean {
  return space === 'party' ? isPartyTypeCode(code) : isDocumentTypeCode(code);
}

export function typeName(space: Space, code: string): string {
  return space === 'party' ? partyDocumentType(code).name : documentType(code).name;
}

/** `214/KH-UBND`, `1287/UBND-VHXH`, `97-TB/ĐU`. */
export function symbolFor(parts: SymbolParts): string {
  const { space, typeCode, on, number, agency, unit } = parts;
  if (space === 'party') {
    if (!isPartyTypeCode(typeCode)) throw new Error(`No Party type ${typeCode}`);
    const ruleSet = chooseRuleSet(PARTY_RULES, on).code;
    return partySymbol({ type: typeCode, organ: agency, ruleSet, number });
  }
  if (!isDocumentTypeCode(typeCode)) throw new Error(`No document type ${typeCode}`);
  return governmentSymbol({ type: typeCode, agency, unit, number });
}

/** `12/SY-UBND`: SY, SL and TrS share a series, each keeps its own letters. */
export function copySymbol(type: CopyType, agency: string, number: number): string {
  return governmentSymbol({ type, agency, number });
}

/** The same lines of a copy that nobody has decided on: `Số:        /SY-UBND`. */
export function blankCopyLines(
  type: CopyType,
  agency: string,
  place: string,
): { readonly number: string; readonly date: string } {
  const blank = '\u00a0'.repeat(8);
  const [, symbol = ''] = copySymbol(type, agency, 10).split('10');
  return {
    number: `Số:${blank}${symbol}`,
    date: `${place}, ngày${blank}tháng${blank}năm${blank}`,
  };
}

/** What the clerk's step writes into the two fields laid out for it. */
export function issueLines(given: {
  readonly space: Space;
  readonly symbol: string;
  readonly place: string;
  readonly on: string;
}): { readonly number: string; readonly date: string } {
  return {
    number: numberLine(given.space, given.symbol),
    date: placeAndDateLine(given.place, given.on),
  };
}
