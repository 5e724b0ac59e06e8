import { NotationError } from './errors.js';

/** Internal codes; the legal abbreviation is a different thing and may be absent. */
export type DocumentTypeCode =
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
  | 'project'
  | 'report'
  | 'minutes'
  | 'submission-report'
  | 'contract'
  | 'official-letter'
  | 'official-telegram'
  | 'memorandum'
  | 'agreement'
  | 'authorisation'
  | 'invitation'
  | 'introduction-letter'
  | 'leave-permit'
  | 'dispatch-slip'
  | 'transfer-slip'
  | 'notification-slip'
  | 'public-letter';

export type CopyTypeCode = 'certified-copy' | 'excerpt-copy' | 'secondary-copy';

export type DocumentType<Code extends string = DocumentTypeCode> = {
  readonly code: Code;
  /** Position in NĐ 30/2020, Điều 7. */
  readonly order: number;
  /** Vietnamese name; printed in capitals at the head of the document. */
  readonly name: string;
  readonly englishName: string;
  /** NĐ 30/2020, PL III.I. Case is part of it (QyĐ, CTr, TTr); two types have none. */
  readonly abbreviation: string | null;
};

type Row<Code extends string> = readonly [Code, string, string, string | null];

const TYPE_ROWS: readonly Row<DocumentTypeCode>[] = [
  ['resolution', 'Nghị quyết', 'Resolution', 'NQ'],
  ['decision', 'Quyết định', 'Decision', 'QĐ'],
  ['directive-document', 'Chỉ thị', 'Directive', 'CT'],
  ['working-regulation', 'Quy chế', 'Working regulation', 'QC'],
  ['rule', 'Quy định', 'Rule', 'QyĐ'],
  ['communique', 'Thông cáo', 'Communiqué', 'TC'],
  ['notice', 'Thông báo', 'Notice', 'TB'],
  ['guidance', 'Hướng dẫn', 'Guidance', 'HD'],
  ['program', 'Chương trình', 'Programme', 'CTr'],
  ['plan', 'Kế hoạch', 'Plan', 'KH'],
  ['option', 'Phương án', 'Option', 'PA'],
  ['scheme', 'Đề án', 'Scheme', 'ĐA'],
  ['project', 'Dự án', 'Project', 'DA'],
  ['report', 'Báo cáo', 'Report', 'BC'],
  ['minutes', 'Biên bản', 'Minutes', 'BB'],
  ['submission-report', 'Tờ trình', 'Submission report', 'TTr'],
  ['contract', 'Hợp đồng', 'Contract', 'HĐ'],
  ['official-letter', 'Công văn', 'Official letter', null],
  ['official-telegram', 'Công điện', 'Official telegram', 'CĐ'],
  ['memorandum', 'Bản ghi nhớ', 'Memorandum', 'BGN'],
  ['agreement', 'Bản thỏa thuận', 'Agreement', 'BTT'],
  ['authorisation', 'Giấy ủy quyền', 'Authorisation', 'GUQ'],
  ['invitation', 'Giấy mời', 'Invitation', 'GM'],
  ['introduction-letter', 'Giấy giới thiệu', 'Letter of introduction', 'GGT'],
  ['leave-permit', 'Giấy nghỉ phép', 'Leave permit', 'GNP'],
  ['dispatch-slip', 'Phiếu gửi', 'Dispatch slip', 'PG'],
  ['transfer-slip', 'Phiếu chuyển', 'Transfer slip', 'PC'],
  ['notification-slip', 'Phiếu báo', 'Notification slip', 'PB'],
  ['public-letter', 'Thư công', 'Public letter', null],
];

const COPY_ROWS: readonly Row<CopyTypeCode>[] = [
  ['certified-copy', 'Bản sao y', 'Certified copy', 'SY'],
  ['excerpt-copy', 'Bản trích sao', 'Excerpt copy', 'TrS'],
  ['secondary-copy', 'Bản sao lục', 'Secondary copy', 'SL'],
];

/** The 29 administrative document types of NĐ 30/2020, Điều 7, in the order of the article. */
export const DOCUMENT_TYPES: readonly DocumentType[] = TYPE_ROWS.map(toType);

/** Copies have a series of their own, one for all three kinds (PL I, Part II). */
export const COPY_TYPES: readonly DocumentType<CopyTypeCode>[] = COPY_ROWS.map(toType);

const BY_CODE: ReadonlyMap<string, DocumentType<DocumentTypeCode | CopyTypeCode>> = new Map(
  [...DOCUMENT_TYPES, ...COPY_TYPES].map((type) => [type.code, type]),
);

export function isDocumentTypeCode(code: string): code is DocumentTypeCode {
  return DOCUMENT_TYPES.some((type) => type.code === code);
}

/** @throws NotationError when no type of the government has this code. */
export function documentType(code: string): DocumentType<DocumentTypeCode | CopyTypeCode> {
  const type = BY_CODE.get(code);
  if (type === undefined) {
    throw new NotationError('notation.document-type-unknown', code, 'Unknown document type');
  }
  return type;
}

/**
 * The words that find a type in a search box: its name with and without marks, its initials, the
 * abbreviation and the English name. Offices call công văn "CV" in filters though it has no
 * abbreviation; that "cv" comes from the initials.
 */
export function retrievalWords(type: DocumentType<string>): readonly string[] {
  const name = type.name.toLowerCase();
  const plain = withoutMarks(name);
  const initials = plain
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
  const abbreviation = type.abbreviation?.toLowerCase() ?? '';
  const words = [
    name,
    plain,
    initials,
    abbreviation,
    withoutMarks(abbreviation),
    type.englishName.toLowerCase(),
  ];
  return [...new Set(words.filter((word) => word !== ''))];
}

/** The types that a few typed letters may mean, those that match from the start first. */
export function findDocumentTypes<T extends DocumentType<string>>(
  types: readonly T[],
  query: string,
): readonly T[] {
  const wanted = query.normalize('NFC').trim().toLowerCase();
  const plain = withoutMarks(wanted);
  const rank = (type: T): number => {
    const words = retrievalWords(type);
    if (words.includes(wanted)) return 0;
    if (words.some((word) => word.startsWith(wanted))) return 1;
    return words.some((word) => withoutMarks(word).includes(plain)) ? 2 : 3;
  };
  return types
    .map((type) => ({ type, rank: rank(type) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ type }) => type);
}

/** Latin letters without Vietnamese marks; Đ (U+0110) and its look-alike Ð (U+00D0) become D. */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[ĐÐ]/gu, 'D').replace(/[đð]/gu, 'd');
}

function toType<Code extends string>(
  [code, name, englishName, abbreviation]: Row<Code>,
  index: number,
): DocumentType<Code> {
  return { code, order: index + 1, name, englishName, abbreviation };
}
