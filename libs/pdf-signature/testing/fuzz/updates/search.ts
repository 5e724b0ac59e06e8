import { SIGNED_AT } from '../../../fixtures/issue-plan.js';
import { overlap } from '../../../difference/ink/annotations.js';
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
  losses,
  type Area,
  type Picture,
  type Reader,
} from './shown.js';
import type { UpdateCase } from './update-case.js';

/** Points of a page that readers may smear. */
const SMEARED = 6;
/** Of 1; another font or other gaps are nearer, nothing at all is farther. */
const FARTHEST = 0.6;

/** Looks at updates that were found valid: what readers show may differ in the filled fields alone. */
export class UpdateSearch {
  private readonly pictures = new Map<Uint8Array, Map<Reader, readonly Picture[]>>();
  private readonly filledBy = new Map<Uint8Array, ReadonlySet<string>>();

  constructor(private readonly root: Uint8Array) {}

  findings(made: UpdateCase, report: VerificationReport): string[] {
    const noted = report.signatures.some(({ modification }) => modification === 'annotations');
    const anew = drawsAnew(made.pdf);
    const names = anew ?? changedBy(report);
    const [own, earlier] = [made.pdf, made.base.pdf].map((pdf) => areasOf(pdf, names, noted));
    const areas = [...(own ?? []), ...(earlier ?? [])];
    // What fields and earlier notes show may go; where notes come, nothing may.
    const added = noted ? areasOf(made.pdf, new Set(), true).filter(isApart(earlier ?? [])) : [];
    return READER_NAMES.flatMap((reader) => {
      const [before, after] = [this.shown(reader, made.base.pdf), readWith(reader, made.pdf)];
      const count = differences(before, after, areas);
      const outside = count > SMEARED ? [`${reader}: ${count} points elsewhere`] : [];
      const gone = losses(before, after, added);
      if (gone > 2 * SMEARED) outside.push(`${reader}: ${gone} points are gone`);
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

const isApart =
  (others: readonly Area[]) =>
  ({ page, box }: Area): boolean =>
    !others.some((other) => other.page === page && overlap(other.box, box) > 0);

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
