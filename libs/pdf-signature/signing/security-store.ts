import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PdfRefusedError } from '../errors.js';
import { openPdf, type OpenOptions, type PdfDocument } from '../pdf/document.js';
import { decodeStructureStream } from '../pdf/filters.js';
import { isArray, name, PdfDict, PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import { appended, RevisionWriter } from '../pdf/revision-writer.js';
import type { ValidationMaterial } from './services.js';

const KINDS = { Certs: 'certificates', OCSPs: 'ocsp', CRLs: 'crls' } as const;
type Kind = keyof typeof KINDS;

/** What a signature's validation needs, to be found under the signature's own key. */
export type SignatureMaterial = {
  readonly contents: Buffer;
  readonly material: ValidationMaterial;
};

/** One list of the store, with what comes to it; pieces by the hash of their bytes. */
type EvidenceList = {
  readonly old: PdfObject | undefined;
  readonly pieces: ReadonlyMap<string, PdfRef>;
  readonly added: readonly PdfRef[];
};

/**
 * Appends evidence to the document security store (ISO 32000-2, 12.8.4.3) as a revision of its own;
 * what the store holds already is not written again.
 *
 * @returns the same bytes when there is nothing to add.
 */
export function appendEvidence(
  pdf: Uint8Array,
  signatures: readonly SignatureMaterial[],
  options: OpenOptions = {},
): Uint8Array {
  const document = openPdf(pdf, options);
  const writer = new RevisionWriter(document);
  const store = storeOf(document);
  const extended = (kind: Kind): EvidenceList => {
    const old = store?.get(kind);
    const pieces = new Map(readStored(document, old));
    const added: PdfRef[] = [];
    for (const der of signatures.flatMap(({ material }) => material[KINDS[kind]])) {
      const key = keyOf(der);
      if (pieces.has(key)) continue;
      const ref = writer.add(evidenceStream(der));
      pieces.set(key, ref);
      added.push(ref);
    }
    return { old, pieces, added };
  };
  const lists = { Certs: extended('Certs'), OCSPs: extended('OCSPs'), CRLs: extended('CRLs') };
  if (Object.values(lists).every(({ added }) => added.length === 0)) return pdf;
  const written = ({ old, added }: EvidenceList): PdfObject | undefined =>
    added.length === 0 ? undefined : appended(document.array(old), added);
  const changed = (store ?? PdfDict.of({ Type: name('DSS') })).with({
    Certs: written(lists.Certs),
    OCSPs: written(lists.OCSPs),
    CRLs: written(lists.CRLs),
    VRI: relatedInformation(document, store, signatures, lists),
  });
  putStore(document, writer, changed);
  return Buffer.concat([pdf, writer.finish().bytes]);
}

/** Pieces of one kind that a store may hold; each is judged against every certificate of a path. */
const MAX_PIECES = 128;

/**
 * The evidence a document holds, read as hints: nothing of it is trusted for being there. Every piece
 * is told once, however often the store names it.
 *
 * @throws PdfRefusedError `pdf.too-complex`
 */
export function readEvidence(document: PdfDocument): ValidationMaterial {
  const store = storeOf(document);
  const list = (kind: Kind): Uint8Array[] => {
    const named = new Map<number, PdfRef>();
    for (const item of document.array(store?.get(kind)) ?? []) {
      if (item instanceof PdfRef) named.set(item.num, item);
    }
    if (named.size > MAX_PIECES)
      throw new PdfRefusedError('pdf.too-complex', { limit: MAX_PIECES });
    const pieces = new Map<string, Uint8Array>();
    for (const item of named.values()) {
      const bytes = bytesOf(document, item);
      if (bytes !== null) pieces.set(keyOf(bytes), bytes);
    }
    return [...pieces.values()];
  };
  return { certificates: list('Certs'), ocsp: list('OCSPs'), crls: list('CRLs') };
}

function storeOf(document: PdfDocument): PdfDict | undefined {
  return document.dict(document.catalog.get('DSS'));
}

function readStored(document: PdfDocument, list: PdfObject | undefined): [string, PdfRef][] {
  return (document.array(list) ?? []).flatMap((item): [string, PdfRef][] => {
    const bytes = bytesOf(document, item);
    return item instanceof PdfRef && bytes !== null ? [[keyOf(bytes), item]] : [];
  });
}

function bytesOf(document: PdfDocument, item: PdfObject): Uint8Array | null {
  const stream = document.resolve(item);
  if (!(stream instanceof PdfStream)) return null;
  return decodeStructureStream(stream, document.budget, (value) => document.resolve(value));
}

/** The same bytes have the same. */
export function keyOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64');
}

function evidenceStream(der: Uint8Array): PdfStream {
  const packed = deflateSync(der);
  return packed.length < der.length
    ? new PdfStream(PdfDict.of({ Filter: name('FlateDecode') }), packed)
    : new PdfStream(new PdfDict(), Buffer.from(der));
}

/**
 * Entries by the SHA-1 of the whole /Contents, its padding included (12.8.4.4). Old entries stay:
 * they belong to what earlier time-stamps have covered.
 */
function relatedInformation(
  document: PdfDocument,
  store: PdfDict | undefined,
  signatures: readonly SignatureMaterial[],
  lists: Readonly<Record<Kind, EvidenceList>>,
): PdfDict {
  const entries: Record<string, PdfDict> = {};
  for (const { contents, material } of signatures) {
    const refs = (kind: Kind): PdfRef[] | undefined => {
      const { pieces } = lists[kind];
      const found = material[KINDS[kind]].flatMap((der) => pieces.get(keyOf(der)) ?? []);
      return found.length === 0 ? undefined : found;
    };
    entries[createHash('sha1').update(contents).digest('hex').toUpperCase()] = PdfDict.of({
      Type: name('VRI'),
      Cert: refs('Certs'),
      OCSP: refs('OCSPs'),
      CRL: refs('CRLs'),
    });
  }
  return (document.dict(store?.get('VRI')) ?? new PdfDict()).with(entries);
}

/** EN 319 142-1, 5.6: documents older than PDF 2.0 say that they use the store. */
const ESIC = PdfDict.of({ BaseVersion: name('1.7'), ExtensionLevel: 1 });

function putStore(document: PdfDocument, writer: RevisionWriter, store: PdfDict): void {
  const { catalog } = document;
  const place = catalog.get('DSS');
  if (place instanceof PdfRef) {
    writer.put(place, store);
    return;
  }
  const extensions = catalog.get('Extensions');
  const isDirect = extensions === undefined || extensions instanceof PdfDict;
  const isModern = document.version.startsWith('2') || !isDirect || isArray(extensions);
  writer.put(
    document.rootRef,
    catalog.with({
      DSS: writer.add(store),
      Extensions: isModern ? undefined : (extensions ?? new PdfDict()).with({ ESIC }),
    }),
  );
}
