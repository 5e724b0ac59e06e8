import { appearanceStream, decimal, formBox } from '../form/appearance.js';
import { FieldRefusedError } from '../errors.js';
import type { Page } from '../form/form.js';
import { embedImage, readStampImage } from '../pdf/image.js';
import type { Rect } from '../form/layout-fields.js';
import { PdfDict, type PdfRef } from '../pdf/objects.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';

/** The picture a signature shows. Its place is `rect`, or its true size, or as large as the field. */
export type SignatureAppearance = {
  /** PNG; transparency is kept. */
  readonly image: Uint8Array;
  /** The picture's box on the page, within the field's box. */
  readonly rect?: Rect;
  /** True size; the picture is centred in the field. One side may be left out. */
  readonly widthMm?: number;
  readonly heightMm?: number;
};

const POINTS_PER_MM = 72 / 25.4;
const TOLERANCE = 0.5;

export type AppearancePlace = {
  /** The field's box in the page's own coordinates. */
  readonly rect: Rect;
  readonly page: Pick<Page, 'rotate' | 'mediaBox'>;
  readonly field: string;
};

/** Writes picture and appearance stream; returns the stream's reference. */
export function embedSignatureAppearance(
  writer: RevisionWriter,
  appearance: SignatureAppearance,
  place: AppearancePlace,
): PdfRef {
  const image = readStampImage(appearance.image);
  const box = formBox(place.rect, place.page.rotate);
  const [x0, y0, x1, y1] = imageBox(appearance, place, { box, image });
  const isInside =
    x0 >= -TOLERANCE &&
    y0 >= -TOLERANCE &&
    x1 <= box.width + TOLERANCE &&
    y1 <= box.height + TOLERANCE;
  if (!isInside) throw new FieldRefusedError('appearance.outside-field', { field: place.field });
  const picture = embedImage(writer, image);
  const matrix = [x1 - x0, 0, 0, y1 - y0, x0, y0].map(decimal).join(' ');
  return writer.add(
    appearanceStream(
      box,
      place.page.rotate,
      `q ${matrix} cm /Im0 Do Q`,
      PdfDict.of({ XObject: PdfDict.of({ Im0: picture }) }),
    ),
  );
}

type Sizes = {
  readonly box: { readonly width: number; readonly height: number };
  readonly image: { readonly width: number; readonly height: number };
};

/** The picture's box in the appearance's own coordinates. */
function imageBox(appearance: SignatureAppearance, place: AppearancePlace, sizes: Sizes): Rect {
  const { box } = sizes;
  if (appearance.rect !== undefined && place.page.rotate === 0) {
    const [x0, y0, x1, y1] = appearance.rect;
    const left = place.rect[0] - place.page.mediaBox[0];
    const bottom = place.rect[1] - place.page.mediaBox[1];
    return [x0 - left, y0 - bottom, x1 - left, y1 - bottom];
  }
  const { width, height } = trueSize(appearance, sizes);
  const x = (box.width - width) / 2;
  const y = (box.height - height) / 2;
  return [x, y, x + width, y + height];
}

function trueSize(
  { widthMm, heightMm }: SignatureAppearance,
  { box, image }: Sizes,
): { width: number; height: number } {
  const ratio = image.width / image.height;
  if (widthMm !== undefined) {
    const width = widthMm * POINTS_PER_MM;
    return { width, height: heightMm === undefined ? width / ratio : heightMm * POINTS_PER_MM };
  }
  if (heightMm !== undefined) {
    const height = heightMm * POINTS_PER_MM;
    return { width: height * ratio, height };
  }
  const height = Math.min(box.height, box.width / ratio);
  return { width: height * ratio, height };
}
