import { PdfSignatureError } from '../../../errors.js';
import { fillFields } from '../../../form/fill-fields.js';
import { overlap } from '../../../difference/ink/annotations.js';
import { readFields, type FormField } from '../../../form/form.js';
import { verifyPdf, type VerificationReport } from '../../../index.js';
import { openPdf } from '../../../pdf/document.js';
import { isEqual } from '../../../pdf/equality.js';
import { PdfDict, PdfRef, PdfString } from '../../../pdf/objects.js';
import { RevisionWriter } from '../../../pdf/revision-writer.js';
import { placesOf, type Place } from './areas.js';
import {
  differences,
  distance,
  READER_NAMES,
  readWith,
  shapeOf,
  losses,
  type Picture,
  type Reader,
} from './shown.js';
import type { UpdateBase } from './bases.js';
import { JUDGED_AT, type UpdateCase } from './update-case.js';

/** Points of a page that readers may smear. */
const SMEARED = 6;
/** Points of a page: the letters that may be touched at an edge. */
const TOUCHED = 60;
/** Of 1; another font or other gaps are nearer, nothing at all is farther. */
const FARTHEST = 0.62;
const SAME = 0.1;

type HonestLook = {
  readonly pdf: Uint8Array;
  readonly places: readonly Place[];
  readonly isMark: boolean;
};

/** What is to be looked at of an update that was found valid. */
export type Sight = {
  /** The file before; told to draw its fields anew (12.7.3) when that is what the update does. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Where something may differ: fields that were filled, and notes where they are permitted. */
  readonly mayGo: readonly Place[];
  /** Where notes and fields came: nothing that stood there may be gone. */
  readonly came: readonly Place[];
  /** Files in which fields are filled as honest software does, to the same values. */
  readonly honest: readonly HonestLook[];
};

type HonestFill = { readonly pdf: Uint8Array; readonly fields: readonly FormField[] };

/** Looks at updates that were found valid: what readers show may differ in the filled fields alone. */
export class UpdateSearch {
  private readonly pictures = new Map<Uint8Array, Map<Reader, readonly Picture[]>>();
  private readonly filledBy = new Map<Uint8Array, ReadonlySet<string>>();
  private readonly drawnAnew = new Map<Uint8Array, Uint8Array>();
  private readonly fills = new Map<string, Uint8Array | null>();

  findings(made: UpdateCase, report: VerificationReport): string[] {
    const sight = this.sight(made, report);
    return READER_NAMES.flatMap((reader) => {
      const before = this.shown(reader, sight.before);
      if (before.length === 0) throw new Error(`${reader} shows nothing of ${made.base.name}`);
      return judgeSight(sight, before, readWith(reader, sight.after), (pdf) =>
        this.shown(reader, pdf),
      ).map((finding) => `${reader}: ${finding}`);
    });
  }

  sight({ base, pdf, fill }: UpdateCase, report: VerificationReport): Sight {
    const names = changedBy(report);
    const noted = report.signatures.some(({ modification }) => modification === 'annotations');
    const [earlier, later] = [placesOf(base.pdf), placesOf(pdf)];
    const known = new Set(earlier.map(({ field }) => field));
    const isAnew = drawsAnew(pdf) && !drawsAnew(base.pdf);
    const told = (file: Uint8Array): Uint8Array => (isAnew ? this.anew(file) : file);
    const fills = [
      ...this.honestFill(base.root, fill, pdf),
      ...this.honestValues(base, pdf, names),
    ];
    return {
      before: told(base.pdf),
      after: pdf,
      mayGo: earlier.filter(({ field }) => (field === null ? noted : names.has(field))),
      came: later.filter(({ field }) =>
        field === null ? noted : names.has(field) && !known.has(field),
      ),
      honest: fills.flatMap((one) =>
        one.fields.map((field) => ({
          pdf: told(one.pdf),
          places: placesNamed(one.pdf, field.name),
          isMark: field.type !== 'Tx',
        })),
      ),
    };
  }

  /** The fields of the honest fill, when their values are still the same. */
  private honestFill(
    root: Uint8Array,
    fill: Uint8Array | undefined,
    pdf: Uint8Array,
  ): HonestFill[] {
    if (fill === undefined) return [];
    const values = new Map(readFields(openPdf(fill)).map(({ name, value }) => [name, value]));
    const fields = readFields(openPdf(pdf)).filter(
      ({ name, value }) => this.filled(root, fill).has(name) && isEqual(value, values.get(name)),
    );
    return [{ pdf: fill, fields }];
  }

  /** Text fields without a frame, with whatever value they have now, as we fill them. */
  private honestValues(
    base: UpdateBase,
    pdf: Uint8Array,
    names: ReadonlySet<string>,
  ): HonestFill[] {
    return readFields(openPdf(pdf)).flatMap((field) => {
      const { name, value, type, widgets } = field;
      const isFramed = widgets.some(({ dict }) => dict.entries.has('MK') || dict.entries.has('BS'));
      if (type !== 'Tx' || isFramed || !names.has(name) || !(value instanceof PdfString)) return [];
      const filled = this.filledWith(base, name, value.toText());
      return filled === null ? [] : [{ pdf: filled, fields: [field] }];
    });
  }

  private filledWith(base: UpdateBase, name: string, value: string): Uint8Array | null {
    const key = `${base.name} ${name} ${value}`;
    const known = this.fills.get(key);
    if (known !== undefined) return known;
    const filled = value.trim() === '' ? null : fillOrNull(base.pdf, { [name]: value });
    this.fills.set(key, filled);
    return filled;
  }

  private filled(root: Uint8Array, fill: Uint8Array): ReadonlySet<string> {
    const known = this.filledBy.get(fill);
    if (known !== undefined) return known;
    const names = changedBy(verifyPdf(fill, { trustAnchors: [root], at: JUDGED_AT }));
    this.filledBy.set(fill, names);
    return names;
  }

  private anew(pdf: Uint8Array): Uint8Array {
    const known = this.drawnAnew.get(pdf) ?? toldToDrawAnew(pdf);
    this.drawnAnew.set(pdf, known);
    return known;
  }

  private shown(reader: Reader, pdf: Uint8Array): readonly Picture[] {
    const known = this.pictures.get(pdf) ?? new Map<Reader, readonly Picture[]>();
    this.pictures.set(pdf, known);
    const pictures = known.get(reader) ?? readWith(reader, pdf);
    known.set(reader, pictures);
    return pictures;
  }
}

/** What one reader shows that it should not. */
export function judgeSight(
  sight: Sight,
  before: readonly Picture[],
  after: readonly Picture[],
  shown: (pdf: Uint8Array) => readonly Picture[],
): string[] {
  const count = differences(before, after, [...sight.mayGo, ...sight.came]);
  const outside = count > SMEARED ? [`${count} points elsewhere`] : [];
  const gone = losses(before, after, sight);
  if (gone > TOUCHED) outside.push(`${gone} points are gone`);
  const others = sight.honest.flatMap((honest) =>
    honest.places.flatMap((place) =>
      judgePlace(sight, honest, place, [before, after, shown(honest.pdf)]),
    ),
  );
  return [...outside, ...new Set(others)];
}

/** What is seen of a filled field, measured by what honest software draws. */
function judgePlace(
  { came }: Sight,
  { isMark }: HonestLook,
  place: Place,
  [before, after, honest]: readonly [readonly Picture[], readonly Picture[], readonly Picture[]],
): string[] {
  const named = place.field ?? '';
  if (came.some(({ page, box }) => page === place.page && overlap(box, place.box) > 0)) {
    const hidden = losses(honest, after, { came: [place], mayGo: [] });
    return hidden > TOUCHED ? [`${hidden} points of ${named} are hidden`] : [];
  }
  const [earlier, shape] = [shapeOf(before, place), shapeOf(after, place)];
  // A value that nothing shows, where nothing was shown: programs fill without drawing, too.
  if (isBlank(shape) && isBlank(earlier)) return [];
  const drawn = shapeOf(honest, place);
  if (isMark) {
    // A mark is as good as another, unless it is the one of before; buttons that stay off have none.
    const isNew = !isBlank(shape) && distance(earlier, shape) > SAME;
    if (isNew || distance(earlier, drawn) < SAME) return [];
  }
  const far = distance(drawn, shape);
  return far > FARTHEST ? [`another look of ${named}, by ${far.toFixed(2)}`] : [];
}

function isBlank(shape: readonly number[]): boolean {
  return shape.every((cell) => cell === 0);
}

function placesNamed(pdf: Uint8Array, name: string): Place[] {
  return placesOf(pdf).filter(({ field }) => field === name);
}

function fillOrNull(pdf: Uint8Array, values: Readonly<Record<string, string>>): Uint8Array | null {
  try {
    return fillFields(pdf, values);
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return null;
  }
}

function changedBy({ signatures }: VerificationReport): ReadonlySet<string> {
  return new Set(signatures.flatMap(({ changedFields }) => changedFields));
}

function drawsAnew(pdf: Uint8Array): boolean {
  const document = openPdf(pdf);
  const form = document.dict(document.catalog.get('AcroForm'));
  return document.resolve(form?.get('NeedAppearances')) === true;
}

function toldToDrawAnew(pdf: Uint8Array): Uint8Array {
  const document = openPdf(pdf);
  const writer = new RevisionWriter(document);
  const home = document.catalog.get('AcroForm');
  const form = (document.dict(home) ?? new PdfDict()).with({ NeedAppearances: true });
  if (home instanceof PdfRef) writer.put(home, form);
  else writer.put(document.rootRef, document.catalog.with({ AcroForm: form }));
  return Buffer.concat([pdf, writer.finish().bytes]);
}
