import type { PdfDocument } from '../../pdf/document.js';
import { PdfName, PdfStream, PdfString, type PdfDict } from '../../pdf/objects.js';

const SIMPLE: ReadonlySet<string> = new Set(['Type1', 'MMType1', 'TrueType', 'Type3']);
/** Predefined maps are named after their direction of writing (9.7.5.2). */
const MAPS = /(?:^|-)[HV]$/;

/** Whether every reader can load a font (9.6 and 9.7.6): of one that is none, some show nothing. */
export function isLoadable(document: PdfDocument, font: PdfDict): boolean {
  const kind = document.resolve(font.get('Subtype'));
  if (!(kind instanceof PdfName)) return false;
  return kind.value === 'Type0' ? isComposite(document, font) : SIMPLE.has(kind.value);
}

function isComposite(document: PdfDocument, font: PdfDict): boolean {
  const encoding = document.resolve(font.get('Encoding'));
  const isMapped =
    encoding instanceof PdfStream || (encoding instanceof PdfName && MAPS.test(encoding.value));
  const [only, ...others] = document.array(font.get('DescendantFonts')) ?? [];
  const descendant = document.dict(only);
  const system = document.dict(descendant?.get('CIDSystemInfo'));
  const isNamed = ['Registry', 'Ordering'].every(
    (key) => document.resolve(system?.get(key)) instanceof PdfString,
  );
  const isKnown = /^CIDFontType[02]$/.test(document.nameIn(descendant, 'Subtype') ?? '');
  return isMapped && isNamed && isKnown && others.length === 0;
}
