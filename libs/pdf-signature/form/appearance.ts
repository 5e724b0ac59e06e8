import { deflateSync } from 'node:zlib';
import { FieldRefusedError } from '../errors.js';
import { FONT_RESOURCE, OfficeFont, type FontStyle } from '../pdf/font.js';
import type { Page } from './form.js';
import type { Rect } from './rect.js';
import { PdfDict, type PdfRef } from '../pdf/objects.js';
import { WrittenStream } from '../pdf/revision-writer.js';
import { serialize } from '../pdf/serializer.js';

/** Smallest size a text that is too long for its field is set in. */
const SMALLEST_FONT_SIZE = 6;

/** Width and height of an appearance as the reader of a turned page sees it. */
export type FormBox = { readonly width: number; readonly height: number };

export function formBox(rect: Rect, rotate: Page['rotate']): FormBox {
  const width = rect[2] - rect[0];
  const height = rect[3] - rect[1];
  return rotate === 90 || rotate === 270 ? { width: height, height: width } : { width, height };
}

/** An appearance stream (ISO 32000-2, 12.5.5), upright on pages with /Rotate. */
export function appearanceStream(
  box: FormBox,
  rotate: Page['rotate'],
  content: string,
  resources: PdfDict,
): WrittenStream {
  const raw = Buffer.from(content, 'latin1');
  const isLong = raw.length > 256;
  const size = `${serialize(box.width)} ${serialize(box.height)}`;
  const filter = isLong ? '/Filter /FlateDecode\n' : '';
  return new WrittenStream(
    `/Type /XObject\n/Subtype /Form\n/FormType 1\n/BBox [0 0 ${size}]\n${MATRIX[rotate]}/Resources ${serialize(resources)}\n${filter}`,
    isLong ? deflateSync(raw) : raw,
  );
}

const MATRIX: Readonly<Record<Page['rotate'], string>> = {
  0: '',
  90: '/Matrix [0 1 -1 0 0 0]\n',
  180: '/Matrix [-1 0 0 -1 0 0]\n',
  270: '/Matrix [0 -1 1 0 0 0]\n',
};

export type TextSetting = {
  readonly fontSize: number;
  readonly style: FontStyle;
  readonly align: 'left' | 'center' | 'right';
};

/**
 * One line of text for a field.
 *
 * @throws FieldRefusedError when the text does not fit or has a letter outside the office charset.
 */
export function textAppearance(
  text: string,
  setting: TextSetting,
  font: PdfRef,
  place: { readonly box: FormBox; readonly rotate: Page['rotate'] },
): WrittenStream {
  const line = text.normalize('NFC');
  const face = OfficeFont.of(setting.style);
  face.refuseUnknown(line);
  const { box, rotate } = place;
  const natural = (face.width(line) * setting.fontSize) / 1000;
  const size = Math.min(
    setting.fontSize,
    (setting.fontSize * box.width) / Math.max(natural, 0.001),
  );
  if (size < SMALLEST_FONT_SIZE && size < setting.fontSize) {
    throw new FieldRefusedError('field.text-too-long', { length: line.length });
  }
  const width = (face.width(line) * size) / 1000;
  const shift = { left: 0, center: 0.5, right: 1 }[setting.align];
  const x = (box.width - width) * shift;
  const lineHeight = ((face.ascent - face.descent) * size) / 1000;
  const y = (box.height - lineHeight) / 2 - (face.descent * size) / 1000;
  const resource = FONT_RESOURCE[setting.style];
  return appearanceStream(
    box,
    rotate,
    `/Tx BMC q BT /${resource} ${decimal(size)} Tf 0 g ${decimal(x)} ${decimal(y)} Td ${face.encode(line)} Tj ET Q EMC`,
    PdfDict.of({ Font: PdfDict.of({ [resource]: font }) }),
  );
}

export function decimal(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  return value.toFixed(3).replace(/\.?0+$/, '');
}
