import { SIGNED_AT } from '../../../fixtures/issue-plan.js';
import { readFields } from '../../../form/form.js';
import { verifyPdf, type VerificationReport } from '../../../index.js';
import { openPdf } from '../../../pdf/document.js';
import { isEqual } from '../../../pdf/equality.js';
import {
  areasOf,
  differences,
  distance,
  READER_NAMES,
  readWith,
  shapeOf,
  type Picture,
  type Reader,
} from './shown.js';
import type { UpdateCase } from './update-case.js';

/** Points of a page that readers may smear. */
const SMEARED = 6;
/** Of 1; another font is nearer, other words are farther. */
const FARTHEST = 0.5;

/** Looks at updates that were found valid: what readers show may differ in the filled fields alone. */
export class UpdateSearch {
  private readonly pictures = new Map<Uint8Array, Map<Reader, readonly Picture[]>>();
  private readonly filledBy = new Map<Uint8Array, ReadonlySet<string>>();

  constructor(private readonly root: Uint8Array) {}

  findings(made: UpdateCase, report: VerificationReport): string[] {
    const noted = report.signatures.some(({ modification }) => modification === 'annotations');
    const anew = drawsAnew(made.pdf);
    const names = anew ?? changedBy(report);
    const areas = [made.pdf, made.base.pdf].flatMap((pdf) => areasOf(pdf, names, noted));
    return READER_NAMES.flatMap((reader) => {
      const after = readWith(reader, made.pdf);
      const count = differences(this.shown(reader, made.base.pdf), after, areas);
      const outside = count > SMEARED ? [`${reader}: ${count} points elsewhere`] : [];
      return [...outside, ...(anew === null ? this.otherLooks(made, reader, after) : [])];
    });
  }

  /** The fields of the honest fill, when their values are still the same. */
  private otherLooks(
    { fill, pdf }: UpdateCase,
    reader: Reader,
    after: readonly Picture[],
  ): string[] {
    if (fill === undefined) return [];
    const values = new Map(readFields(openPdf(fill)).map(({ name, value }) => [name, value]));
    const same = readFields(openPdf(pdf)).filter(
      ({ name, value }) => this.filled(fill).has(name) && isEqual(value, values.get(name)),
    );
    const honest = this.shown(reader, fill);
    return areasOf(fill, new Set(same.map(({ name }) => name)), false).flatMap((area) => {
      const far = distance(shapeOf(honest, area), shapeOf(after, area));
      return far > FARTHEST ? [`${reader}: another look, by ${far.toFixed(2)}`] : [];
    });
  }

  private filled(fill: Uint8Array): ReadonlySet<string> {
    const known = this.filledBy.get(fill);
    if (known !== undefined) return known;
    const names = changedBy(verifyPdf(fill, { trustAnchors: [this.root], at: SIGNED_AT }));
    this.filledBy.set(fill, names);
    return names;
  }

  private shown(reader: Reader, pdf: Uint8Array): readonly Picture[] {
    const known = this.pictures.get(pdf) ?? new Map<Reader, readonly Picture[]>();
    this.pictures.set(pdf, known);
    const pictures = known.get(reader) ?? readWith(reader, pdf);
    known.set(reader, pictures);
    return pictures;
  }
}

function changedBy({ signatures }: VerificationReport): ReadonlySet<string> {
  return new Set(signatures.flatMap(({ changedFields }) => changedFields));
}

/** All fields, where readers are told to draw them anew (12.7.3): each draws other frames. */
function drawsAnew(pdf: Uint8Array): ReadonlySet<string> | null {
  const document = openPdf(pdf);
  const form = document.dict(document.catalog.get('AcroForm'));
  if (document.resolve(form?.get('NeedAppearances')) !== true) return null;
  return new Set(readFields(document).map(({ name }) => name));
}
