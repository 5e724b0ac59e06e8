import { appearanceStream, decimal, formBox, type FormBox } from '../form/appearance.js';
import { FieldRefusedError, PdfSignatureError } from '../errors.js';
import type { FormFonts } from '../form/form-fonts.js';
import type { Page } from '../form/form.js';
import { textBlock, type Area, type TextBlock } from '../form/text-block.js';
import { FONT_RESOURCE, fontStyle, type FontStyle } from '../pdf/font.js';
import { embedImage, readStampImage } from '../pdf/image.js';
import { POINTS_PER_MM, type Rect } from '../form/rect.js';
import { PdfDict, type PdfRef } from '../pdf/objects.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';

/**
 * What a signature shows: a picture, a text, or both. The picture's place is `rect`, or its true
 * size, or as large as its part of the field.
 */
export type SignatureAppearance = {
  /** PNG; transparency is kept. */
  readonly image?: Uint8Array;
  /** The picture's box on the page, within the field's box. */
  readonly rect?: Rect;
  /** True size; the picture is centred. One side may be left out. */
  readonly widthMm?: number;
  readonly heightMm?: number;
  readonly text?: AppearanceText;
  /** With a picture, the text stands right of it, or over it. */
  readonly arrangement?: 'beside' | 'over';
};

/** Vietnamese text in Tinos, whose letters are as wide as those of Times New Roman. */
export type AppearanceText = {
  readonly lines: readonly string[];
  /** Points; 10 when left out. Text that does not fit is wrapped, then set smaller. */
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly vertical?: 'top' | 'middle' | 'bottom';
  readonly colour?: 'black' | 'blue' | 'red';
};

const TOLERANCE = 0.5;
const COLOURS = { black: [0, 0, 0], blue: [0, 0.2, 0.7], red: [0.8, 0, 0] } as const;
/** Of a field with picture and text beside, the part that the picture may take, and the space between. */
const PICTURE_PART = 0.4;
const SPACE = 3;

export type AppearancePlace = {
  /** The field's box in the page's own coordinates. */
  readonly rect: Rect;
  readonly page: Pick<Page, 'rotate' | 'mediaBox'>;
  readonly field: string;
  readonly fonts: FormFonts;
};

/**
 * Writes picture, text and appearance stream; returns the stream's reference.
 *
 * @throws PdfSignatureError `appearance.empty`; FieldRefusedError `field.rect-invalid` for a field
 *   that nobody sees, `appearance.outside-field`, `field.text-too-long`, `field.character-unsupported`
 */
export function embedSignatureAppearance(
  writer: RevisionWriter,
  appearance: SignatureAppearance,
  place: AppearancePlace,
): PdfRef {
  const { image, text } = appearance;
  const hasText = text?.lines.some((line) => line.trim() !== '') === true;
  if (image === undefined && !hasText) throw new PdfSignatureError('appearance.empty');
  const box = formBox(place.rect, place.page.rotate);
  if (box.width * box.height === 0) {
    throw new FieldRefusedError('field.rect-invalid', { field: place.field });
  }
  const parts = divide(appearance, box);
  const resources = new PdfDict();
  const contents: string[] = [];
  if (image !== undefined) {
    const picture = readStampImage(image);
    const area = pictureArea(appearance, picture, place, { box, area: parts.picture });
    resources.entries.set('XObject', PdfDict.of({ Im0: embedImage(writer, picture) }));
    contents.push(`q ${matrix(area)} cm /Im0 Do Q`);
  }
  if (text !== undefined && hasText) {
    const style = fontStyle(text);
    const font = FONT_RESOURCE[style];
    contents.push(`q ${textBlock(blockOf(text, style), parts.text, font)} Q`);
    resources.entries.set('Font', PdfDict.of({ [font]: place.fonts.get(style) }));
  }
  return writer.add(appearanceStream(box, place.page.rotate, contents.join('\n'), resources));
}

function matrix([x0, y0, x1, y1]: Rect): string {
  return `${decimal(x1 - x0)} 0 0 ${decimal(y1 - y0)} ${decimal(x0)} ${decimal(y0)}`;
}

/** The parts of the field for picture and text. */
function divide(
  { image, text, arrangement, widthMm }: SignatureAppearance,
  box: FormBox,
): { readonly picture: Area; readonly text: Area } {
  const whole = { x: 0, y: 0, width: box.width, height: box.height };
  if (image === undefined || text === undefined || arrangement === 'over') {
    return { picture: whole, text: whole };
  }
  const wanted = widthMm === undefined ? box.width * PICTURE_PART : widthMm * POINTS_PER_MM;
  const width = Math.min(wanted, box.width);
  const left = Math.min(width + SPACE, box.width);
  return {
    picture: { ...whole, width },
    text: { ...whole, x: left, width: box.width - left },
  };
}

function blockOf(text: AppearanceText, style: FontStyle): TextBlock {
  return {
    lines: text.lines,
    fontSize: text.fontSize ?? 10,
    style,
    align: text.align ?? 'left',
    vertical: text.vertical ?? 'middle',
    colour: COLOURS[text.colour ?? 'black'],
  };
}

type PicturePart = { readonly box: FormBox; readonly area: Area };

/** Where the picture stands in the appearance. */
function pictureArea(
  appearance: SignatureAppearance,
  image: Size,
  place: AppearancePlace,
  { box, area }: PicturePart,
): Rect {
  const rect =
    appearance.rect === undefined
      ? centred(trueSize(appearance, area, image), area)
      : fromPage(appearance.rect, place);
  const [x0, y0, x1, y1] = rect;
  const isInside =
    x0 >= -TOLERANCE &&
    y0 >= -TOLERANCE &&
    x1 <= box.width + TOLERANCE &&
    y1 <= box.height + TOLERANCE;
  if (!isInside) throw new FieldRefusedError('appearance.outside-field', { field: place.field });
  return rect;
}

/** A box on the page in the coordinates of the appearance, which stands upright on a turned page. */
function fromPage(rect: Rect, { rect: field, page }: AppearancePlace): Rect {
  const [left, bottom] = page.mediaBox;
  const [a, b, c, d] = [rect[0] + left, rect[1] + bottom, rect[2] + left, rect[3] + bottom];
  const [x0, y0, x1, y1] = field;
  switch (page.rotate) {
    case 0:
      return [a - x0, b - y0, c - x0, d - y0];
    case 90:
      return [b - y0, x1 - c, d - y0, x1 - a];
    case 180:
      return [x1 - c, y1 - d, x1 - a, y1 - b];
    case 270:
      return [y1 - d, a - x0, y1 - b, c - x0];
  }
}

type Size = { readonly width: number; readonly height: number };

function centred({ width, height }: Size, area: Area): Rect {
  const x = area.x + (area.width - width) / 2;
  const y = area.y + (area.height - height) / 2;
  return [x, y, x + width, y + height];
}

function trueSize({ widthMm, heightMm }: SignatureAppearance, area: Area, image: Size): Size {
  const ratio = image.width / image.height;
  if (widthMm !== undefined) {
    const width = widthMm * POINTS_PER_MM;
    return { width, height: heightMm === undefined ? width / ratio : heightMm * POINTS_PER_MM };
  }
  if (heightMm !== undefined) {
    const height = heightMm * POINTS_PER_MM;
    return { width: height * ratio, height };
  }
  const height = Math.min(area.height, area.width / ratio);
  return { width: height * ratio, height };
}
