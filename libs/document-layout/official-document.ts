import type { FieldBox } from './fields.js';

/**
 * `government`: NĐ 30/2020. `party-hd05`: the Party's guide of 2026. `party-hd36`: the guide of
 * 2018, for documents dated before it.
 */
export type DocumentForm = 'government' | 'party-hd05' | 'party-hd36';

export type TableColumn = {
  readonly header: string;
  /** Share of the table's width, relative to the other columns; 1 when absent. */
  readonly width?: number;
  readonly align?: 'left' | 'center' | 'right';
};

export type TableRow = readonly string[] | { readonly group: string } | { readonly note: string };

export type TableContent = {
  readonly columns: readonly TableColumn[];
  /** A row is its cells, a bold line over the whole width that opens a group, or a remark in italics. */
  readonly rows: readonly TableRow[];
};

/** Headings carry their own number: `I. MỤC TIÊU`, `1. Mục tiêu chung`; Party: `I- MỤC TIÊU`. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'item'; readonly marker?: string; readonly text: string }
  | ({ readonly kind: 'table' } & TableContent);

export type Annex = {
  readonly title: string;
  /** A paragraph between the title and the table. */
  readonly intro?: string;
  readonly landscape: boolean;
  readonly table: TableContent;
};

export type OfficialDocument = {
  readonly form: DocumentForm;
  /** The superior agency's name as printed, a line each; may be empty. */
  readonly governingLines: readonly string[];
  readonly issuerLines: readonly string[];
  /** The issuer's name in running text for the annexes; derived from `issuerLines` when absent. */
  readonly issuerName?: string;
  /** What follows the number: `/KH-UBND`, `-TB/ĐU`. */
  readonly notation: string;
  readonly place: string;
  /** `KẾ HOẠCH`; null for a công văn, whose subject stands under the number. */
  readonly typeName: string | null;
  readonly subject: string;
  readonly urgency?: 'urgent' | 'very-urgent' | 'express';
  readonly addressees?: readonly string[];
  readonly bases?: readonly string[];
  /** For decisions and resolutions: who decides, above the bases, and `QUYẾT ĐỊNH:` below them. */
  readonly enacting?: { readonly authority: string; readonly formula: string };
  readonly body: readonly Block[];
  readonly recipients: readonly { readonly text: string }[];
  readonly signature: {
    readonly authorityLines: readonly string[];
    readonly fullName: string;
    /** Another post of the signer, printed above the name (NĐ 30, annex I, II.7c). */
    readonly positionBelow?: string;
  };
  /** True size of the seal; 36 mm when absent. */
  readonly sealDiameterMm?: number;
  readonly annexes?: readonly Annex[];
  /** Printed small on every page: `Dữ liệu minh họa`. */
  readonly footnoteMark?: string;
  /** Goes into the file's properties; the same document and instant give the same bytes. */
  readonly createdAt?: Date;
};

export type RenderedDocument = {
  /** PDF 1.7, unsigned, without fields. */
  readonly pdf: Uint8Array;
  readonly fields: readonly FieldBox[];
  readonly pages: number;
};

export function isPartyForm(form: DocumentForm): boolean {
  return form !== 'government';
}
