import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FIELD, locateFields, type FieldHints } from './index.js';
import { mm } from './page.js';
import { typeset } from './typeset.js';

// Reading and setting take seconds where many processes share the machine.
jest.setTimeout(60_000);

const HINTS: FieldHints = {
  authorityLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  fullName: 'Trần Thị Bích Ngọc',
  sealDiameterMm: 36,
  form: 'government',
};

/** A draft as an office types it: blanks for the number, the day and the month. */
function draft(): Promise<Uint8Array> {
  const block = [
    'KT. CHỦ TỊCH',
    'PHÓ CHỦ TỊCH',
    { text: ' ', margin: [0, 60, 0, 0] as [number, number, number, number] },
    'Trần Thị Bích Ngọc',
  ];
  return typeset({
    content: [
      {
        columns: [
          { text: 'Số:           /BC-UBND', preserveLeadingSpaces: true },
          { text: 'Từ Sơn, ngày         tháng 8 năm 2026', italics: true },
        ],
      },
      { text: 'Ủy ban nhân dân phường báo cáo./.', margin: [0, 60, 0, 20] },
      {
        columns: [
          { stack: ['Nơi nhận:', '- UBND tỉnh;', '- Lưu: VT, VP.'] },
          { stack: block, alignment: 'center' },
        ],
      },
      { text: 'Trần Thị Bích Ngọc phụ trách phụ lục này', pageBreak: 'before' },
    ],
  });
}

describe('locateFields', () => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await draft();
  });

  it('finds the blanks and the signature block, not a mention of the name', async () => {
    const boxes = (await locateFields(pdf, HINTS)) ?? [];
    expect(boxes.map(({ name }) => name)).toEqual([
      FIELD.number,
      FIELD.date,
      FIELD.contentInitial,
      FIELD.formInitial,
      FIELD.signer,
      FIELD.seal,
    ]);
    expect(boxes.map(({ page }) => page)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('finds the blank of a Party number, which has no colon', async () => {
    const party = await typeset({
      content: [
        { text: 'Số        -TB/ĐU', preserveLeadingSpaces: true },
        'PHÓ BÍ THƯ',
        { text: 'Đinh Thị Lệ Hằng', margin: [0, 60, 0, 0] },
      ],
    });
    const hints = { ...HINTS, authorityLines: ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ'] };
    const boxes = await locateFields(party, { ...hints, fullName: 'Đinh Thị Lệ Hằng' });
    expect(boxes?.[0]).toMatchObject({ kind: 'text', name: FIELD.number });
  });

  it('puts the seal in true size a third over the signature', async () => {
    const boxes = (await locateFields(pdf, HINTS)) ?? [];
    const signer = boxes.find(({ name }) => name === FIELD.signer)?.rect ?? [0, 0, 0, 0];
    const seal = boxes.find(({ name }) => name === FIELD.seal)?.rect ?? [0, 0, 0, 0];
    expect((seal[2] - signer[0]) / (signer[2] - signer[0])).toBeCloseTo(1 / 3, 3);
    expect(seal[3] - seal[1]).toBeCloseTo(mm(36), 3);
  });

  it('reads the name whatever its case or composition', async () => {
    const fullName = 'trần thị  bích ngọc'.normalize('NFD');
    expect(await locateFields(pdf, { ...HINTS, fullName })).not.toBeNull();
  });

  it('answers null when nobody of that name signs, or not in that capacity', async () => {
    expect(await locateFields(pdf, { ...HINTS, fullName: 'Lê Văn Khác' })).toBeNull();
    expect(await locateFields(pdf, { ...HINTS, authorityLines: ['GIÁM ĐỐC'] })).toBeNull();
  });

  it('says so when the file is no PDF', async () => {
    const nonsense = new TextEncoder().encode('không phải PDF');
    await expect(locateFields(nonsense, HINTS)).rejects.toMatchObject({ code: 'unreadable-pdf' });
  });
});
