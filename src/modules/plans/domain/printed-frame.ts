import type { OfficialDocument } from '../../../../libs/document-layout/index.js';

/** What the organisation contributes to a printed document: head, signature, recipients. */
export type PrintedFrame = Pick<
  OfficialDocument,
  'governingLines' | 'issuerLines' | 'place' | 'recipients' | 'signature'
> & {
  /** What follows the number: `/KH-UBND`. */
  readonly notation: string;
  readonly sealDiameterMm?: number;
  /** `Dữ liệu minh họa` on every page of a demo office. */
  readonly footnoteMark?: string;
  readonly createdAt: Date;
};

export function frameOf(
  frame: PrintedFrame,
): Omit<OfficialDocument, 'form' | 'typeName' | 'subject' | 'body'> {
  const { sealDiameterMm, footnoteMark, ...rest } = frame;
  return {
    ...rest,
    ...(sealDiameterMm === undefined ? {} : { sealDiameterMm }),
    ...(footnoteMark === undefined ? {} : { footnoteMark }),
  };
}
