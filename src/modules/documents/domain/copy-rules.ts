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

/** As printed on the copy (NĐ 30/2020, annex I, part II). */
export const COPY_NAMES: Readonly<Record<CopyType, string>> = {
  'certified-copy': 'SAO Y',
  'secondary-copy': 'SAO LỤC',
  'excerpt-copy': 'TRÍCH SAO',
};

export type CopyRefusal = 'electronic-to-electronic' | 'not-of-a-certified-copy' | 'pages';

/** Which copies may be made of what (NĐ 30/2020, article 25); null when this one may. */
export function copyRefusal(copy: {
  readonly type: CopyType;
  readonly from: CopyForm;
  readonly to: CopyForm;
  /** Set when the source is itself a copy. */
  readonly sourceType: CopyType | null;
  readonly pages: { readonly first: number; readonly last: number } | null;
}): CopyRefusal | null {
  const isExcerpt = copy.type === 'excerpt-copy';
  if (isExcerpt !== (copy.pages !== null)) return 'pages';
  if (!isExcerpt && copy.from === 'electronic' && copy.to === 'electronic')
    return 'electronic-to-electronic';
  if (copy.type === 'secondary-copy' && copy.sourceType !== 'certified-copy')
    return 'not-of-a-certified-copy';
  return null;
}
