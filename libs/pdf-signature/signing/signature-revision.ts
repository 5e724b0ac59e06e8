import type { PdfDocument } from '../pdf/document.js';
import type { DocMdpLevel } from '../form/locks.js';
import { name, PdfDict, type PdfRef } from '../pdf/objects.js';
import {
  objectHeadLength,
  RawObject,
  type Revision,
  type RevisionWriter,
} from '../pdf/revision-writer.js';
import { serializeEntries } from '../pdf/serializer.js';
import type { Gap } from './prepared.js';

/** A signature dictionary (ISO 32000-2, 12.8.1) apart from what depends on its place in the file. */
export type SignatureBody = {
  readonly type: 'Sig' | 'DocTimeStamp';
  readonly subFilter: 'ETSI.CAdES.detached' | 'ETSI.RFC3161';
  readonly entries: PdfDict;
  /** Bytes of DER for which room is left. */
  readonly gapBytes: number;
};

/** Where the parts that depend on the finished file stand in a signature dictionary. */
export type PlacedSignature = {
  readonly ref: PdfRef;
  readonly rangeAt: number;
  readonly gapAt: number;
  readonly gapBytes: number;
};

const RANGE_PLACEHOLDER = `[0 ${' '.repeat(32)}]`;

export function putSignature(writer: RevisionWriter, body: SignatureBody): PlacedSignature {
  const head = `<< /Type /${body.type}\n/Filter /Adobe.PPKLite\n/SubFilter /${body.subFilter}\n/ByteRange `;
  const start = `${head}${RANGE_PLACEHOLDER}\n/Contents `;
  const ref = writer.reserve();
  // In an encrypted file every string is encrypted but the one in the gap (7.6.2).
  const entries = serializeEntries(writer.sealed(ref, body.entries));
  writer.put(ref, new RawObject(`${start}<`, emptyGap(body.gapBytes * 2), `>\n${entries}>>`));
  return { ref, rangeAt: head.length, gapAt: start.length, gapBytes: body.gapBytes };
}

/** Writes the revision and the /ByteRange that covers all of it but the gap. */
export function finishWithGap(
  document: PdfDocument,
  writer: RevisionWriter,
  placed: PlacedSignature,
  options: { readonly withBase?: boolean } = {},
): { readonly update: Buffer; readonly file: Buffer | undefined; readonly gap: Gap } {
  const { bytes: update, file, written } = writer.finish(options);
  const base = document.bytes.length;
  const text = offsetOf(placed.ref, written) + objectHeadLength(placed.ref);
  const gap = {
    start: text + placed.gapAt + 1,
    end: text + placed.gapAt + 1 + placed.gapBytes * 2,
  };
  const rest = base + update.length - gap.end - 1;
  const range = `[0 ${padded(gap.start - 1)} ${padded(gap.end + 1)} ${padded(rest)}]`;
  update.write(range, text + placed.rangeAt - base, 'latin1');
  return { update, file, gap };
}

function padded(value: number): string {
  return String(value).padEnd(10);
}

function offsetOf(wanted: PdfRef, written: Revision['written']): number {
  for (const { ref, offset } of written) if (ref === wanted) return offset;
  return 0;
}

const gaps = new Map<number, Buffer>();

/** Only ever copied from. */
function emptyGap(length: number): Buffer {
  const gap = gaps.get(length) ?? Buffer.alloc(length, '0');
  if (gaps.size < 16) gaps.set(length, gap);
  return gap;
}

/** Signature references (ISO 32000-2, 12.8.2): what the signature forbids from then on. */
export function references(
  document: PdfDocument,
  certify: DocMdpLevel | undefined,
  lock: PdfDict | undefined,
): PdfDict[] | undefined {
  const list: PdfDict[] = [];
  if (certify !== undefined) list.push(CERTIFICATIONS[certify]);
  if (lock !== undefined) {
    const parameters = lock.with({ Type: name('TransformParams'), V: name('1.2') });
    list.push(
      PdfDict.of({
        Type: name('SigRef'),
        TransformMethod: name('FieldMDP'),
        TransformParams: parameters,
        Data: document.rootRef,
      }),
    );
  }
  return list.length === 0 ? undefined : list;
}

function certification(level: DocMdpLevel): PdfDict {
  return PdfDict.constant({
    Type: name('SigRef'),
    TransformMethod: name('DocMDP'),
    TransformParams: PdfDict.of({ P: level, Type: name('TransformParams'), V: name('1.2') }),
  });
}

const CERTIFICATIONS = { 1: certification(1), 2: certification(2), 3: certification(3) } as const;

export function putCertification(
  document: PdfDocument,
  writer: RevisionWriter,
  signature: PdfRef,
): void {
  const catalog = writer.current(document.rootRef);
  if (!(catalog instanceof PdfDict)) return;
  const permissions = document.dict(catalog.get('Perms')) ?? new PdfDict();
  writer.put(document.rootRef, catalog.with({ Perms: permissions.with({ DocMDP: signature }) }));
}
