import { signWith } from '../../fixtures/issue-plan.js';
import { stampPng } from '../../fixtures/sample-pdfs.js';
import { fillFields } from '../../form/fill-fields.js';
import type { PdfDocument } from '../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfStream, PdfString, type PdfObject } from '../../pdf/objects.js';
import { appended, type RevisionWriter } from '../../pdf/revision-writer.js';
import { append, AT, dictAt, ref, without, type AttackBases, type Entries } from './bases.js';
import { COVER, lettering, look, OVER_TEXT } from './looks.js';

const RICH_TEXT = 0x200_0000;
const SHARED = { Type: name('Annot'), Subtype: name('Widget'), P: ref(AT.page), F: 4 };
const DA = PdfString.text('/Helv 12 Tf 0 g');

/** A look without resources of its own: some readers let it draw with those of the form. */
function bare(content: string): PdfStream {
  const drawn = look(content);
  return new PdfStream(without(drawn.dict, 'Resources'), drawn.raw);
}

function box(writer: RevisionWriter, title: string, at: number, state: string): Entries {
  const states = PdfDict.of({
    Co: writer.add(look('0 0 m 9 9 l S')),
    Off: writer.add(look('')),
  });
  return {
    ...SHARED,
    ...{ FT: name('Btn'), T: PdfString.text(title), Rect: [30, at, 42, at + 12] },
    ...{ V: name(state), AS: name(state), MK: PdfDict.of({ CA: PdfString.text('4') }) },
    AP: PdfDict.of({ N: states }),
  };
}

function words(title: string, at: number, drawn?: PdfObject): Entries {
  return {
    ...SHARED,
    ...{ FT: name('Tx'), T: PdfString.text(title), Rect: [50, at, 150, at + 20] },
    ...{ V: PdfString.text('100'), DA },
    ...(drawn === undefined ? {} : { AP: PdfDict.of({ N: drawn }) }),
  };
}

/** A form as a forger would prepare it, before the leader signs. */
function fieldsOf(writer: RevisionWriter): Entries[] {
  return [
    box(writer, 'DongY', 600, 'Off'),
    box(writer, 'DaKy', 580, 'Co'),
    words('Trong', 560),
    { ...words('Giau', 540, writer.add(lettering('100'))), Ff: RICH_TEXT },
    words('Muon', 500, writer.add(bare('BT /Xau 12 Tf 2 8 Td (100) Tj ET'))),
    {
      ...SHARED,
      ...{ FT: name('Tx'), T: PdfString.text('Che'), Rect: OVER_TEXT, F: 32 },
      AP: PdfDict.of({ N: writer.add(look(COVER)) }),
    },
    { ...SHARED, FT: name('Sig'), T: PdfString.text('An'), Rect: OVER_TEXT, F: 2 },
    {
      ...SHARED,
      ...{ FT: name('Ch'), T: PdfString.text('DS'), Rect: [50, 440, 150, 500] },
      ...{ V: PdfString.text('A'), Opt: ['A', 'B'].map((option) => PdfString.text(option)) },
      AP: PdfDict.of({ N: writer.add(lettering('A')) }),
    },
    {
      ...SHARED,
      ...{ FT: name('Tx'), T: PdfString.text('TrenKy'), Rect: [380, 110, 480, 190], DA },
    },
  ];
}

const prepared = (bases: AttackBases): Buffer =>
  append(fillFields(bases.laidOut, { So: '42' }), (writer, document) => {
    const added = fieldsOf(writer).map((entries) => writer.add(PdfDict.of(entries)));
    const parent = writer.reserve();
    const AP = PdfDict.of({ N: writer.add(lettering('100')) });
    const kid = writer.add(
      PdfDict.of({ ...SHARED, Parent: parent, Rect: [50, 520, 150, 540], DA, AP }),
    );
    const V = PdfString.text('100');
    writer.put(parent, PdfDict.of({ FT: name('Tx'), T: PdfString.text('Cha'), V, Kids: [kid] }));
    const page = dictAt(document, AT.page);
    writer.put(ref(AT.page), page.with({ Annots: appended(page.get('Annots'), [...added, kid]) }));
    const home = document.catalog.get('AcroForm');
    const form = document.dict(home);
    if (home instanceof PdfRef && form !== undefined)
      writer.put(home, form.with({ Fields: appended(form.get('Fields'), [...added, parent]) }));
  });

/** The prepared form, certified by the leader at a level or locked by the seal, then changed. */
export const onPreparedForm =
  (level: 2 | 3 | 'locked', change: (writer: RevisionWriter, document: PdfDocument) => void) =>
  async (bases: AttackBases): Promise<Buffer> => {
    const base = await bases.once(`prepared-${level}`, () =>
      level === 'locked'
        ? signWith(bases.pki, prepared(bases), bases.pki.seal, { field: 'CoQuan', lock: 'all' })
        : signWith(bases.pki, prepared(bases), bases.pki.leader, {
            field: 'NguoiKy',
            certify: level,
            appearance: { image: stampPng('person', 20) },
          }),
    );
    return append(base, change);
  };
