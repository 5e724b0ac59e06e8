import { PDFDocument } from 'pdf-lib';
import { readNode, sequenceOf, TAG } from '../../cms/der.js';
import type { TestIdentity } from '../../fixtures/test-authority.js';
import { readFields, readPages } from '../../form/form.js';
import { openPdf, type PdfDocument } from '../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../../pdf/objects.js';
import { appended, RevisionWriter } from '../../pdf/revision-writer.js';
import { completeSignature, signPrepared } from '../../signing/complete.js';
import { extendSignatures } from '../../signing/extend.js';
import { prepareSignature, type PrepareOptions } from '../../signing/prepare.js';
import type { HonestAuthorities } from './authorities.js';
import {
  FORM_VALUES,
  fillFormByPdfLib,
  laidOutForm,
  OFFICES,
  type FormFieldName,
} from './forms.js';
import { signByLibpdf } from './writers.js';

/** What an honest program does to a file that is signed, and how the file comes about. */
export type HonestKind = {
  readonly name: string;
  readonly build: (authorities: HonestAuthorities) => Promise<Uint8Array>;
};

type Change = (writer: RevisionWriter, document: PdfDocument) => void;
const FIELDS = Object.keys(FORM_VALUES) as FormFieldName[];

export function append(pdf: Uint8Array, change: Change): Buffer {
  const document = openPdf(pdf);
  const writer = new RevisionWriter(document);
  change(writer, document);
  return Buffer.concat([pdf, writer.finish().bytes]);
}

function signer({ signers, root }: HonestAuthorities, index = 0): TestIdentity {
  return signers[index] ?? root;
}

async function sign(
  pdf: Uint8Array,
  who: TestIdentity,
  options: Partial<PrepareOptions>,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, {
    certificate: who.certificate,
    chain: who.chain,
    signingTime: new Date('2026-03-02T02:15:00Z'),
    ...options,
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, who.key));
}

const made = new Map<string, Promise<Uint8Array>>();

/** The form, changed before it was signed. */
export function signedForm(
  authorities: HonestAuthorities,
  certify: 2 | 3 | undefined,
  before: { readonly objectStreams?: boolean; readonly change?: Change } = {},
): Promise<Uint8Array> {
  const { objectStreams = false, change } = before;
  const make = async (): Promise<Uint8Array> => {
    const form = await laidOutForm(objectStreams);
    const base = change === undefined ? form : append(form, change);
    return sign(base, signer(authorities), { field: 'NguoiKy', ...(certify && { certify }) });
  };
  if (change !== undefined) return make();
  const key = `${String(certify)} ${String(objectStreams)}`;
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

const seal = (pdf: Uint8Array, authorities: HonestAuthorities): Promise<Uint8Array> =>
  sign(pdf, signer(authorities, 2), { field: 'CoQuan', lock: 'all' });

type Placed = { readonly ref: PdfRef; readonly dict: PdfDict };

/** A field and the widget that shows it: two objects, as pdf-lib writes them. */
function field(document: PdfDocument, wanted: string): Placed & { readonly widget: Placed } {
  const { ref, dict, widgets } = readFields(document).find(({ name: own }) => own === wanted) ?? {};
  const [widget] = widgets ?? [];
  if (ref === undefined || dict === undefined || widget?.ref === undefined)
    throw new Error(`the field ${wanted} is there`);
  return { ref, dict, widget: { ref: widget.ref, dict: widget.dict } };
}

function form(document: PdfDocument): Placed {
  const ref = document.catalog.get('AcroForm');
  const dict = document.dict(ref);
  if (!(ref instanceof PdfRef) || dict === undefined) throw new Error('the form is there');
  return { ref, dict };
}

const after =
  (certify: 2 | 3 | undefined, change: Change): HonestKind['build'] =>
  async (authorities) =>
    append(await signedForm(authorities, certify), change);

const FILLED: readonly HonestKind[] = [
  ...[false, true].map((objectStreams) => ({
    name: `all fields filled, then sealed, object streams ${String(objectStreams)}`,
    build: async (authorities: HonestAuthorities) => {
      let pdf = await signedForm(authorities, 2, { objectStreams });
      for (const one of FIELDS) pdf = await fillFormByPdfLib(pdf, one);
      return seal(pdf, authorities);
    },
  })),
  {
    name: 'an object stream over a classic file',
    build: async (authorities) => {
      const pdf = await signedForm(authorities, 2);
      const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true });
      document.getForm().getTextField('Ten').setText('Nguyen Van B');
      return document.commit({ useObjectStreams: true });
    },
  },
  {
    name: 'other letters in a smaller size',
    build: async (authorities) => {
      const pdf = await signedForm(authorities, 2);
      const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true });
      const text = document.getForm().getTextField('Ten');
      text.setFontSize(7);
      text.setText('Nguyen Van B');
      return document.commit({ useObjectStreams: false });
    },
  },
  {
    name: 'a list scrolled to its third line, which is chosen',
    build: after(2, (writer, document) => {
      const { ref, dict, widget } = field(document, 'Phong');
      const lines = OFFICES.slice(2).map((office) => `(${office}) Tj 0 -12 Td`);
      const look = new PdfStream(
        PdfDict.of({
          Subtype: name('Form'),
          BBox: [0, 0, 200, 50],
          Resources: PdfDict.of({ Font: PdfDict.of({ Helv: helvetica }) }),
        }),
        Buffer.from(`/Tx BMC q BT /Helv 10 Tf 0 g 2 38 Td ${lines.join(' ')} ET Q EMC`),
      );
      writer.put(ref, dict.with({ V: PdfString.text('Tai chinh'), I: [2], TI: 2 }));
      const AP = PdfDict.of({ N: writer.add(look) });
      writer.put(widget.ref, widget.dict.with({ AP }));
    }),
  },
  {
    name: 'values alone, for readers to draw',
    build: after(2, (writer, document) => {
      const { ref, dict, widget } = field(document, 'Ten');
      writer.put(ref, dict.with({ V: PdfString.text('Trần Thị Bình') }));
      const entries = [...widget.dict.entries].filter(([key]) => key !== 'AP');
      writer.put(widget.ref, new PdfDict(new Map(entries)));
      const home = form(document);
      writer.put(home.ref, home.dict.with({ NeedAppearances: true }));
    }),
  },
  {
    name: 'letters for the form where it had none',
    build: after(2, (writer, document) => {
      const home = form(document);
      const resources = document.dict(home.dict.get('DR')) ?? new PdfDict();
      const fonts = document.dict(resources.get('Font')) ?? new PdfDict();
      const DR = resources.with({ Font: fonts.with({ HeBo: writer.add(helvetica) }) });
      writer.put(
        home.ref,
        home.dict.with({ DR, DA: home.dict.get('DA') ?? PdfString.text('/HeBo 0 Tf 0 g') }),
      );
    }),
  },
  {
    name: 'a tagged form',
    build: async (authorities) => {
      const pdf = await signedForm(authorities, 2, { change: tag });
      return seal(await fillFormByPdfLib(pdf, 'Ten'), authorities);
    },
  },
];

const helvetica = PdfDict.of({
  Type: name('Font'),
  Subtype: name('Type1'),
  BaseFont: name('Helvetica'),
  Encoding: name('WinAnsiEncoding'),
});

/** A structure tree whose elements lead to the widgets (ISO 32000-2, 14.7.5). */
function tag(writer: RevisionWriter, document: PdfDocument): void {
  const root = writer.reserve();
  const [page] = readPages(document);
  const elements = readFields(document).flatMap(({ ref, dict }, index) => {
    if (ref === undefined || !dict.entries.has('Rect')) return [];
    writer.put(ref, dict.with({ StructParent: index }));
    const K = PdfDict.of({ Type: name('OBJR'), Obj: ref, Pg: page?.ref });
    const element = { Type: name('StructElem'), S: name('Form'), P: root, K };
    return [[index, writer.add(PdfDict.of(element))] as const];
  });
  const ParentTree = PdfDict.of({ Nums: elements.flat() });
  const K = elements.map(([, element]) => element);
  writer.put(root, PdfDict.of({ Type: name('StructTreeRoot'), K, ParentTree }));
  const marks = { StructTreeRoot: root, MarkInfo: PdfDict.of({ Marked: true }) };
  writer.put(document.rootRef, document.catalog.with(marks));
}

const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description><xmp:MetadataDate>2026-03-02' +
  '</xmp:MetadataDate><pdf:Producer>May quet</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>';

const SAVED: readonly HonestKind[] = [
  {
    name: 'what programs state when they save',
    build: after(2, (writer, document) => {
      const Info = document.trailer.get('Info');
      const own = document.dict(Info) ?? new PdfDict();
      const ModDate = PdfString.text('D:20260303000000Z');
      const Producer = PdfString.text('Máy quét');
      if (Info instanceof PdfRef) writer.put(Info, own.with({ ModDate, Producer }));
      const kind = PdfDict.of({ Type: name('Metadata'), Subtype: name('XML') });
      const Metadata = writer.add(new PdfStream(kind, Buffer.from(XMP)));
      const MarkInfo = PdfDict.of({ Marked: false });
      const news = { Metadata, MarkInfo, Version: name('1.7') };
      writer.put(document.rootRef, document.catalog.with(news));
    }),
  },
  {
    name: 'a field that shows nothing, signed by a program of another house',
    build: async (authorities) =>
      signByLibpdf(await signedForm(authorities, 2), 'Khac', signer(authorities, 1)),
  },
  {
    name: 'a container of BER in the second revision',
    build: async (authorities) => {
      const pdf = await seal(await signedForm(authorities, 2), authorities);
      return inBer(Buffer.from(pdf));
    },
  },
  {
    name: 'time-stamps over time-stamps',
    build: async (authorities) => {
      let pdf = await signedForm(authorities, 2);
      for (let year = 0; year < 3; year += 1)
        pdf = await extendSignatures(pdf, 'B-LTA', authorities.services);
      return pdf;
    },
  },
  {
    name: 'a store of evidence put together anew by another program',
    build: async (authorities) => {
      const pdf = await extendSignatures(
        await signedForm(authorities, 2),
        'B-LT',
        authorities.services,
      );
      return append(pdf, mergeStore);
    },
  },
];

/** The outer lengths left open, as BouncyCastle and OpenSSL write them. */
function inBer(pdf: Buffer): Buffer {
  const start = pdf.lastIndexOf('/Contents <') + 11;
  const end = pdf.indexOf('>', start);
  const [type, wrapped] = sequenceOf(
    readNode(Buffer.from(pdf.toString('latin1', start, end), 'hex')),
  );
  const inner = wrapped?.content ?? Buffer.alloc(0);
  const open = (tag: number, ...parts: readonly Buffer[]): Buffer =>
    Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.alloc(2)]);
  const parts = sequenceOf(readNode(inner)).map(({ bytes }) => bytes);
  const ber = open(
    TAG.sequence,
    type?.bytes ?? Buffer.alloc(0),
    open(0xa0, open(TAG.sequence, ...parts)),
  );
  const copy = Buffer.from(pdf);
  copy.write(ber.toString('hex').padEnd(end - start, '0'), start, 'latin1');
  return copy;
}

/** Lists as objects of their own, the store within the catalog, and the times of each entry. */
function mergeStore(writer: RevisionWriter, document: PdfDocument): void {
  const store = document.dict(document.catalog.get('DSS')) ?? new PdfDict();
  const more = writer.add(new PdfStream(new PdfDict(), Buffer.from('one more')));
  const certificates = appended(document.resolve(store.get('Certs')), [more]);
  const lists: Record<string, PdfObject> = { Certs: writer.add(certificates), CRLs: [] };
  const related = document.dict(store.get('VRI')) ?? new PdfDict();
  const VRI = PdfDict.of(
    Object.fromEntries(
      [...related.entries].map(([key, entry]) => [
        key,
        (document.dict(entry) ?? new PdfDict()).with({
          Type: name('VRI'),
          TU: PdfString.text('D:20260304000000Z'),
          Cert: [more],
        }),
      ]),
    ),
  );
  writer.put(document.rootRef, document.catalog.with({ DSS: PdfDict.of({ ...lists, VRI }) }));
}

const NOTED: readonly HonestKind[] = [
  {
    name: 'a note, its reply and a mark, then one of them changed and one deleted',
    build: async (authorities) => {
      const first = append(await signedForm(authorities, 3), (writer, document) => {
        const [page] = readPages(document);
        if (page === undefined) return;
        const note = writer.reserve();
        const Popup = writer.add(
          PdfDict.of({ Subtype: name('Popup'), Rect: [300, 600, 500, 700], Parent: note }),
        );
        const text = { Subtype: name('Text'), F: 28, Rect: [540, 780, 560, 800] };
        writer.put(note, PdfDict.of({ ...text, Popup, Contents: PdfString.text('Xem lại') }));
        const reply = writer.add(PdfDict.of({ ...text, IRT: note, RT: name('R') }));
        const quads = [85, 774, 180, 774, 85, 756, 180, 756];
        const mark = { Subtype: name('Highlight'), F: 4, Rect: [85, 756, 180, 774], C: [1, 1, 0] };
        const highlight = writer.add(PdfDict.of({ ...mark, QuadPoints: quads }));
        const all = appended(document.resolve(page.dict.get('Annots')), [
          note,
          Popup,
          reply,
          highlight,
        ]);
        writer.put(page.ref, page.dict.with({ Annots: all }));
      });
      return append(first, (writer, document) => {
        const [page] = readPages(document);
        const list = document.array(page?.dict.get('Annots')) ?? [];
        const note = list.at(-4);
        const dict = document.dict(note);
        if (page === undefined || !(note instanceof PdfRef) || dict === undefined) return;
        writer.put(note, dict.with({ Contents: PdfString.text('Đã xem lại') }));
        writer.put(page.ref, page.dict.with({ Annots: list.slice(0, -1) }));
      });
    },
  },
];

/** Beside the ways that are tried at random: what other programs write, each at least once. */
export const HONEST_KINDS: readonly HonestKind[] = [...FILLED, ...SAVED, ...NOTED];
