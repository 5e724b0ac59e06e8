import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { openPdf } from '../pdf/document.js';
import { OfficeFont } from '../pdf/font.js';
import { classicPdf } from '../testing/attacks/bases.js';
import { fillFields, inspectPdf, layoutFields, type FieldLayout } from '../index.js';
import { readFields } from './form.js';

const LETTERS = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ';

function textField(name: string, text: NonNullable<FieldLayout['text']>, y = 500): FieldLayout {
  return { kind: 'text', name, page: 0, rect: [60, y, 540, y + 20], text };
}

let source: Uint8Array;
beforeAll(async () => {
  source = await samplePdf({ objectStreams: false });
});

describe('laying out fields', () => {
  it('keeps every byte of the document and adds fields to its page', () => {
    const laidOut = layoutFields(source, [
      textField('SoVanBan', { fontSize: 13 }),
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [300, 100, 400, 150] },
    ]);
    expect(Buffer.from(laidOut.subarray(0, source.length)).equals(source)).toBe(true);
    expect(inspectPdf(laidOut)).toMatchObject({
      encrypted: false,
      signatures: 0,
      pages: [{ width: 595, height: 842, rotate: 0 }],
      fields: [
        { name: 'SoVanBan', kind: 'text', page: 0, rect: [60, 500, 540, 520], filled: false },
        { name: 'NguoiKy', kind: 'signature', page: 0, rect: [300, 100, 400, 150], signed: false },
      ],
    });
  });

  it.each([
    ['a name twice', [textField('A', { fontSize: 12 }), textField('A', { fontSize: 12 })]],
    ['a page that is not there', [{ ...textField('A', { fontSize: 12 }), page: 7 }]],
    ['a box off the page', [textField('A', { fontSize: 12 }, 900)]],
  ])('refuses %s', (_, fields) => {
    expect(() => layoutFields(source, fields)).toThrow(/^field\./);
  });

  it('adds further fields to a form that is there already', () => {
    const once = layoutFields(source, [textField('A', { fontSize: 12 })]);
    const twice = layoutFields(once, [textField('B', { fontSize: 12 }, 400)]);
    expect(inspectPdf(twice).fields.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it.each(['', '/Parent 4 0 R'])(
    'adds no kid to a field that lists its widgets by the array of the page (%s)',
    (parent) => {
      const pdf = classicPdf(
        {
          1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>',
          2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
          3: '<< /Type /Page /Parent 2 0 R /Annots 5 0 R >>',
          4: '<< /T (A) /FT /Tx /Kids 5 0 R >>',
          5: '[6 0 R]',
          6: `<< /Type /Annot /Subtype /Widget /Rect [60 60 90 90] ${parent} >>`,
        },
        '/Root 1 0 R /ID [<01> <01>]',
      );
      const laidOut = layoutFields(pdf, [textField('B', { fontSize: 12 })]);
      const names = readFields(openPdf(laidOut)).map(({ name, widgets }) => [name, widgets.length]);
      expect(names).toEqual([
        ['A', 1],
        ['B', 1],
      ]);
    },
  );
});

describe('filling fields', () => {
  it('knows every Vietnamese letter in every face', () => {
    expect(LETTERS).toHaveLength(73);
    for (const style of ['regular', 'bold', 'italic', 'boldItalic'] as const) {
      expect(() => {
        OfficeFont.of(style).refuseUnknown(LETTERS + LETTERS.toUpperCase());
      }).not.toThrow();
    }
  });

  it('refuses a field that is unknown, no text field, or filled', () => {
    const laidOut = layoutFields(source, [
      textField('SoVanBan', { fontSize: 13 }),
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [300, 100, 400, 150] },
    ]);
    const filled = fillFields(laidOut, { SoVanBan: '42' });
    expect(() => fillFields(laidOut, { Khac: '1' })).toThrow('field.unknown');
    expect(() => fillFields(laidOut, { NguoiKy: '1' })).toThrow('field.wrong-kind');
    expect(() => fillFields(filled, { SoVanBan: '43' })).toThrow('field.already-set');
  });

  it('refuses a letter it cannot print, and a text that would be too small to read', () => {
    const laidOut = layoutFields(source, [
      { kind: 'text', name: 'So', page: 0, rect: [60, 500, 80, 520], text: { fontSize: 13 } },
    ]);
    expect(() => fillFields(laidOut, { So: '漢' })).toThrow('field.character-unsupported');
    expect(() => fillFields(laidOut, { So: 'một trăm hai mươi ba' })).toThrow(
      'field.text-too-long',
    );
  });

  it('shows and stores Vietnamese text, however its marks were typed', () => {
    const date = 'Từ Sơn, ngày 02 tháng 3 năm 2026';
    const laidOut = layoutFields(source, [textField('Ngay', { fontSize: 13, italic: true })]);
    const filled = fillFields(laidOut, { Ngay: date.normalize('NFD') });
    expect(fillFields(laidOut, { Ngay: date })).toEqual(filled);
    const text = extractText(filled);
    if (text !== undefined) expect(text.normalize('NFC')).toContain(date);
  });
});

function extractText(pdf: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-fields-'));
  const path = join(folder, 'filled.pdf');
  writeFileSync(path, pdf);
  try {
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
    console.info('pdftotext is not installed: the text of the filled field was not read back');
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
