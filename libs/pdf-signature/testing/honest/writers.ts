import { PDFDocument } from 'pdf-lib';
import { PDF } from '@libpdf/core';
import { sign } from 'node:crypto';
import type { TestIdentity } from '../../fixtures/test-authority.js';
import { readPages } from '../../form/form.js';
import { openPdf } from '../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../../pdf/objects.js';
import { appended, RevisionWriter } from '../../pdf/revision-writer.js';

/** A field filled by a program of another house, as an incremental update. */
export async function fillByPdfLib(
  pdf: Uint8Array,
  field: string,
  text: string,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, {
    forIncrementalUpdate: true,
    updateMetadata: false,
  });
  document.getForm().getTextField(field).setText(text);
  const isStream = openPdf(pdf).newest.kind === 'stream';
  return document.commit({ useObjectStreams: isStream });
}

/** A signature in a field of its own, made by a program of another house. */
export async function signByLibpdf(
  pdf: Uint8Array,
  field: string,
  who: TestIdentity,
): Promise<Uint8Array> {
  const document = await PDF.load(pdf);
  const { bytes } = await document.sign({
    fieldName: field,
    signingTime: new Date('2026-03-02T02:30:00Z'),
    signer: {
      certificate: new Uint8Array(who.certificate),
      certificateChain: who.chain.map((der) => new Uint8Array(der)),
      keyType: 'EC',
      signatureAlgorithm: 'ECDSA',
      sign: (data) => Promise.resolve(new Uint8Array(sign('sha256', data, who.key))),
    },
  });
  return bytes;
}

/** What many programs do when they save: the date of the change, and dialects of the standard. */
export function restateMetadata(pdf: Uint8Array, minute: number): Uint8Array {
  const document = openPdf(pdf);
  const writer = new RevisionWriter(document);
  const info = document.trailer.get('Info');
  const date = `D:202603020${String(minute % 10)}0000Z`;
  if (info instanceof PdfRef) {
    const entries = document.dict(info) ?? new PdfDict();
    writer.put(info, entries.with({ ModDate: PdfString.text(date) }));
  }
  const dialect = PdfDict.of({ BaseVersion: name('1.7'), ExtensionLevel: minute });
  const catalog = document.catalog.with({ Extensions: PdfDict.of({ ESIC: dialect }) });
  writer.put(document.rootRef, catalog);
  return Buffer.concat([pdf, writer.finish().bytes]);
}

const MARGIN = [20, 20, 40, 40];
const FIRST_LINE = [85, 690, 300, 716];

/** A note as /P 3 permits it: on the margin, or a mark that lets the text below be read. */
export function addNote(pdf: Uint8Array, kind: number): Uint8Array {
  const document = openPdf(pdf);
  const writer = new RevisionWriter(document);
  const [page] = readPages(document);
  if (page === undefined) return pdf;
  const annotation = PdfDict.of({
    Type: name('Annot'),
    F: 4,
    P: page.ref,
    Contents: PdfString.text('Đã xem'),
    ...looksOf(kind, writer),
  });
  const list = page.dict.get('Annots');
  const all = appended(document.resolve(list), [writer.add(annotation)]);
  if (list instanceof PdfRef) writer.put(list, all);
  else writer.put(page.ref, page.dict.with({ Annots: all }));
  return Buffer.concat([pdf, writer.finish().bytes]);
}

function looksOf(kind: number, writer: RevisionWriter): Readonly<Record<string, PdfObject>> {
  const quads = [85, 716, 300, 716, 85, 690, 300, 690];
  if (kind === 0) return { Subtype: name('Text'), Rect: MARGIN, Name: name('Comment') };
  if (kind === 1) {
    const look = new PdfStream(
      PdfDict.of({
        Subtype: name('Form'),
        BBox: FIRST_LINE,
        Resources: PdfDict.of({
          ExtGState: PdfDict.of({ G: PdfDict.of({ BM: name('Multiply') }) }),
        }),
      }),
      Buffer.from('/G gs 1 1 0 rg 85 690 215 26 re f'),
    );
    const AP = PdfDict.of({ N: writer.add(look) });
    return { Subtype: name('Highlight'), Rect: FIRST_LINE, QuadPoints: quads, C: [1, 1, 0], AP };
  }
  if (kind === 2) return { Subtype: name('Underline'), Rect: FIRST_LINE, QuadPoints: quads };
  return { Subtype: name('FreeText'), Rect: [400, 20, 560, 50], DA: PdfString.text('/Helv 9 Tf') };
}
