import type { PdfDocument } from '../../pdf/document.js';
import { isArray, PdfName, type PdfDict, type PdfObject } from '../../pdf/objects.js';

const PLAIN: ReadonlySet<string> = new Set([
  ...['DeviceGray', 'DeviceRGB', 'DeviceCMYK', 'CalGray', 'CalRGB', 'ICCBased'],
  ...['G', 'RGB', 'CMYK'],
]);

/** Whether the numbers of a colour say how light it is; tints, tables and patterns do not (8.6). */
export function isPlainSpace(
  document: PdfDocument,
  name: PdfObject | undefined,
  named: PdfObject | undefined,
): boolean {
  const space = document.resolve(named ?? name);
  const kind = isArray(space) ? document.resolve(space[0]) : space;
  return kind instanceof PdfName && PLAIN.has(kind.value);
}

const DEFAULTS = ['DefaultGray', 'DefaultRGB', 'DefaultCMYK'];

/** Whether resources make other colours of the plain ones (8.6.5.6). */
export function redefinesColours(document: PdfDocument, resources: PdfObject | undefined): boolean {
  const spaces = document.dict(document.dict(resources)?.get('ColorSpace'));
  return DEFAULTS.some((key) => spaces?.entries.has(key) === true);
}

const HARMLESS_MODES: ReadonlySet<string> = new Set([
  ...['Normal', 'Compatible', 'Multiply', 'Darken'],
]);
/** Curves between the colour that is stated and the one that is put on paper (10.5 and 10.6). */
const CURVES = ['TR', 'TR2', 'BG', 'BG2', 'UCR', 'UCR2', 'HT'];

/** Whether a graphics state may let letters vanish: by its mode of blending, or by curves. */
export function bleaches(document: PdfDocument, state: PdfDict | undefined): boolean {
  const stated = document.resolve(state?.get('BM'));
  const modes = isArray(stated) ? stated.map((mode) => document.resolve(mode)) : [stated];
  const isBlended = modes.some(
    (mode) => mode !== null && !(mode instanceof PdfName && HARMLESS_MODES.has(mode.value)),
  );
  return (
    isBlended ||
    CURVES.some((key) => {
      const curve = document.resolve(state?.get(key));
      return curve !== null && !(curve instanceof PdfName);
    })
  );
}

/** Whether readers may leave something out: on a layer, or drawn from another file (8.10.4, 8.11). */
export function isOptional(dict: PdfDict): boolean {
  return dict.entries.has('OC') || dict.entries.has('Ref');
}

/** Whether a graphics state lets what lies below shine through dark; undefined when it says nothing. */
export function multiplies(document: PdfDocument, state: PdfDict | undefined): boolean | undefined {
  const mode = document.resolve(state?.get('BM'));
  if (mode === null) return undefined;
  return mode instanceof PdfName && /^(?:Multiply|Darken)$/.test(mode.value);
}

/** Whether a form is an isolated group (11.4.5). */
export function isIsolated(document: PdfDocument, form: PdfDict): boolean {
  return document.resolve(document.dict(form.get('Group'))?.get('I')) === true;
}

/** How light a colour is, from 0 (black) to 1; null for what is not gray, RGB or CMYK. */
export function lightOf(operands: readonly PdfObject[]): number | null {
  const parts = operands.filter((part) => typeof part === 'number');
  if (parts.length !== operands.length) return null;
  const [a = 0, b = 0, c = 0, black = 0] = parts;
  switch (parts.length) {
    case 1:
      return a;
    case 3:
      return (a + b + c) / 3;
    case 4:
      return (1 - black) * (1 - (a + b + c) / 3);
    default:
      return null;
  }
}

const PALE = 0.85;

/** Lines of the paper's colour, one beside the other, are a ground however thin they are. */
export function isPaper(light: number | null): boolean {
  return light === null || light >= PALE;
}
