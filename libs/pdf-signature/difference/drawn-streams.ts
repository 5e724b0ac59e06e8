import type { PdfDocument } from '../pdf/document.js';
import { PdfDict, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';

/** Of the resources, what draws. */
const DRAWING = ['XObject', 'Pattern', 'Font', 'ExtGState'] as const;
/** Data of another kind than content. */
const OTHER_DATA = ['ShadingType', 'FunctionType', 'HalftoneType'] as const;

const VISIT_STEPS = 20;

/** Finds the content streams that others draw with; each is given once. */
export class DrawnStreams {
  private readonly seen = new Set<number>();

  constructor(private readonly document: PdfDocument) {}

  /** @param value appearances or resources: forms, patterns, masks and drawn letters of theirs */
  under(value: PdfObject | undefined): PdfStream[] {
    const found: PdfStream[] = [];
    const waiting = [value];
    while (waiting.length > 0) {
      const next = waiting.pop();
      this.document.budget.spend(VISIT_STEPS);
      if (next instanceof PdfRef && this.seen.has(next.num)) continue;
      if (next instanceof PdfRef) this.seen.add(next.num);
      const drawn = this.document.resolve(next);
      if (drawn instanceof PdfStream && !this.isContent(drawn)) continue;
      if (drawn instanceof PdfStream) found.push(drawn);
      // One by one: a hostile list has more items than a call takes.
      for (const part of this.partsOf(drawn)) waiting.push(part);
    }
    return found;
  }

  private isContent({ dict }: PdfStream): boolean {
    const isOther = OTHER_DATA.some((key) => dict.entries.has(key));
    return !isOther && this.document.nameIn(dict, 'Subtype') !== 'Image';
  }

  private partsOf(value: PdfObject): readonly (PdfObject | undefined)[] {
    if (value instanceof PdfDict && !value.entries.has('Subtype'))
      return [...value.entries.values()];
    const owner = value instanceof PdfStream ? value.dict : value;
    if (!(owner instanceof PdfDict)) return [];
    const resources = this.document.dict(owner.get('Resources'));
    return [owner.get('CharProcs'), ...DRAWING.map((category) => resources?.get(category))];
  }
}

/** Of an annotation, in all states and under the pointer, too (12.5.5). */
export function allLooks(document: PdfDocument, annotation: PdfDict | undefined): PdfStream[] {
  const kinds = [...(document.dict(annotation?.get('AP'))?.entries.values() ?? [])];
  return kinds.flatMap((kind) => {
    const look = document.resolve(kind);
    const states = look instanceof PdfDict ? [...look.entries.values()] : [look];
    return states.map((state) => document.resolve(state)).filter((one) => one instanceof PdfStream);
  });
}
