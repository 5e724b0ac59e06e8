import { signWith } from '../../../fixtures/issue-plan.js';
import { fillFields } from '../../../form/fill-fields.js';
import { name, PdfDict, PdfRef, type PdfStream, PdfString } from '../../../pdf/objects.js';
import {
  append,
  fieldNamed,
  ofKind,
  type AttackBases,
  type AttackFile,
  type Entries,
} from '../bases.js';
import { HELVETICA, lettering, look } from '../looks.js';

/** A field that leans on the form for its look, filled, and all of it locked by the seal. */
const leaning = (bases: AttackBases): Promise<Buffer> =>
  bases.once('leaning', async () => {
    const laid = append(fillFields(bases.laidOut, { So: '42' }), (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'So');
      const entries = [...dict.entries].filter(([key]) => key !== 'DA');
      writer.put(place, new PdfDict(new Map(entries)));
      const home = document.catalog.get('AcroForm');
      const form = document.dict(home);
      if (home instanceof PdfRef && form !== undefined)
        writer.put(home, form.with({ DA: PdfString.text('/Helv 12 Tf 0 g') }));
    });
    return signWith(bases.pki, laid, bases.pki.seal, { field: 'CoQuan', lock: 'all' });
  });

const onForm =
  (entries: Entries): AttackFile['build'] =>
  async (bases) =>
    append(await leaning(bases), (writer, document) => {
      const home = document.catalog.get('AcroForm');
      const form = document.dict(home);
      if (home instanceof PdfRef && form !== undefined) writer.put(home, form.with(entries));
    });

/** What readers would draw themselves is not what was shown when the leader signed. */
const orderedAnew =
  (entries: Entries, content: PdfStream): AttackFile['build'] =>
  async (bases) => {
    const laid = append(bases.laidOut, (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'So');
      writer.put(place, dict.with({ ...entries, AP: PdfDict.of({ N: writer.add(content) }) }));
    });
    const pdf = await signWith(bases.pki, laid, bases.pki.leader, { field: 'NguoiKy', certify: 2 });
    return append(pdf, (writer, document) => {
      const home = document.catalog.get('AcroForm');
      const form = document.dict(home);
      if (home instanceof PdfRef && form !== undefined)
        writer.put(home, form.with({ NeedAppearances: true }));
    });
  };

/** Readers that draw fields themselves are told to draw something else. */
export const REDRAWN: readonly AttackFile[] = ofKind('fields drawn anew', [
  [
    'locked fields in white',
    'locked-field-changed',
    onForm({ DA: PdfString.text('/Helv 12 Tf 1 g'), NeedAppearances: true }),
  ],
  [
    'locked fields in letters of no size',
    'locked-field-changed',
    onForm({ DA: PdfString.text('/Helv 0.01 Tf 0 g'), NeedAppearances: true }),
  ],
  [
    'a field in white',
    'appearance-unreadable',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        const DA = PdfString.text('/F1 12 Tf 1 g');
        const AP = PdfDict.of({ N: writer.add(lettering('42')) });
        writer.put(place, dict.with({ V: PdfString.text('42'), DA, AP }));
        const home = document.catalog.get('AcroForm');
        const form = document.dict(home);
        if (home instanceof PdfRef && form !== undefined)
          writer.put(home, form.with({ NeedAppearances: true }));
      }),
  ],
  [
    'a field in a font whose digits are others',
    'appearance-differs',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        const AP = PdfDict.of({ N: writer.add(lettering('42')) });
        const DA = PdfString.text('/Xau 12 Tf 0 g');
        writer.put(place, dict.with({ V: PdfString.text('42'), DA, AP }));
        const home = document.catalog.get('AcroForm');
        const form = document.dict(home);
        const resources = document.dict(form?.get('DR')) ?? new PdfDict();
        const fonts = document.dict(resources.get('Font')) ?? new PdfDict();
        const other = HELVETICA.with({
          Encoding: PdfDict.of({ Differences: [50, name('nine'), 52, name('nine')] }),
        });
        const DR = resources.with({ Font: fonts.with({ Xau: writer.add(other) }) });
        if (home instanceof PdfRef && form !== undefined)
          writer.put(home, form.with({ NeedAppearances: true, DR }));
      }),
  ],
  [
    'a value behind outlines',
    'appearance-unreadable',
    orderedAnew({ V: PdfString.text('900') }, look('0 0 m 9 9 l 9 0 l f')),
  ],
  [
    'a caption that nobody saw',
    'appearance-differs',
    orderedAnew(
      { FT: name('Btn'), Ff: 0x1_0000, MK: PdfDict.of({ CA: PdfString.text('900 trieu') }) },
      lettering('100 trieu'),
    ),
  ],
]);
