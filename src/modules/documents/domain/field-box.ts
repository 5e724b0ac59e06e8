import { FIELD } from '../../../../libs/document-layout/index.js';

/** Where a field stands: PDF points from the bottom left corner, pages from 0. */
export type FieldBox = {
  readonly kind: 'text' | 'signature';
  readonly name: string;
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
  readonly text?:
    | {
        readonly fontSize: number;
        readonly italic?: boolean | undefined;
        readonly bold?: boolean | undefined;
        readonly align?: 'left' | 'center' | undefined;
      }
    | undefined;
  /**
   * `line`: the field takes the whole line (`Số: 214/KH-UBND`). `blank`: the page prints the words
   * around it and the field takes what is missing (`214`).
   */
  readonly content?: 'line' | 'blank' | undefined;
};

/** Every step finds its own; without one of these a document cannot be issued. */
export const REQUIRED_FIELDS: readonly string[] = [
  FIELD.number,
  FIELD.date,
  FIELD.contentInitial,
  FIELD.formInitial,
  FIELD.signer,
];

/** What is missing, in the words of the page. */
export function missingFields(
  fields: readonly FieldBox[],
  { hasSeal }: { hasSeal: boolean },
): readonly string[] {
  const names = new Set(fields.map(({ name }) => name));
  const wanted = hasSeal ? [...REQUIRED_FIELDS, FIELD.seal] : REQUIRED_FIELDS;
  return wanted.filter((name) => !names.has(name)).map((name) => WORDS[name] ?? name);
}

/** A page without a line of the file copy still needs room for the office's initial. */
export function withFormInitial(fields: readonly FieldBox[]): readonly FieldBox[] {
  const signer = fields.find(({ name }) => name === FIELD.signer);
  if (!signer || fields.some(({ name }) => name === FIELD.formInitial)) return fields;
  const [, bottom] = signer.rect;
  return [
    ...fields,
    {
      kind: 'signature',
      name: FIELD.formInitial,
      page: signer.page,
      rect: [LEFT_MARGIN, bottom, LEFT_MARGIN + 40, bottom + 17],
    },
  ];
}

const LEFT_MARGIN = 85;

const WORDS: Readonly<Record<string, string>> = {
  [FIELD.number]: 'số, ký hiệu',
  [FIELD.date]: 'ngày ban hành',
  [FIELD.contentInitial]: 'ký nháy nội dung',
  [FIELD.formInitial]: 'ký nháy thể thức',
  [FIELD.signer]: 'chữ ký của người ký',
  [FIELD.seal]: 'dấu của cơ quan',
};
