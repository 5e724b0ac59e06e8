import { PdfSignatureError } from '../../../errors.js';
import { openPdf, type PdfDocument } from '../../../pdf/document.js';
import { generation } from '../../../pdf/equality.js';
import { PdfRef, PdfStream, type PdfObject } from '../../../pdf/objects.js';
import { RevisionWriter } from '../../../pdf/revision-writer.js';
import { readRevisions } from '../../../pdf/revisions.js';
import { forEachEntry } from '../../../pdf/xref.js';

/** An update that is being put together: objects changed and added, and what was done to them. */
export class UpdateDraft {
  readonly log: string[] = [];
  private readonly objects = new Map<number, PdfObject>();
  private nextNumber: number;

  constructor(readonly document: PdfDocument) {
    this.nextNumber = document.nextObjectNumber;
  }

  /** The last update of a file, to be made once more with changes. */
  static again(base: Uint8Array, updated: Uint8Array): UpdateDraft {
    const draft = new UpdateDraft(openPdf(base));
    const after = openPdf(updated);
    for (const section of readRevisions(after).at(-1)?.sections ?? []) {
      forEachEntry(section, (num, entry) => {
        if (entry.kind === 'free') return;
        const object = after.object(new PdfRef(num, 0));
        const type = object instanceof PdfStream ? object.dict.name('Type') : undefined;
        if (type !== 'XRef' && type !== 'ObjStm') draft.put(num, object);
        draft.nextNumber = Math.max(draft.nextNumber, num + 1);
      });
    }
    return draft;
  }

  copy(): UpdateDraft {
    const copy = new UpdateDraft(this.document);
    for (const [num, object] of this.objects) copy.objects.set(num, object);
    copy.log.push(...this.log);
    copy.nextNumber = this.nextNumber;
    return copy;
  }

  /** One more update, behind this one. */
  next(): UpdateDraft {
    const draft = new UpdateDraft(openPdf(this.finish()));
    draft.log.push(...this.log, 'then');
    return draft;
  }

  isNew(num: number): boolean {
    const entry = this.document.entry(num);
    return entry === undefined || entry.kind === 'free';
  }

  ref(num: number): PdfRef {
    return new PdfRef(num, this.isNew(num) ? 0 : generation(this.document, num));
  }

  get(num: number): PdfObject {
    return this.objects.get(num) ?? readOrNull(this.document, this.ref(num));
  }

  put(num: number, object: PdfObject): void {
    this.objects.set(num, object);
  }

  add(object: PdfObject): PdfRef {
    const ref = new PdfRef(this.nextNumber, 0);
    this.nextNumber += 1;
    this.put(ref.num, object);
    return ref;
  }

  numbers(): number[] {
    return Array.from({ length: this.nextNumber - 1 }, (_, index) => index + 1).filter(
      (num) => this.objects.has(num) || !this.isNew(num),
    );
  }

  finish(): Buffer {
    // A writer leaves out the numbers that were referred to in what was read; here nothing was.
    const writer = new RevisionWriter(openPdf(this.document.bytes));
    const reserved = new Map<number, PdfRef>();
    for (let ref = writer.reserve(); ref.num < this.nextNumber; ref = writer.reserve())
      reserved.set(ref.num, ref);
    for (const [num, object] of this.objects)
      writer.put(reserved.get(num) ?? this.ref(num), object);
    return Buffer.concat([this.document.bytes, writer.finish().bytes]);
  }
}

/** An earlier update may have left what nobody refers to and nobody can read. */
function readOrNull(document: PdfDocument, ref: PdfRef): PdfObject {
  try {
    return document.resolve(ref);
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return null;
  }
}
