import type { PdfDocument } from '../../../pdf/document.js';
import type { DocMdpLevel } from '../../../form/locks.js';
import { name, PdfDict, PdfRef, PdfString } from '../../../pdf/objects.js';
import { appended, type RevisionWriter } from '../../../pdf/revision-writer.js';
import {
  append,
  AT,
  dictAt,
  fieldNamed,
  ofKind,
  ref,
  type AttackFile,
  type Entries,
} from '../bases.js';
import { COVER, lettering, look, MARGIN, OVER_TEXT, SCRIPT } from '../looks.js';

/** Adds an annotation to the first page, as /P 3 would permit. */
const note =
  (level: DocMdpLevel | null, entries: (writer: RevisionWriter) => Entries): AttackFile['build'] =>
  async (bases) =>
    append(
      level === null ? await bases.approved : await bases.certified(level),
      (writer, document) => {
        const page = dictAt(document, AT.page);
        const added = writer.add(
          PdfDict.of({ Type: name('Annot'), P: ref(AT.page), ...entries(writer) }),
        );
        writer.put(ref(AT.page), page.with({ Annots: appended(page.get('Annots'), [added]) }));
      },
    );

const ANNOTATIONS = ofKind('certification: evil annotations', [
  [
    'a note where none is permitted',
    'docmdp-violated',
    note(2, () => ({ Subtype: name('Text'), Rect: MARGIN })),
  ],
  [
    'a note where nothing is permitted',
    'docmdp-violated',
    note(1, () => ({ Subtype: name('Text'), Rect: MARGIN })),
  ],
  [
    'free text over a line',
    'content-covered',
    note(3, (writer) => ({
      Subtype: name('FreeText'),
      Rect: OVER_TEXT,
      Contents: PdfString.text('Muc chi: 900 trieu dong'),
      AP: PdfDict.of({ N: writer.add(lettering('Muc chi: 900 trieu dong')) }),
    })),
  ],
  [
    'a stamp over a line',
    'content-covered',
    note(3, (w) => ({
      Subtype: name('Stamp'),
      Rect: OVER_TEXT,
      AP: PdfDict.of({ N: w.add(look(COVER)) }),
    })),
  ],
  [
    'a white square over a line',
    'content-covered',
    note(3, () => ({ Subtype: name('Square'), Rect: OVER_TEXT, IC: [1, 1, 1] })),
  ],
  [
    'a highlight that paints over',
    'content-covered',
    note(3, (w) => ({
      Subtype: name('Highlight'),
      Rect: OVER_TEXT,
      AP: PdfDict.of({ N: w.add(look(COVER)) }),
    })),
  ],
  [
    'a link that writes',
    'content-covered',
    note(3, (w) => ({
      Subtype: name('Link'),
      Rect: OVER_TEXT,
      AP: PdfDict.of({ N: w.add(lettering('900')) }),
    })),
  ],
  [
    'an order to redact',
    'active-content-added',
    note(3, () => ({ Subtype: name('Redact'), Rect: OVER_TEXT })),
  ],
  [
    'a link with a script',
    'active-content-added',
    note(3, () => ({ Subtype: name('Link'), Rect: MARGIN, A: SCRIPT })),
  ],
  ['a film', 'active-content-added', note(3, () => ({ Subtype: name('RichMedia'), Rect: MARGIN }))],
  [
    'a widget without a field',
    'field-added',
    note(3, () => ({ Subtype: name('Widget'), Rect: MARGIN, FT: name('Tx') })),
  ],
  [
    'a note that nobody permitted',
    'annotations-added',
    note(null, () => ({ Subtype: name('Text'), Rect: MARGIN })),
  ],
  [
    'an earlier note says something else',
    'modified-after-signing',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const old = dictAt(document, AT.note);
        writer.put(ref(AT.note), old.with({ Contents: PdfString.text('Khong dong y') }));
      }),
  ],
  [
    'an earlier note moved over a line',
    'content-covered',
    async (b) =>
      append(await b.certified(3), (writer, document) => {
        const old = dictAt(document, AT.note).with({ Subtype: name('Text'), Rect: OVER_TEXT });
        writer.put(ref(AT.note), old.with({ AP: PdfDict.of({ N: writer.add(look(COVER)) }) }));
      }),
  ],
]);

/** Adds a signature field to page and form. */
function addField(writer: RevisionWriter, document: PdfDocument, entries: Entries): PdfRef {
  const field = writer.add(
    PdfDict.of({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: PdfString.text('Them'),
      F: 132,
      Rect: OVER_TEXT,
      P: ref(AT.page),
      ...entries,
    }),
  );
  const page = dictAt(document, AT.page);
  writer.put(ref(AT.page), page.with({ Annots: appended(page.get('Annots'), [field]) }));
  const place = document.catalog.get('AcroForm');
  const form = document.dict(place);
  if (!(place instanceof PdfRef) || form === undefined) throw new Error('the form is there');
  writer.put(place, form.with({ Fields: appended(form.get('Fields'), [field]) }));
  return field;
}

const sneak =
  (level: 1 | 2 | null, entries: (writer: RevisionWriter) => Entries): AttackFile['build'] =>
  async (bases) =>
    append(
      level === null ? await bases.approved : await bases.certified(level),
      (writer, document) => {
        addField(writer, document, entries(writer));
      },
    );
const drawn = (writer: RevisionWriter): PdfDict => PdfDict.of({ N: writer.add(look(COVER)) });

const FIELDS = ofKind('certification: sneaky signatures', [
  ['a field added to a certified document', 'docmdp-violated', sneak(2, () => ({ Rect: MARGIN }))],
  [
    'an empty field that covers a line',
    'signature-field-redrawn',
    sneak(null, (w) => ({ AP: drawn(w) })),
  ],
  [
    'an empty field with a coloured ground',
    'signature-field-redrawn',
    sneak(null, () => ({ MK: PdfDict.of({ BG: [1] }) })),
  ],
  [
    'a signed field that covers a line',
    'signature-covers-content',
    sneak(null, (w) => ({ AP: drawn(w), V: w.add(PdfDict.of({ Type: name('Sig') })) })),
  ],
  [
    'a time-stamp that draws',
    'signature-covers-content',
    sneak(null, (w) => ({
      AP: drawn(w),
      V: w.add(PdfDict.of({ Type: name('DocTimeStamp'), SubFilter: name('ETSI.RFC3161') })),
    })),
  ],
  [
    'a signature that calls itself a time-stamp',
    'docmdp-violated',
    sneak(1, (w) => ({
      Rect: MARGIN,
      V: w.add(PdfDict.of({ Type: name('DocTimeStamp'), SubFilter: name('ETSI.CAdES.detached') })),
    })),
  ],
  ['a field with a script', 'field-added', sneak(null, () => ({ Rect: MARGIN, A: SCRIPT }))],
  ['a text field added', 'field-added', sneak(null, () => ({ Rect: MARGIN, FT: name('Tx') }))],
  [
    'a field of the same name',
    'field-added',
    sneak(null, () => ({ Rect: MARGIN, T: PdfString.text('NguoiKy') })),
  ],
  [
    'an empty field drawn without being signed',
    'signature-field-redrawn',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'CoQuan');
        writer.put(place, dict.with({ AP: drawn(writer) }));
      }),
  ],
  [
    'an empty field redrawn where it stands',
    'object-replaced',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const old = document.dict(fieldNamed(document, 'CoQuan').dict.get('AP'))?.get('N');
        if (old instanceof PdfRef) writer.put(old, look(COVER));
      }),
  ],
]);

const PERMISSIONS = ofKind('certification: permissions', [
  [
    'a field filled where nothing is permitted',
    'docmdp-violated',
    async (b) =>
      append(await b.certified(1), (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'So');
        writer.put(place, dict.with({ V: PdfString.text('42') }));
      }),
  ],
  [
    'the permissions taken out of the catalog',
    'catalog-changed',
    async (b) =>
      append(await b.certified(2), (writer, document) => {
        const entries = new Map(dictAt(document, AT.catalog).entries);
        entries.delete('Perms');
        writer.put(ref(AT.catalog), new PdfDict(entries));
      }),
  ],
  [
    'the permissions led to another signature',
    'docmdp-inconsistent',
    async (b) => {
      const sealed = await b.sealed;
      return append(sealed, (writer, document) => {
        const other = fieldNamed(document, 'CoQuan').dict.get('V');
        const catalog = dictAt(document, AT.catalog);
        writer.put(ref(AT.catalog), catalog.with({ Perms: PdfDict.of({ DocMDP: other }) }));
      });
    },
  ],
  [
    'permissions added after an approval',
    'catalog-changed',
    async (b) =>
      append(await b.approved, (writer, document) => {
        const signature = fieldNamed(document, 'NguoiKy').dict.get('V');
        const catalog = dictAt(document, AT.catalog);
        writer.put(ref(AT.catalog), catalog.with({ Perms: PdfDict.of({ DocMDP: signature }) }));
      }),
  ],
  [
    'signed where nothing is permitted',
    'docmdp-violated',
    async (b) => {
      const pdf = await b.certified(1);
      return append(pdf, (writer, document) => {
        const { ref: place, dict } = fieldNamed(document, 'KyNhay');
        writer.put(place, dict.with({ V: writer.add(PdfDict.of({ Type: name('Sig') })) }));
      });
    },
  ],
]);

export const ON_CERTIFICATIONS: readonly AttackFile[] = [...ANNOTATIONS, ...FIELDS, ...PERMISSIONS];
