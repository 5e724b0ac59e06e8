import { signWith } from '../../../fixtures/issue-plan.js';
import { name, PdfDict, PdfRef, PdfStream, PdfString } from '../../../pdf/objects.js';
import { appended, type RevisionWriter } from '../../../pdf/revision-writer.js';
import {
  append,
  appendRaw,
  AT,
  dictAt,
  fieldNamed,
  ofKind,
  ref,
  type AttackFile,
} from '../bases.js';
import { HELVETICA, lettering, look, SCRIPT } from '../looks.js';

/** Fills a text field by hand: its value, and an appearance that may say something else. */
const fill =
  (value: string, appearance: (writer: RevisionWriter) => PdfStream): AttackFile['build'] =>
  async (bases) =>
    append(await bases.certified(2), (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'So');
      const drawn = PdfDict.of({ N: writer.add(appearance(writer)) });
      writer.put(place, dict.with({ V: PdfString.text(value), AP: drawn }));
    });

const COMB = 0x100_0000;
const CELLS = 'BT /F1 12 Tf 2 8 Td (1) Tj 80 0 Td (0) Tj ET';

/** A field of four cells, filled with 10. */
const fillCells =
  (strokes: string): AttackFile['build'] =>
  async (bases) => {
    const laid = append(bases.laidOut, (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'So');
      writer.put(place, dict.with({ Ff: COMB, MaxLen: 4 }));
    });
    const pdf = await signWith(bases.pki, laid, bases.pki.leader, { field: 'NguoiKy', certify: 2 });
    return append(pdf, (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'So');
      const font = PdfDict.of({ Font: PdfDict.of({ F1: HELVETICA }) });
      const N = writer.add(look(`${CELLS} ${strokes}`, font));
      writer.put(place, dict.with({ V: PdfString.text('10'), AP: PdfDict.of({ N }) }));
    });
  };

const APPEARANCES = ofKind('field value and appearance differ', [
  ['another number is drawn', 'appearance-differs', fill('42', () => lettering('4200'))],
  ['the value is drawn twice', 'appearance-differs', fill('42', () => lettering('42 42'))],
  ['nothing is drawn', 'appearance-differs', fill('42', () => look(''))],
  [
    'the value is drawn without ink, another as outlines',
    'appearance-unreadable',
    fill('42', () => look('BT 3 Tr /F1 12 Tf (42) Tj ET 0 0 m 9 9 l 9 0 l f')),
  ],
  [
    'a picture is drawn',
    'appearance-unreadable',
    fill('42', () =>
      look(
        'q 20 0 0 20 0 0 cm /Im1 Do Q',
        PdfDict.of({ XObject: PdfDict.of({ Im1: ref(AT.picture) }) }),
      ),
    ),
  ],
  [
    'letters of an unknown code',
    'appearance-unreadable',
    fill('42', () => {
      const coded = PdfDict.of({ Subtype: name('Type0'), Encoding: name('Identity-H') });
      return look('BT /F9 12 Tf (42) Tj ET', PdfDict.of({ Font: PdfDict.of({ F9: coded }) }));
    }),
  ],
  [
    'digits of straight strokes between the cells of a comb',
    'appearance-unreadable',
    fillCells('164 8 m 172 8 l S 172 8 m 172 20 l S 164 20 m 172 20 l S'),
  ],
  [
    'a broad line over a cell of a comb',
    'appearance-unreadable',
    fillCells('1 G 60 w 80 0 m 80 30 l S'),
  ],
  [
    'a broad border over the letters',
    'appearance-unreadable',
    fill('42', () =>
      look(
        'BT /F1 12 Tf 2 8 Td (4) Tj 200 0 Td (2) Tj ET 1 G 100 w 0 0 m 0 30 l S',
        PdfDict.of({ Font: PdfDict.of({ F1: HELVETICA }) }),
      ),
    ),
  ],
  [
    'another look under the pointer',
    'appearance-differs',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        const drawn = document.dict(dict.get('AP')) ?? new PdfDict();
        writer.put(place, dict.with({ AP: drawn.with({ R: writer.add(lettering('900')) }) }));
      }),
  ],
  [
    'looks by state, as only buttons have them',
    'appearance-differs',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        const states = PdfDict.of({ On: writer.add(lettering('900')) });
        const drawn = PdfDict.of({ N: states });
        writer.put(place, dict.with({ V: PdfString.text('42'), AS: name('On'), AP: drawn }));
      }),
  ],
  [
    'the appearance alone',
    'appearance-differs',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        writer.put(place, dict.with({ AP: PdfDict.of({ N: writer.add(lettering('900')) }) }));
      }),
  ],
  [
    'the appearance replaced where it stands',
    'appearance-differs',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const drawn = document.dict(fieldNamed(document, 'So').dict.get('AP'))?.get('N');
        if (drawn instanceof PdfRef) writer.put(drawn, lettering('900'));
      }),
  ],
]);

const SHADOW = ofKind('shadow: hide and replace', [
  [
    'an old number led to content prepared before signing',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      const at = String(pdf.indexOf(`${AT.hiddenContent} 0 obj`)).padStart(10, '0');
      return appendRaw(pdf, [], { entries: [[AT.content, `${at} 00000 n `]] });
    },
  ],
  [
    'content prepared before signing shown on the page',
    'page-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const page = dictAt(document, AT.page);
        writer.put(ref(AT.page), page.with({ Contents: ref(AT.hiddenContent) }));
      }),
  ],
  [
    'an object supplied where a reference led nowhere',
    'missing-object-supplied',
    async (b) => {
      const text = 'BT /F1 14 Tf 90 650 Td (Dieu 3. Huy bo) Tj ET';
      const body = `<< /Subtype /Form /BBox [0 0 595 842] /Length ${text.length} >>\nstream\n${text}\nendstream`;
      return appendRaw(await b.approved, [[AT.missing, body]]);
    },
  ],
  [
    'a prepared object shown as a note',
    'hidden-object-shown',
    async (b) =>
      append(await b.certified(3), (writer, document) => {
        const page = dictAt(document, AT.page);
        const list = appended(page.get('Annots'), [ref(AT.hiddenCatalog)]);
        writer.put(ref(AT.page), page.with({ Annots: list }));
      }),
  ],
  [
    'the fonts of the form mean others',
    'form-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const place = document.catalog.get('AcroForm');
        const form = document.dict(place);
        const fonts = document.dict(document.dict(form?.get('DR'))?.get('Font'));
        const [key = ''] = fonts?.entries.keys() ?? [];
        const other = PdfDict.of({ Font: PdfDict.of({ [key]: ref(AT.font) }) });
        if (place instanceof PdfRef && form !== undefined)
          writer.put(place, form.with({ DR: other }));
      }),
  ],
  [
    'a form drawn from a description of its own',
    'form-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const place = document.catalog.get('AcroForm');
        const form = document.dict(place);
        if (place instanceof PdfRef && form !== undefined) {
          writer.put(place, form.with({ XFA: writer.add(look('<xdp/>')) }));
        }
      }),
  ],
  [
    'a font of the form replaced',
    'object-replaced',
    async (b) => {
      const pdf = await b.approved;
      return append(pdf, (writer, document) => {
        const form = document.dict(document.catalog.get('AcroForm'));
        const fonts = document.dict(document.dict(form?.get('DR'))?.get('Font'));
        const [font] = fonts?.entries.values() ?? [];
        if (font instanceof PdfRef) writer.put(font, HELVETICA);
      });
    },
  ],
]);

const EVIDENCE = ofKind('security store', [
  [
    'a script as evidence',
    'evidence-malformed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const store = writer.add(PdfDict.of({ Type: name('DSS'), JS: SCRIPT }));
        writer.put(ref(AT.catalog), dictAt(document, AT.catalog).with({ DSS: store }));
      }),
  ],
  [
    'pages as evidence',
    'evidence-malformed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const store = PdfDict.of({ Type: name('DSS'), Certs: [ref(AT.page)] });
        writer.put(ref(AT.catalog), dictAt(document, AT.catalog).with({ DSS: store }));
      }),
  ],
  [
    'evidence taken away',
    'evidence-removed',
    async (b) => {
      const stored = append(b.laidOut, (writer, document) => {
        const proof = writer.add(new PdfStream(new PdfDict(), Buffer.from('proof')));
        const store = PdfDict.of({ Type: name('DSS'), Certs: [proof] });
        writer.put(ref(AT.catalog), dictAt(document, AT.catalog).with({ DSS: store }));
      });
      const signed = await signWith(b.pki, stored, b.pki.leader, { field: 'NguoiKy' });
      return append(signed, (writer, document) => {
        const store = PdfDict.of({ Type: name('DSS'), Certs: [] });
        writer.put(ref(AT.catalog), dictAt(document, AT.catalog).with({ DSS: store }));
      });
    },
  ],
]);

export const ON_WHAT_IS_SHOWN: readonly AttackFile[] = [...APPEARANCES, ...SHADOW, ...EVIDENCE];
