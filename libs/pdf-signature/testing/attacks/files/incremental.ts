import { name, PdfDict, PdfStream, PdfString } from '../../../pdf/objects.js';
import { append, appendRaw, AT, dictAt, ofKind, ref, type AttackFile } from '../bases.js';

const FORGED = Buffer.from('BT /F1 14 Tf 90 700 Td (Muc chi: 900 trieu dong) Tj ET');
const forged = (): PdfStream => new PdfStream(new PdfDict(), FORGED);
const SCRIPT = PdfDict.of({ S: name('JavaScript'), JS: PdfString.text('this.print()') });

/** Replaces keys of one object in an appended revision. */
const patch =
  (num: number, entries: Parameters<typeof PdfDict.of>[0]): AttackFile['build'] =>
  async (bases) =>
    append(await bases.approved, (writer, document) => {
      writer.put(ref(num), dictAt(document, num).with(entries));
    });

const OBJECT = '5 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n';

/** Updates whose own structure is wrong (incremental saving attack, variants without xref). */
const STRUCTURE = ofKind('incremental saving: structure', [
  [
    'objects without cross-reference',
    'trailing-data',
    async (b) => Buffer.concat([await b.approved, Buffer.from(OBJECT)]),
  ],
  [
    'objects and end-of-file marker without cross-reference',
    'trailing-data',
    async (b) => {
      const pdf = await b.approved;
      const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))?.[1] ?? '0';
      return Buffer.concat([pdf, Buffer.from(`${OBJECT}startxref\n${start}\n%%EOF\n`)]);
    },
  ],
  [
    'the old table used again',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      const entry = '0000000015 00000 n ';
      return appendRaw(pdf, [], { before: OBJECT, entries: [[AT.content, entry]] });
    },
  ],
  [
    'an empty table over hidden objects',
    'update-malformed',
    async (b) => appendRaw(await b.approved, [], { before: OBJECT }),
  ],
  [
    'an object that no entry names',
    'update-malformed',
    async (b) => appendRaw(await b.approved, [[AT.content, '<< >>']], { unlisted: true }),
  ],
  [
    'garbage before the update',
    'update-malformed',
    async (b) => appendRaw(await b.approved, [[200, '<< >>']], { before: 'garbage\n' }),
  ],
  [
    'garbage behind the end',
    'trailing-data',
    async (b) => Buffer.concat([await b.approved, Buffer.from('%hidden\n')]),
  ],
  [
    'junk before the header',
    'header-displaced',
    async (b) => Buffer.concat([Buffer.from('MZ\n'), await b.approved]),
  ],
]);

const PAGES = ofKind('incremental saving: pages', [
  [
    'a page added',
    'page-tree-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const page = writer.add(dictAt(document, AT.page).with({ Contents: writer.add(forged()) }));
        const kids = [ref(AT.page), ref(AT.secondPage), page];
        writer.put(ref(AT.pages), dictAt(document, AT.pages).with({ Kids: kids, Count: 3 }));
      }),
  ],
  ['a page removed', 'page-tree-changed', patch(AT.pages, { Kids: [ref(AT.page)], Count: 1 })],
  [
    'pages in another order',
    'page-tree-changed',
    patch(AT.pages, { Kids: [ref(AT.secondPage), ref(AT.page)] }),
  ],
  [
    'an inherited size changed',
    'object-replaced',
    patch(AT.pages, { MediaBox: [0, 300, 595, 842] }),
  ],
  ['an inherited turn added', 'object-replaced', patch(AT.pages, { Rotate: 180 })],
  ['a crop box that hides lines', 'page-changed', patch(AT.page, { CropBox: [0, 0, 595, 600] })],
  ['a page with a script', 'page-changed', patch(AT.page, { AA: PdfDict.of({ O: SCRIPT }) })],
]);

const CONTENT = ofKind('incremental saving: content', [
  [
    'a content stream replaced',
    'object-replaced',
    async (b) =>
      append(await b.approved, (writer) => {
        writer.put(ref(AT.content), forged());
      }),
  ],
  [
    'another content stream',
    'page-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const page = dictAt(document, AT.page).with({ Contents: writer.add(forged()) });
        writer.put(ref(AT.page), page);
      }),
  ],
  [
    'one more part in the list of contents',
    'page-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const contents = [ref(AT.secondContent), writer.add(forged())];
        writer.put(
          ref(AT.secondPage),
          dictAt(document, AT.secondPage).with({ Contents: contents }),
        );
      }),
  ],
  [
    'other resources',
    'page-changed',
    patch(AT.page, { Resources: PdfDict.of({ Font: PdfDict.of({ F1: ref(AT.font) }) }) }),
  ],
  [
    'shared resources changed',
    'object-replaced',
    patch(AT.resources, { XObject: PdfDict.of({ Ghost: ref(AT.picture) }) }),
  ],
  ['a font replaced', 'object-replaced', patch(AT.font, { BaseFont: name('Symbol') })],
  [
    'codes of a font mean other letters',
    'object-replaced',
    patch(AT.font, { Encoding: PdfDict.of({ Differences: [49, name('nine')] }) }),
  ],
  [
    'a picture replaced',
    'object-replaced',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const old = document.resolve(ref(AT.picture));
        if (old instanceof PdfStream) {
          writer.put(ref(AT.picture), new PdfStream(old.dict, Buffer.from('\xff', 'latin1')));
        }
      }),
  ],
  [
    'a picture over the text removed',
    'object-replaced',
    async (b) =>
      appendRaw(await b.approved, [], { entries: [[AT.picture, '0000000000 00001 f ']] }),
  ],
]);

const CATALOG = ofKind('incremental saving: catalog', [
  ['a script at opening', 'catalog-changed', patch(AT.catalog, { OpenAction: SCRIPT })],
  [
    'scripts by name',
    'catalog-changed',
    patch(AT.catalog, { Names: PdfDict.of({ JavaScript: PdfDict.of({ Names: [SCRIPT] }) }) }),
  ],
  ['scripts by event', 'catalog-changed', patch(AT.catalog, { AA: PdfDict.of({ WP: SCRIPT }) })],
  [
    'layers that are off',
    'catalog-changed',
    patch(AT.catalog, { OCProperties: PdfDict.of({ OCGs: [], D: PdfDict.of({ OFF: [] }) }) }),
  ],
  ['page labels', 'catalog-changed', patch(AT.catalog, { PageLabels: PdfDict.of({ Nums: [] }) })],
  [
    'how readers show the file',
    'catalog-changed',
    patch(AT.catalog, { ViewerPreferences: PdfDict.of({ HideToolbar: true }) }),
  ],
  [
    'another page tree',
    'catalog-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const pages = writer.add(dictAt(document, AT.pages));
        writer.put(ref(AT.catalog), dictAt(document, AT.catalog).with({ Pages: pages }));
      }),
  ],
  [
    'another catalog without the form',
    'signature-removed',
    async (b) =>
      appendRaw(await b.approved, [], { trailer: '/Root 11 0 R /Info 13 0 R /Size 120' }),
  ],
  [
    'encryption added',
    'refused:pdf.broken',
    async (b) =>
      appendRaw(await b.approved, [], {
        trailer: '/Root 1 0 R /Info 13 0 R /Size 120 /Encrypt << /Filter /Standard /V 1 /R 2 >>',
      }),
  ],
]);

const METADATA = ofKind('incremental saving: metadata', [
  ['another title', 'metadata-changed', patch(AT.info, { Title: PdfString.text('Ke hoach 43') })],
  ['another author', 'metadata-changed', patch(AT.info, { Author: PdfString.text('Ai do') })],
  [
    'another title in the metadata stream',
    'metadata-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const old = document.resolve(ref(AT.metadata));
        if (!(old instanceof PdfStream)) return;
        const xml = old.raw.toString('latin1').replace('Ke hoach 42', 'Ke hoach 43');
        writer.put(ref(AT.metadata), new PdfStream(old.dict, Buffer.from(xml)));
      }),
  ],
]);

export const INCREMENTAL: readonly AttackFile[] = [
  ...STRUCTURE,
  ...PAGES,
  ...CONTENT,
  ...CATALOG,
  ...METADATA,
];
