import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake';
import { FONT_FILES } from './fonts.js';

export type Definition = Parameters<typeof pdfmake.createPdf>[0];

/** What the typesetter tells about a node when it asks for page breaks. */
export type LayoutNode = Parameters<NonNullable<Definition['pageBreakBefore']>>[0];

/** Where the typesetter put a line; points from the top left corner, pages from 1. */
export type Place = {
  readonly pageNumber: number;
  readonly left: number;
  readonly top: number;
  /** Height of the page without its margins. */
  readonly pageInnerHeight: number;
};

let isPrepared = false;

function prepare(): void {
  if (isPrepared) return;
  const files = new Set<string>(Object.values(FONT_FILES));
  pdfmake.addFonts({ Tinos: { ...FONT_FILES } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => files.has(path));
  isPrepared = true;
}

/** Sets the document in Tinos as PDF 1.7. The typesetter writes places into the nodes it is given. */
export async function typeset(definition: Definition): Promise<Uint8Array> {
  prepare();
  const buffer = await pdfmake
    .createPdf({
      pageSize: 'A4',
      language: 'vi',
      ...definition,
      version: '1.7',
      defaultStyle: { font: 'Tinos', ...definition.defaultStyle },
    })
    .getBuffer();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** The places of a node, one a line, once the typesetter has been over it. */
export function placesOf(node: Content): readonly Place[] {
  return (node as { readonly positions?: readonly Place[] }).positions ?? [];
}

export function firstPlace(node: Content): Place | undefined {
  return placesOf(node)[0];
}

export function lastPlace(node: Content): Place | undefined {
  return placesOf(node).at(-1);
}
