import { describe, expect, it } from '@jest/globals';
import { readFields } from '../form/form.js';
import { openPdf, type PdfDocument } from '../pdf/document.js';
import { name, PdfDict, PdfRef, PdfString, type PdfObject } from '../pdf/objects.js';
import { RevisionWriter } from '../pdf/revision-writer.js';
import { alarmsOf } from '../testing/honest/alarms.js';
import { HonestAuthorities } from '../testing/honest/authorities.js';
import { drawingShared, intentMoved } from '../testing/honest/itext.js';
import { append, signedForm } from '../testing/honest/kinds.js';
import { chooseFromCombo, storedByPdfium } from '../testing/honest/pdfium.js';

type Entries = Readonly<Record<string, PdfObject | undefined>>;

const authorities = new HonestAuthorities();

/** Writes about the box of the form, a field with a widget of its own; null takes an entry away. */
function write(
  writer: RevisionWriter,
  document: PdfDocument,
  onField: Entries,
  onWidget: Entries,
): void {
  const field = readFields(document).find((one) => one.name === 'DongY');
  const [widget] = field?.widgets ?? [];
  if (field?.ref === undefined || widget?.ref === undefined) throw new Error('the box is there');
  writer.put(field.ref, changed(field.dict, onField));
  writer.put(widget.ref, changed(widget.dict, onWidget));
}

function changed(dict: PdfDict, entries: Entries): PdfDict {
  const all = [...dict.with(entries).entries];
  return new PdfDict(new Map(all.filter(([, value]) => value !== null)));
}

async function ticked(
  before: Entries,
  after: Entries,
  onField: Entries = {},
  nowOnField: Entries = {},
): Promise<string[]> {
  const signed = await signedForm(authorities, 2, {
    change: (writer, document) => {
      write(writer, document, onField, before);
    },
  });
  const document = openPdf(signed);
  const writer = new RevisionWriter(document);
  write(writer, document, { V: name('Yes'), ...nowOnField }, { AS: name('Yes'), ...after });
  const filled = Buffer.concat([signed, writer.finish().bytes]);
  return alarmsOf(filled, authorities.root.certificate);
}

const MK = (entries: Entries): Entries => ({ MK: PdfDict.of(entries) });
const BS = (entries: Entries): Entries => ({ BS: PdfDict.of(entries) });

describe('a reader that fills a field and says the rest of its widget again', () => {
  it.each<readonly [string, Entries, Entries, Entries?]>([
    [
      'Firefox, colours in bytes',
      MK({ BC: [0.1], BG: [0.8, 0.843, 1] }),
      MK({ BC: [26 / 255, 26 / 255, 26 / 255], BG: [204 / 255, 215 / 255, 1] }),
    ],
    ['Firefox, CMYK as RGB', MK({ BG: [0, 0, 0, 1] }), MK({ BG: [35 / 255, 31 / 255, 32 / 255] })],
    [
      'Firefox, without what stands for itself',
      MK({ BG: [1, 1, 1], BC: [], R: 0, CA: PdfString.text('4') }),
      MK({ BG: [1, 1, 1] }),
    ],
    [
      'PyMuPDF, a style and an empty title',
      BS({ W: 0 }),
      { ...BS({ W: 1, S: name('S') }), TU: PdfString.text(''), Ff: 0 },
    ],
    ['MuPDF, corners in order', { Rect: [110, 590, 90, 570] }, { Rect: [90, 570, 110, 590] }],
    ['PyMuPDF, flags of the field', BS({ W: 1 }), { Ff: 1 << 26 }, { Ff: 1 << 26 }],
  ])('%s: no alarm', async (_, ...[before, after, onField = {}]) => {
    expect(await ticked({ TU: null, ...before }, after, onField)).toEqual([]);
  });

  it('@peculiar/pdf-doc, its name in the other encoding: no alarm', async () => {
    expect(await ticked({}, {}, {}, { T: new PdfString(Buffer.from('DongY')) })).toEqual([]);
  });

  it('another name: modified', async () => {
    const alarms = await ticked({}, {}, {}, { T: new PdfString(Buffer.from('KhongDongY')) });
    expect(alarms).not.toEqual([]);
  });

  it.each<readonly [string, Entries, Entries]>([
    ['another colour', MK({ BG: [1, 1, 1] }), MK({ BG: [0, 0, 0] })],
    ['a colour where none was', MK({ BC: [0] }), MK({ BC: [0], BG: [0] })],
    ['corners out of order', { Rect: [90, 570, 110, 590] }, { Rect: [110, 590, 90, 570] }],
    ['another place', { Rect: [110, 590, 90, 570] }, { Rect: [90, 570, 110, 591] }],
    ['a turn', MK({ BG: [1] }), MK({ BG: [1], R: 90 })],
    ['another caption', MK({ CA: PdfString.text('4') }), MK({ CA: PdfString.text('8') })],
    ['a picture', MK({ BG: [1] }), MK({ BG: [1], I: name('I') })],
    ['a wide frame', BS({ W: 1 }), BS({ W: 9 })],
    ['another title', {}, { TU: PdfString.text('Tu choi') }],
    ['the flags of a button', {}, { Ff: 1 << 16 }],
  ])('%s: modified', async (_, before, after) => {
    expect(await ticked(before, after)).toContain('field-changed');
  });
});

describe('a drawing that comes among the resources of page and form', () => {
  it.each(['/FRM Do', '/F#52M Do'])(
    'and that the page had named as %s: modified',
    async (content) => {
      const pdf = await drawingShared(content)(authorities);
      expect(alarmsOf(pdf, authorities.root.certificate)).toContain('object-replaced');
    },
  );
});

describe('an information dictionary that is stated anew', () => {
  const stated = async (change: (dict: PdfDict) => PdfDict): Promise<string[]> => {
    const signed = await signedForm(authorities, 2);
    const document = openPdf(signed);
    const writer = new RevisionWriter(document);
    const place = document.trailer.get('Info');
    if (!(place instanceof PdfRef)) throw new Error('the form has its information');
    writer.put(place, change(document.dict(place) ?? new PdfDict()));
    const pdf = Buffer.concat([signed, writer.finish().bytes]);
    return alarmsOf(pdf, authorities.root.certificate);
  };

  it('muhammara, its date alone: no alarm', async () => {
    const date = PdfString.text('D:20261122220628Z');
    expect(await stated(() => PdfDict.of({ ModDate: date }))).toEqual([]);
  });

  it('by another creator: modified', async () => {
    const creator = PdfString.text('Cong thong tin');
    expect(await stated((dict) => dict.with({ Creator: creator }))).toContain('metadata-changed');
  });
});

describe('the button of a list beside a value', () => {
  it.each([
    ['without its arrow', ''],
    ['with a digit for an arrow', 'q 0 g 191 5 3 11 re f Q'],
    ['with two arrows', 'q 0 g 188 12 m 191 12 l 190 9 l f 192 12 m 195 12 l 194 9 l f Q'],
    [
      'and a second arrow',
      'q 0 g 189 9 m 192 9 l 190 6 l f Q q 0 g 189 16 m 192 16 l 190 13 l f Q',
    ],
    ['with letters on it', 'q 0 g 189 12 m 195 12 l 192 9 l f Q BT /Helv 9 Tf 188 5 Td (1) Tj ET'],
  ])('%s: unreadable', async (_, end) => {
    const pdf = append(await signedForm(authorities, 2), chooseFromCombo(end));
    const alarms = alarmsOf(pdf, authorities.root.certificate);
    expect(alarms.some((alarm) => /appearance-(unreadable|differs)/.test(alarm))).toBe(true);
  });
});

describe('a plain stream that is packed', () => {
  it('and says something else: modified', async () => {
    const pdf = await storedByPdfium(authorities, (data) =>
      Buffer.concat([data, Buffer.from(' ')]),
    );
    expect(alarmsOf(pdf, authorities.root.certificate)).toContain('object-replaced');
  });
});

describe('a dictionary of a list in the catalog that becomes an object', () => {
  it('and says something else: modified', async () => {
    const pdf = await intentMoved('CMYK')(authorities);
    expect(alarmsOf(pdf, authorities.root.certificate)).toContain('catalog-changed');
  });
});
