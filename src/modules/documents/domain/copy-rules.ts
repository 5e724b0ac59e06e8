import { defineLifecycle } from '../../../../libs/lifecycle/index.js';

export type CopyType = 'certified-copy' | 'secondary-copy' | 'excerpt-copy';
export type CopyForm = 'paper' | 'electronic';
export type CopyState = 'awaiting-approval' | 'awaiting-seal' | 'issued' | 'refused';
export type CopyAction = 'approve-paper' | 'approve-electronic' | 'refuse' | 'seal';
export type CopySourceType = 'incoming-document' | 'outgoing-document' | 'copy';

/**
 * The head of the agency decides what is copied (NĐ 30/2020, article 27). An electronic copy then
 * gets the agency's signature; one on paper its number, and ink.
 */
export const COPY_LIFECYCLE = defineLifecycle<CopyState, CopyAction>({
  name: 'document-copy',
  initial: 'awaiting-approval',
  table: {
    'awaiting-approval': {
      'approve-electronic': 'awaiting-seal',
      'approve-paper': 'issued',
      refuse: 'refused',
    },
    'awaiting-seal': { seal: 'issued' },
    issued: {},
    refused: {},
  },
  terminal: ['issued', 'refused'],
});

/** The right to sign copies goes with that to sign official letters, the most general type. */
export const COPY_MANDATE = 'official-letter';

export type PageRange = { readonly first: number; readonly last: number };

/** As printed on the copy (NĐ 30/2020, annex I, part II). */
export const COPY_NAMES: Readonly<Record<CopyType, string>> = {
  'certified-copy': 'SAO Y',
  'secondary-copy': 'SAO LỤC',
  'excerpt-copy': 'TRÍCH SAO',
};

const KIND_NAMES: Readonly<Record<CopyType, string>> = {
  'certified-copy': 'Bản sao y',
  'secondary-copy': 'Bản sao lục',
  'excerpt-copy': 'Bản trích sao',
};
const FORM_NAMES: Readonly<Record<CopyForm, string>> = {
  paper: 'văn bản giấy',
  electronic: 'văn bản điện tử',
};

/** In the words of NĐ 30/2020, article 25: `Bản sao y từ văn bản giấy sang văn bản điện tử`. */
export function copyKindName(copy: {
  readonly typeCode: CopyType;
  readonly from: CopyForm;
  readonly to: CopyForm;
}): string {
  return `${KIND_NAMES[copy.typeCode]} từ ${FORM_NAMES[copy.from]} sang ${FORM_NAMES[copy.to]}`;
}

/** The whole document, some of its pages, or an excerpt that was set again in a file of its own. */
export type CopyContent = 'whole' | 'pages' | 'file';

export type CopyRefusal = {
  /** The field of the request that has to change. */
  readonly field: 'typeCode' | 'to' | 'pages' | 'fileSha256' | 'isCertifiedCopy';
  readonly rule:
    | 'electronic-to-electronic'
    | 'not-of-a-certified-copy'
    | 'of-a-copy'
    | 'pages'
    | 'whole'
    | 'scan';
};

export type CopyWish = {
  readonly type: CopyType;
  readonly from: CopyForm;
  readonly to: CopyForm;
  readonly source: CopySourceType;
  /** Set when the source is itself a copy. */
  readonly sourceType: CopyType | null;
  readonly content: CopyContent;
};

/** Which copies may be made of what (NĐ 30/2020, article 25); null when this one may. */
export function copyRefusal(copy: CopyWish): CopyRefusal | null {
  const isExcerpt = copy.type === 'excerpt-copy';
  if (!isExcerpt && copy.from === 'electronic' && copy.to === 'electronic')
    return { field: 'to', rule: 'electronic-to-electronic' };
  return originRefusal(copy) ?? contentRefusal(copy);
}

/** A secondary copy is made of a certified copy; the others of what was signed itself. */
function originRefusal({ type, source, sourceType }: CopyWish): CopyRefusal | null {
  const field = source === 'copy' ? 'typeCode' : 'isCertifiedCopy';
  if (type === 'secondary-copy')
    return sourceType === 'certified-copy' ? null : { field, rule: 'not-of-a-certified-copy' };
  return sourceType === null ? null : { field: 'typeCode', rule: 'of-a-copy' };
}

function contentRefusal({ type, source, from, content }: CopyWish): CopyRefusal | null {
  if (type === 'excerpt-copy')
    return content === 'whole' ? { field: 'pages', rule: 'pages' } : null;
  if (content === 'pages') return { field: 'pages', rule: 'whole' };
  // Ink and seal stand on paper only: a copy of a copy shows what was scanned of it.
  const isOnPaper = source === 'copy' && from === 'paper';
  if (isOnPaper) return content === 'file' ? null : { field: 'fileSha256', rule: 'scan' };
  return content === 'file' ? { field: 'fileSha256', rule: 'whole' } : null;
}
