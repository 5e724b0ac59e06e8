import { signWith } from '../../../fixtures/issue-plan.js';
import { stampPng } from '../../../fixtures/sample-pdfs.js';
import { fillFields } from '../../../form/fill-fields.js';
import {
  name,
  PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../../../pdf/objects.js';
import { appended, type RevisionWriter } from '../../../pdf/revision-writer.js';
import {
  append,
  AT,
  dictAt,
  fieldNamed,
  ofKind,
  ref,
  type AttackBases,
  type AttackFile,
  type Entries,
} from '../bases.js';
import { COVER, lettering, look, MARGIN, OVER_TEXT } from '../looks.js';

/** Around `100` of the first line, and around the field for the number. */
const OVER_NUMBER = [140, 692, 176, 716] as const;
const OVER_FIELD = [108, 778, 202, 802] as const;
const PRINTED_ONLY = 4 | 32;

/** Numbered by the clerk before the leader signed, notes permitted. */
const numbered = (bases: AttackBases): Promise<Buffer> =>
  bases.once('numbered-3', () =>
    signWith(bases.pki, fillFields(bases.laidOut, { So: '42' }), bases.pki.leader, {
      field: 'NguoiKy',
      certify: 3,
      appearance: { image: stampPng('person', 20) },
    }),
  );

const noted = (pdf: Buffer, entries: (writer: RevisionWriter) => Entries): Buffer =>
  append(pdf, (writer, document) => {
    const page = dictAt(document, AT.page);
    const own = PdfDict.of({ Type: name('Annot'), F: 4, P: ref(AT.page), ...entries(writer) });
    writer.put(
      ref(AT.page),
      page.with({ Annots: appended(page.get('Annots'), [writer.add(own)]) }),
    );
  });

const note =
  (entries: (writer: RevisionWriter) => Entries): AttackFile['build'] =>
  async (bases) =>
    noted(await numbered(bases), entries);

const drawn = (writer: RevisionWriter, content: string, resources?: PdfDict): PdfDict =>
  PdfDict.of({ N: writer.add(look(content, resources)) });
const states = (entries: Entries): PdfDict =>
  PdfDict.of({ ExtGState: PdfDict.of({ G: PdfDict.of(entries) }) });
const mark = (content: string, resources?: PdfDict): AttackFile['build'] =>
  note((writer) => ({
    Subtype: name('Highlight'),
    Rect: OVER_TEXT,
    QuadPoints: [80, 720, 400, 720, 80, 690, 400, 690],
    AP: drawn(writer, content, resources),
  }));

const COVERED = 'content-covered';
const NUMBERS = ofKind('overlay: a number changed', [
  [
    'free text over three digits',
    COVERED,
    note((w) => ({ Subtype: name('FreeText'), Rect: OVER_NUMBER, AP: drawn(w, COVER) })),
  ],
  [
    'free text over a field that was filled',
    COVERED,
    note((w) => ({
      Subtype: name('FreeText'),
      Rect: OVER_FIELD,
      AP: PdfDict.of({ N: w.add(lettering('4200')) }),
    })),
  ],
  [
    'a stamp over the visible signature',
    COVERED,
    note((w) => ({ Subtype: name('Stamp'), Rect: [380, 110, 480, 190], AP: drawn(w, COVER) })),
  ],
  [
    'a stamp that is printed and not shown',
    COVERED,
    note((w) => ({
      Subtype: name('Stamp'),
      Rect: OVER_TEXT,
      F: PRINTED_ONLY,
      AP: drawn(w, COVER),
    })),
  ],
  [
    'a stamp that comes up under the pointer',
    COVERED,
    note((w) => ({ Subtype: name('Stamp'), Rect: OVER_TEXT, F: 32 | 256, AP: drawn(w, COVER) })),
  ],
  [
    'a stamp on a layer',
    COVERED,
    note((w) => ({
      Subtype: name('Stamp'),
      Rect: OVER_TEXT,
      OC: PdfDict.of({ Type: name('OCMD') }),
      AP: drawn(w, COVER),
    })),
  ],
  [
    'a stamp put in hiding, then shown',
    COVERED,
    async (b) => {
      const hidden = noted(await numbered(b), (w) => ({
        Subtype: name('Stamp'),
        Rect: OVER_TEXT,
        F: 2,
        AP: drawn(w, COVER),
      }));
      return append(hidden, (writer, document) => {
        const own = document.array(dictAt(document, AT.page).get('Annots'))?.at(-1);
        const dict = document.dict(own);
        if (own instanceof PdfRef && dict !== undefined) writer.put(own, dict.with({ F: 4 }));
      });
    },
  ],
  [
    'a line as thick as a line of text',
    COVERED,
    note(() => ({
      Subtype: name('Line'),
      Rect: OVER_TEXT,
      L: [80, 705, 400, 705],
      BS: PdfDict.of({ W: 20 }),
      C: [1, 1, 1],
    })),
  ],
  [
    'a pen that makes another number of one digit',
    COVERED,
    note(() => ({
      Subtype: name('Ink'),
      Rect: [140, 692, 156, 716],
      InkList: [[142, 700, 150, 700]],
    })),
  ],
]);

const MARKS = ofKind('overlay: marks that hide', [
  ['a stroke as thick as the line', COVERED, mark('1 G 30 w 0 15 m 320 15 l S')],
  [
    'a ground beside an unused transparency',
    COVERED,
    mark(COVER, states({ BM: name('Multiply') })),
  ],
  ['a ground after transparency', COVERED, mark(`q /G gs Q ${COVER}`, states({ ca: 0.3 }))],
  [
    'black that multiplies',
    COVERED,
    mark('/G gs 0 g 0 0 320 30 re f', states({ BM: name('Multiply') })),
  ],
  [
    'thin grounds one over the other',
    COVERED,
    mark(`/G gs 1 g ${'0 0 320 30 re f '.repeat(9)}`, states({ ca: 0.5 })),
  ],
  ['a shading', COVERED, mark('/S sh')],
  ['a picture in the stream', COVERED, mark('BI /W 1 /H 1 /BPC 8 /CS /G ID A EI')],
  [
    'a link with a border that fills it',
    COVERED,
    note(() => ({ Subtype: name('Link'), Rect: OVER_TEXT, Border: [0, 0, 60], C: [1, 1, 1] })),
  ],
  [
    'a line through the text that hides it',
    COVERED,
    note(() => ({
      Subtype: name('StrikeOut'),
      Rect: OVER_TEXT,
      QuadPoints: [80, 720, 400, 720, 80, 690, 400, 690],
      BS: PdfDict.of({ W: 30 }),
      C: [1, 1, 1],
    })),
  ],
]);

/** Signs in a field of its own, as an honest program would, over what is there. */
const signedOver =
  (rect: readonly [number, number, number, number], extra: Entries = {}): AttackFile['build'] =>
  async (bases) => {
    const base = await bases.once('numbered', () =>
      signWith(bases.pki, fillFields(bases.laidOut, { So: '42' }), bases.pki.leader, {
        field: 'NguoiKy',
        appearance: { image: stampPng('person', 20) },
      }),
    );
    return append(base, (writer, document) => {
      const own = writer.add(
        PdfDict.of({
          ...{ Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), F: 132 },
          ...{ T: PdfString.text('Them'), Rect: rect, P: ref(AT.page), AP: drawn(writer, COVER) },
          V: writer.add(PdfDict.of({ Type: name('Sig') })),
          ...extra,
        }),
      );
      const page = dictAt(document, AT.page);
      writer.put(ref(AT.page), page.with({ Annots: appended(page.get('Annots'), [own]) }));
      const place = document.catalog.get('AcroForm');
      const form = document.dict(place);
      if (place instanceof PdfRef && form !== undefined)
        writer.put(place, form.with({ Fields: appended(form.get('Fields'), [own]) }));
    });
  };

const SIGNATURES = ofKind('overlay: a second signature', [
  ['over three digits', 'signature-covers-content', signedOver(OVER_NUMBER)],
  ['over a field that was filled', 'signature-covers-content', signedOver(OVER_FIELD)],
  ['over the first one', 'signature-covers-content', signedOver([375, 105, 485, 195])],
  [
    'over a line, printed and not shown',
    'signature-covers-content',
    signedOver(OVER_TEXT, { F: PRINTED_ONLY }),
  ],
]);

const onField =
  (
    base: (bases: AttackBases) => Promise<Buffer>,
    field: string,
    change: (dict: PdfDict, writer: RevisionWriter) => PdfDict,
  ): AttackFile['build'] =>
  async (bases) =>
    append(await base(bases), (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, field);
      writer.put(place, change(dict, writer));
    });
const changed = (field: string, entries: Entries): AttackFile['build'] =>
  onField(numbered, field, (dict) => dict.with(entries));

const WIDGETS = ofKind('overlay: widgets that are there', [
  ['a field hidden', 'field-changed', changed('So', { F: 4 | 2 })],
  ['a field not shown on screen', 'field-changed', changed('So', { F: 4 | 32 })],
  ['a field not printed', 'field-changed', changed('So', { F: 0 })],
  ['a field put on a layer', 'field-changed', changed('So', { OC: new PdfDict() })],
  ['a field moved', 'field-changed', changed('So', { Rect: OVER_TEXT })],
  ['a field with a ground', 'field-changed', changed('So', { MK: PdfDict.of({ BG: [1] }) })],
  ['a field with a script', 'field-changed', changed('So', { AA: new PdfDict() })],
  ['a field with another widget', 'field-changed', changed('So', { Kids: [] })],
  [
    'an empty field moved',
    'field-changed',
    onField(numbered, 'KyNhay', (dict) =>
      dict.with({ V: PdfDict.of({ Type: name('Sig') }), Rect: MARGIN }),
    ),
  ],
  [
    'the look of an earlier signature replaced where it stands',
    'object-replaced',
    async (b) =>
      append(await numbered(b), (writer, document) => {
        const { dict } = fieldNamed(document, 'NguoiKy');
        const own = document.dict(dict.get('AP'))?.get('N');
        if (own instanceof PdfRef) writer.put(own, look(COVER));
      }),
  ],
  [
    'a picture within an earlier signature replaced',
    'object-replaced',
    async (b) =>
      append(await numbered(b), (writer, document) => {
        const own = document.resolve(
          document.dict(fieldNamed(document, 'NguoiKy').dict.get('AP'))?.get('N'),
        );
        const picture = own instanceof PdfStream ? firstPicture(own, document) : undefined;
        if (picture === undefined) throw new Error('a picture is shown');
        writer.put(picture, look(COVER));
      }),
  ],
  [
    'the values of two signatures exchanged',
    'signature-object-invalid',
    async (b) =>
      append(await b.sealed, (writer, document) => {
        const [one, other] = [fieldNamed(document, 'NguoiKy'), fieldNamed(document, 'CoQuan')];
        writer.put(one.ref, one.dict.with({ V: other.dict.get('V') }));
        writer.put(other.ref, other.dict.with({ V: one.dict.get('V') }));
      }),
  ],
]);

function firstPicture(
  own: PdfStream,
  document: { dict: (value: PdfObject | undefined) => PdfDict | undefined },
): PdfRef | undefined {
  const pictures = document.dict(document.dict(own.dict.get('Resources'))?.get('XObject'));
  return [...(pictures?.entries.values() ?? [])].find((value) => value instanceof PdfRef);
}

/** What an office would be hurt by most: a number, a signature or a line that looks otherwise. */
export const OVERLAYS: readonly AttackFile[] = [
  ...[...NUMBERS, ...MARKS, ...SIGNATURES, ...WIDGETS],
];
