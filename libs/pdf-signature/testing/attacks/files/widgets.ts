import type { PdfDocument } from '../../../pdf/document.js';
import { name, PdfDict, PdfRef, PdfString } from '../../../pdf/objects.js';
import type { RevisionWriter } from '../../../pdf/revision-writer.js';
import { fieldNamed, ofKind, without, type AttackFile, type Entries } from '../bases.js';
import { onPreparedForm } from '../forms.js';
import { COVER, HELVETICA, lettering, look } from '../looks.js';

const put =
  (
    field: string,
    entries: (writer: RevisionWriter, dict: PdfDict, document: PdfDocument) => Entries,
  ) =>
  (writer: RevisionWriter, document: PdfDocument): void => {
    const { ref: place, dict } = fieldNamed(document, field);
    writer.put(place, dict.with(entries(writer, dict, document)));
  };
const onForm =
  (entries: (writer: RevisionWriter, form: PdfDict, document: PdfDocument) => Entries) =>
  (writer: RevisionWriter, document: PdfDocument): void => {
    const home = document.catalog.get('AcroForm');
    const form = document.dict(home);
    if (home instanceof PdfRef && form !== undefined)
      writer.put(home, form.with(entries(writer, form, document)));
  };
const onKid =
  (entries: Entries) =>
  (writer: RevisionWriter, document: PdfDocument): void => {
    const [kid] = fieldNamed(document, 'Cha').widgets;
    if (kid?.ref !== undefined) writer.put(kid.ref, kid.dict.with(entries));
  };
const text = (value: string): PdfString => PdfString.text(value);
const codeFont = HELVETICA.with({
  Encoding: PdfDict.of({ Differences: [48, name('nine'), 49, name('nine')] }),
});

const FONTS = PdfDict.of({ Font: PdfDict.of({ F1: HELVETICA }) });
const DIFFERS = 'appearance-differs';
const BOXES = ofKind('a box that says one thing and shows another', [
  [
    'ticked in its value alone',
    DIFFERS,
    onPreparedForm(
      2,
      put('DongY', () => ({ V: name('Co') })),
    ),
  ],
  [
    'ticked for the eye alone',
    DIFFERS,
    onPreparedForm(
      2,
      put('DongY', () => ({ AS: name('Co') })),
    ),
  ],
  [
    'ticked without a value',
    DIFFERS,
    onPreparedForm(2, (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'DongY');
      writer.put(place, without(dict, 'V').with({ AS: name('Co') }));
    }),
  ],
  [
    'ticked beside a value in words',
    DIFFERS,
    onPreparedForm(
      2,
      put('DongY', () => ({ V: text('Off'), AS: name('Co') })),
    ),
  ],
  [
    'a tick hidden',
    DIFFERS,
    onPreparedForm(
      2,
      put('DaKy', () => ({ AS: name('Off') })),
    ),
  ],
  [
    'a tick hidden by naming no state',
    DIFFERS,
    onPreparedForm(2, (writer, document) => {
      const { ref: place, dict } = fieldNamed(document, 'DaKy');
      writer.put(place, without(dict, 'AS'));
    }),
  ],
  [
    'a tick hidden by a state that is none',
    DIFFERS,
    onPreparedForm(
      2,
      put('DaKy', () => ({ AS: name('Khac') })),
    ),
  ],
  [
    'a tick hidden by a value that is a state of no box',
    DIFFERS,
    onPreparedForm(
      2,
      put('DaKy', () => ({ V: name('Khac'), AS: name('Off') })),
    ),
  ],
  [
    'another mark',
    'field-changed',
    onPreparedForm(
      2,
      put('DaKy', () => ({ MK: PdfDict.of({ CA: text('900') }) })),
    ),
  ],
  [
    'a caption for pressing',
    'field-changed',
    onPreparedForm(
      2,
      put('DaKy', () => ({ MK: PdfDict.of({ CA: text('4'), AC: text('900') }) })),
    ),
  ],
  [
    'an icon',
    'field-changed',
    onPreparedForm(
      2,
      put('DaKy', (w) => ({ MK: PdfDict.of({ CA: text('4'), I: w.add(look(COVER)) }) })),
    ),
  ],
  [
    'a locked box with a mark less',
    'locked-field-changed',
    onPreparedForm(
      'locked',
      put('DaKy', () => ({ MK: new PdfDict() })),
    ),
  ],
  [
    'a locked box with a thin frame',
    'locked-field-changed',
    onPreparedForm(
      'locked',
      put('DaKy', () => ({ BS: PdfDict.of({ W: 1 }) })),
    ),
  ],
  [
    'a locked box with an empty tip',
    'locked-field-changed',
    onPreparedForm(
      'locked',
      put('DaKy', () => ({ TU: text('') })),
    ),
  ],
]);

const TEXTS = ofKind('a widget that says otherwise than its field', [
  ['a value of the widget alone', DIFFERS, onPreparedForm(2, onKid({ V: text('900') }))],
  [
    'rich text',
    DIFFERS,
    onPreparedForm(
      2,
      put('Giau', () => ({ RV: text('<body><p>900</p></body>') })),
    ),
  ],
  [
    'value in white, where readers draw',
    'appearance-unreadable',
    onPreparedForm(
      2,
      put('Trong', () => ({ DA: text('/Helv 12 Tf 1 g') })),
    ),
  ],
  [
    'another value in white, where readers draw',
    'appearance-unreadable',
    onPreparedForm(
      2,
      put('Trong', () => ({ V: text('900'), DA: text('/Helv 12 Tf 1 g') })),
    ),
  ],
  [
    'a hidden widget printed',
    'field-changed',
    onPreparedForm(
      2,
      put('Che', () => ({ F: 36 })),
    ),
  ],
  ['a password of the widget alone', 'field-changed', onPreparedForm(2, onKid({ Ff: 0x2000 }))],
  [
    'a list scrolled past',
    DIFFERS,
    onPreparedForm(
      2,
      put('DS', (w) => ({ TI: 1, AP: PdfDict.of({ N: w.add(lettering('B', [0, 0, 100, 60])) }) })),
    ),
  ],
  [
    'a place to sign that nobody saw',
    'content-covered',
    onPreparedForm(
      2,
      put('An', (w) => ({
        F: 132,
        V: w.add(PdfDict.of({ Type: name('Sig') })),
        AP: PdfDict.of({ N: w.add(look(COVER)) }),
      })),
    ),
  ],
  [
    'a ground over the signature',
    'content-covered',
    onPreparedForm(
      2,
      put('TrenKy', (w) => ({
        V: text('9'),
        AP: PdfDict.of({
          N: w.add(look(`1 g 0 0 320 30 re f 0 g BT /F1 12 Tf 2 8 Td (9) Tj ET`, FONTS)),
        }),
      })),
    ),
  ],
  [
    'a font that a look had lacked, locked',
    'form-changed',
    onPreparedForm(
      'locked',
      onForm((w, form, document) => {
        const DR = document.dict(form.get('DR')) ?? new PdfDict();
        const Font = document.dict(DR.get('Font')) ?? new PdfDict();
        return { DR: DR.with({ Font: Font.with({ Xau: w.add(codeFont) }) }) };
      }),
    ),
  ],
  [
    'a ground under its letters',
    'field-changed',
    onPreparedForm(
      2,
      put('Trong', () => ({ MK: PdfDict.of({ BG: [0] }) })),
    ),
  ],
  [
    'a border as thick as the field',
    'field-changed',
    onPreparedForm(
      2,
      put('Trong', () => ({ Border: [0, 0, 40] })),
    ),
  ],
  [
    'a frame as thick as the field',
    'field-changed',
    onPreparedForm(
      2,
      put('Trong', () => ({ BS: PdfDict.of({ W: 40 }) })),
    ),
  ],
  [
    'a frame of dashes',
    'field-changed',
    onPreparedForm(
      2,
      put('Trong', () => ({ BS: PdfDict.of({ W: 1, S: name('D') }) })),
    ),
  ],
  [
    'another look when pressed',
    'field-changed',
    onPreparedForm(
      2,
      put('Trong', () => ({ H: name('P') })),
    ),
  ],
  [
    'room for fewer letters',
    'field-changed',
    onPreparedForm(
      2,
      put('Trong', () => ({ MaxLen: 1 })),
    ),
  ],
  [
    'other options',
    'field-changed',
    onPreparedForm(
      2,
      put('DS', () => ({ Opt: [[text('A'), text('900')]] })),
    ),
  ],
]);

/** What filling is permitted to change, and what it may not show. */
export const ON_WIDGETS: readonly AttackFile[] = [...BOXES, ...TEXTS];
