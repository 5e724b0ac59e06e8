import type { DocumentTypeCode } from './document-types.js';
import { NotationError } from './errors.js';

/** Party rules on form: Hướng dẫn 36-HD/VPTW (2018) and Hướng dẫn 05-HD/VPTW (2026). */
export type PartyRuleSet = 'party-hd36' | 'party-hd05';

export type PartyTypeCode =
  | Extract<
      DocumentTypeCode,
      | 'resolution'
      | 'decision'
      | 'directive-document'
      | 'working-regulation'
      | 'rule'
      | 'communique'
      | 'notice'
      | 'guidance'
      | 'program'
      | 'plan'
      | 'option'
      | 'scheme'
      | 'report'
      | 'minutes'
      | 'submission-report'
      | 'official-letter'
      | 'invitation'
      | 'introduction-letter'
    >
  | 'conclusion'
  | 'circular-instruction'
  | 'procedure';

export type PartyDocumentType = {
  readonly code: PartyTypeCode;
  readonly name: string;
  readonly englishName: string;
  /**
   * Symbol per rule set; absent where the rules do not list the type. Two types may share one
   * symbol (HD 05: quyết định and quy định are both QĐ) and still count separately, so a type is
   * never derived from a symbol.
   */
  readonly symbols: Readonly<Partial<Record<PartyRuleSet, string>>>;
  /** Công văn prints no type name, only "về việc ...". */
  readonly printsName: boolean;
};

type Row = readonly [PartyTypeCode, string, string, string | null, string | null];

/** Code, name, English name, symbol of HD 36, symbol of HD 05. */
const ROWS: readonly Row[] = [
  ['resolution', 'Nghị quyết', 'Resolution', 'NQ', 'NQ'],
  ['decision', 'Quyết định', 'Decision', 'QĐ', 'QĐ'],
  ['directive-document', 'Chỉ thị', 'Directive', 'CT', 'CT'],
  ['conclusion', 'Kết luận', 'Conclusion', 'KL', 'KL'],
  ['working-regulation', 'Quy chế', 'Working regulation', 'QC', 'QC'],
  ['rule', 'Quy định', 'Rule', 'QĐi', 'QĐ'],
  ['circular-instruction', 'Thông tri', 'Circular instruction', 'TT', 'TT'],
  ['guidance', 'Hướng dẫn', 'Guidance', 'HD', 'HD'],
  ['notice', 'Thông báo', 'Notice', 'TB', 'TB'],
  ['communique', 'Thông cáo', 'Communiqué', 'TC', 'TC'],
  ['report', 'Báo cáo', 'Report', 'BC', 'BC'],
  ['plan', 'Kế hoạch', 'Plan', 'KH', 'KH'],
  ['program', 'Chương trình', 'Programme', 'CTr', 'CTr'],
  ['procedure', 'Quy trình', 'Procedure', 'QTr', null],
  ['scheme', 'Đề án', 'Scheme', 'ĐA', 'ĐA'],
  ['option', 'Phương án', 'Option', 'PA', 'PA'],
  ['submission-report', 'Tờ trình', 'Submission report', 'TTr', 'TTr'],
  ['official-letter', 'Công văn', 'Official letter', 'CV', 'CV'],
  ['minutes', 'Biên bản', 'Minutes', 'BB', 'BB'],
  ['invitation', 'Giấy mời', 'Invitation', 'GM', 'GM'],
  ['introduction-letter', 'Giấy giới thiệu', 'Letter of introduction', 'GGT', 'GGT'],
];

export const PARTY_DOCUMENT_TYPES: readonly PartyDocumentType[] = ROWS.map(
  ([code, name, englishName, hd36, hd05]) => ({
    code,
    name,
    englishName,
    symbols: {
      ...(hd36 === null ? {} : { 'party-hd36': hd36 }),
      ...(hd05 === null ? {} : { 'party-hd05': hd05 }),
    },
    printsName: code !== 'official-letter',
  }),
);

export function isPartyTypeCode(code: string): code is PartyTypeCode {
  return PARTY_DOCUMENT_TYPES.some((type) => type.code === code);
}

/** @throws NotationError when the Party has no type of this code. */
export function partyDocumentType(code: string): PartyDocumentType {
  const type = PARTY_DOCUMENT_TYPES.find((candidate) => candidate.code === code);
  if (type === undefined) {
    throw new NotationError('notation.document-type-unknown', code, 'Unknown Party document type');
  }
  return type;
}

/** @throws NotationError when these rules know no symbol for the type. */
export function partyTypeSymbol(code: PartyTypeCode, ruleSet: PartyRuleSet): string {
  const symbol = partyDocumentType(code).symbols[ruleSet];
  if (symbol === undefined) {
    throw new NotationError(
      'notation.type-not-in-rule-set',
      `${code}, ${ruleSet}`,
      'The Party rules of that date have no symbol for the type',
    );
  }
  return symbol;
}
