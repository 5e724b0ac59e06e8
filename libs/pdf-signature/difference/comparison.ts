import type { FieldWidget } from '../form/form.js';
import type { PdfDocument } from '../pdf/document.js';
import { generation, isEqual, readReferrers, type Referrer } from '../pdf/equality.js';
import { PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import type { ModificationCode } from './findings.js';
import { hasSameData } from './streams.js';
import type { ModificationLevel } from '../validation/report.js';

const ORDER: readonly ModificationLevel[] = [
  'none',
  'lta-updates',
  'form-filling',
  'annotations',
  'other',
];

export function worse(a: ModificationLevel, b: ModificationLevel): ModificationLevel {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

/** What an update's cross-reference names: objects that were there before, and new numbers. */
export type TouchedObjects = {
  readonly replaced: ReadonlySet<number>;
  readonly supplied: ReadonlySet<number>;
};

/**
 * Two neighbouring revisions, and what the rules have explained so far. Everything an update
 * replaces has to be explained by a rule; what is left over makes the update a modification.
 */
export class Comparison {
  level: ModificationLevel = 'none';
  readonly changedFields = new Set<string>();
  readonly addedFields = new Set<string>();
  readonly shownFields = new Set<string>();
  readonly findings = new Set<ModificationCode>();
  /** Places that were laid out and are signed now, by number. */
  readonly signed = new Map<number, FieldWidget>();
  /** Widgets of the fields that were filled, by number. */
  readonly filled = new Set<number>();
  /** Widgets that paint now and did not before, by number. */
  readonly painted = new Set<number>();
  private readonly explained = new Set<number>();
  private knownReferrers: ReadonlyMap<number, readonly Referrer[]> | undefined;

  constructor(
    readonly before: PdfDocument,
    readonly after: PdfDocument,
    private readonly touched: TouchedObjects,
  ) {}

  raise(level: ModificationLevel): void {
    this.level = worse(this.level, level);
  }

  /** Notes what was found; by itself a modification, unless the caller knows a milder level. */
  find(code: ModificationCode, level: ModificationLevel = 'other'): void {
    this.findings.add(code);
    this.raise(level);
  }

  isReplaced(value: PdfObject | undefined): value is PdfRef {
    return value instanceof PdfRef && this.touched.replaced.has(value.num);
  }

  /** Whether the object came with this update: no earlier revision has shown its number. */
  isNew(value: PdfObject | undefined): value is PdfRef {
    return value instanceof PdfRef && this.touched.supplied.has(value.num);
  }

  explain(value: PdfObject | undefined): void {
    if (value instanceof PdfRef) this.explained.add(value.num);
  }

  /** Explains a replaced object when all that refer to it pass; otherwise it stays unexplained. */
  explainIfOnlySeenBy(
    value: PdfObject | undefined,
    isKnown: (referrer: Referrer) => boolean,
  ): boolean {
    if (!this.isReplaced(value) || !this.isOnlySeenBy(value, isKnown)) return false;
    this.explained.add(value.num);
    return true;
  }

  isOnlySeenBy(value: PdfRef, isKnown: (referrer: Referrer) => boolean): boolean {
    return this.referrers(value.num).every(isKnown);
  }

  /**
   * Explains replaced objects of a structure that lead to each other, when nothing but its root
   * leads into it: one glimpse from outside, and the whole structure stays unexplained.
   */
  explainGroup(members: readonly PdfRef[], isRoot: (referrer: Referrer) => boolean): boolean {
    if (!members.some((member) => this.isReplaced(member))) return false;
    const numbers = new Set(members.map(({ num }) => num));
    const isClosed = members.every(({ num }) =>
      this.referrers(num).every((referrer) => numbers.has(referrer.from) || isRoot(referrer)),
    );
    if (isClosed) for (const member of members) this.explain(member);
    return isClosed;
  }

  private referrers(num: number): readonly Referrer[] {
    this.knownReferrers ??= readReferrers(this.before);
    return this.knownReferrers.get(num) ?? [];
  }

  /** Finds what somebody could see before and no rule accounts for. */
  findUnexplained(): void {
    for (const num of this.touched.replaced) {
      if (!this.explained.has(num) && this.isVisiblyReplaced(num)) this.find('object-replaced');
    }
    // A reference into nothing shows nothing (ISO 32000-2, 7.3.10) until somebody supplies it.
    for (const num of this.touched.supplied) {
      if (!this.explained.has(num) && this.referrers(num).length > 0) {
        this.find('missing-object-supplied');
      }
    }
  }

  private isVisiblyReplaced(num: number): boolean {
    const ref = new PdfRef(num, generation(this.before, num));
    const old = this.before.object(ref);
    // Objects packed in a replaced stream would change without being named.
    if (old instanceof PdfStream && old.dict.name('Type') === 'ObjStm') return true;
    const now = this.after.object(ref);
    // A lone number may say the same and be written so that readers find none.
    if (isEqual(old, now) && (typeof old !== 'number' || isWrittenWhole(this.after, num)))
      return false;
    if (hasSameData(this.after, old, now)) return false;
    return this.referrers(num).length > 0;
  }
}

/** Digits alone, the way that all readers take for an integer (7.3.3). */
function isWrittenWhole(document: PdfDocument, num: number): boolean {
  const entry = document.entry(num);
  if (entry?.kind !== 'plain') return false;
  const { offset } = entry;
  const written = document.bytes.subarray(offset, offset + LONGEST_NUMBER).toString('latin1');
  return /^\d+\s+\d+\s+obj\s+\d+\s+endobj/.test(written);
}

/** Bytes of an object that is a number. */
const LONGEST_NUMBER = 64;
