import type { PdfDocument } from '../pdf/document.js';
import { PdfDict, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';

/** What hangs where: keys inside of an object say nothing, readers go by the place alone. */
type Role = 'looks' | 'resources' | 'content' | 'drawing' | 'font' | 'state';
type Part = { readonly role: Role; readonly value: PdfObject | undefined };

const VISIT_STEPS = 20;

/** Finds the content streams that others draw with; each is given once. */
export class DrawnStreams {
  private readonly seen = new Set<string>();

  constructor(private readonly document: PdfDocument) {}

  /** @param appearances of an annotation (/AP), with the states of its looks */
  inLooks(appearances: PdfObject | undefined): PdfStream[] {
    return this.from(this.each('looks', appearances));
  }

  inResources(resources: PdfObject | undefined): PdfStream[] {
    return this.from([{ role: 'resources', value: resources }]);
  }

  private from(parts: readonly Part[]): PdfStream[] {
    const found: PdfStream[] = [];
    const waiting = [...parts];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      this.document.budget.spend(VISIT_STEPS);
      if (this.isKnown(next)) continue;
      const value = this.document.resolve(next.value);
      if (this.isContent(next.role, value)) found.push(value);
      // One by one: a hostile list has more items than a call takes.
      for (const part of this.partsOf(next.role, value)) waiting.push(part);
    }
    return found;
  }

  private isKnown({ role, value }: Part): boolean {
    if (!(value instanceof PdfRef)) return false;
    const key = `${role} ${String(value.num)}`;
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }

  private isContent(role: Role, value: PdfObject): value is PdfStream {
    if (!(value instanceof PdfStream)) return false;
    if (role === 'drawing') return this.document.nameIn(value.dict, 'Subtype') !== 'Image';
    return role === 'looks' || role === 'content';
  }

  private partsOf(role: Role, value: PdfObject): readonly Part[] {
    if (this.isContent(role, value))
      return [{ role: 'resources', value: value.dict.get('Resources') }];
    if (!(value instanceof PdfDict)) return [];
    switch (role) {
      case 'looks':
        return this.each('content', value);
      case 'resources':
        return [
          ...this.each('drawing', value.get('XObject')),
          ...this.each('content', value.get('Pattern')),
          ...this.each('font', value.get('Font')),
          ...this.each('state', value.get('ExtGState')),
        ];
      case 'font':
        return [
          ...this.each('content', value.get('CharProcs')),
          { role: 'resources', value: value.get('Resources') },
        ];
      case 'state':
        return [{ role: 'content', value: this.document.dict(value.get('SMask'))?.get('G') }];
      case 'content':
      case 'drawing':
        return [];
    }
  }

  private each(role: Role, list: PdfObject | undefined): Part[] {
    return [...(this.document.dict(list)?.entries.values() ?? [])].map((value) => ({
      role,
      value,
    }));
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
