import type { PdfDocument } from '../../pdf/document.js';
import { PdfString, type PdfDict } from '../../pdf/objects.js';

const SIMPLE: ReadonlySet<string> = new Set(['Type1', 'MMType1', 'TrueType', 'Type3']);

/** Whether every reader can load a font (9.6 and 9.7.6): of one that is none, some show nothing. */
export function isLoadable(document: PdfDocument, font: PdfDict): boolean {
  const kind = document.nameIn(font, 'Subtype') ?? '';
  if (fontFiles(document, font).length > 1) return false;
  return kind === 'Type0' ? isComposite(document, font) : SIMPLE.has(kind);
}

/** The font itself, or what draws the letters of a composite one (9.7.6). */
export function drawingFont(document: PdfDocument, font: PdfDict): PdfDict | undefined {
  const isOwn = document.nameIn(font, 'Subtype') !== 'Type0';
  return isOwn ? font : document.dict(document.array(font.get('DescendantFonts'))?.[0]);
}

export function isEmbedded(document: PdfDocument, font: PdfDict): boolean {
  return fontFiles(document, font).length > 0;
}

function fontFiles(document: PdfDocument, font: PdfDict): string[] {
  const descriptor = document.dict(drawingFont(document, font)?.get('FontDescriptor'));
  return ['FontFile', 'FontFile2', 'FontFile3'].filter((key) => descriptor?.entries.has(key));
}

/** Codes that are glyphs of the font file, or letters of Unicode where readers bring the font (9.7.5.2). */
const GLYPHS = /^Identity-[HV]$/;
const LETTERS = /^Uni\w+-(?:UCS2|UTF16)(?:-HW)?-[HV]$/;

export function isOfLetters(document: PdfDocument, font: PdfDict): boolean {
  return LETTERS.test(document.nameIn(font, 'Encoding') ?? '') && !isEmbedded(document, font);
}

function isComposite(document: PdfDocument, font: PdfDict): boolean {
  const encoding = document.nameIn(font, 'Encoding') ?? '';
  const isMapped = isEmbedded(document, font) ? GLYPHS.test(encoding) : LETTERS.test(encoding);
  const [only, ...others] = document.array(font.get('DescendantFonts')) ?? [];
  const descendant = document.dict(only);
  const system = document.dict(descendant?.get('CIDSystemInfo'));
  const isNamed = ['Registry', 'Ordering'].every(
    (key) => document.resolve(system?.get(key)) instanceof PdfString,
  );
  const isKnown = /^CIDFontType[02]$/.test(document.nameIn(descendant, 'Subtype') ?? '');
  return isMapped && isNamed && isKnown && others.length === 0;
}
