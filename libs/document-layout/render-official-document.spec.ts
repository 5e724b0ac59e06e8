import { describe, expect, it, jest } from '@jest/globals';
import { FIELD, renderOfficialDocument, type FieldBox, type OfficialDocument } from './index.js';
import { readPages, type PageText } from './page-text.js';
import { mm } from './page.js';

// Reading and setting take seconds where many processes share the machine.
jest.setTimeout(60_000);

const PLAN: OfficialDocument = {
  form: 'government',
  governingLines: [],
  issuerLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG TỪ SƠN'],
  notation: '/KH-UBND',
  place: 'Từ Sơn',
  typeName: 'KẾ HOẠCH',
  subject: 'Cải cách hành chính phường Từ Sơn năm 2026',
  bases: ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025'],
  body: [
    { kind: 'heading', level: 1, text: 'I. MỤC TIÊU' },
    { kind: 'paragraph', text: 'Thực hiện Kế hoạch số 315/KH-UBND của Ủy ban nhân dân tỉnh.' },
    { kind: 'item', text: 'Công khai 100% thủ tục hành chính' },
  ],
  recipients: [{ text: 'UBND tỉnh (để báo cáo)' }, { text: '- Lưu: VT, VP' }],
  signature: { authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], fullName: 'Nguyễn Văn An' },
};

const CONCLUSION: OfficialDocument = {
  ...PLAN,
  form: 'party-hd05',
  governingLines: ['ĐẢNG BỘ TỈNH BẮC NINH'],
  issuerLines: ['ĐẢNG ỦY PHƯỜNG TỪ SƠN'],
  notation: '-TB/ĐU',
  typeName: 'THÔNG BÁO',
  subject: 'kết luận của Ban Thường vụ Đảng ủy về cải cách hành chính tháng 8/2026',
  recipients: [{ text: 'Ủy ban nhân dân phường' }, { text: 'Lưu Văn phòng Đảng ủy' }],
  signature: { authorityLines: ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ'], fullName: 'Đinh Thị Lệ Hằng' },
};

function lines(page: PageText | undefined): string[] {
  return (page?.runs ?? []).map((run) => run.text.replace(/\s+/gu, ' '));
}

function field(fields: readonly FieldBox[], name: string): FieldBox {
  const found = fields.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`No field ${name}`);
  return found;
}

describe('a government document', () => {
  it('reads from issuer and Quốc hiệu down to the signer in the order of NĐ 30', async () => {
    const { pdf } = await renderOfficialDocument(PLAN);
    const text = lines((await readPages(pdf))[0]);

    const order = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'KẾ HOẠCH',
      'Cải cách hành chính phường Từ Sơn năm 2026',
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025.',
      'I. MỤC TIÊU',
      '- Công khai 100% thủ tục hành chính./.',
      'TM. ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
      'Nguyễn Văn An',
    ].map((line) => text.indexOf(line));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(text).toContain('Nơi nhận:');
    expect(text).toContain('- Lưu: VT, VP.');
  });

  it('leaves number and date to the clerk, beside each other under issuer and Tiêu ngữ', async () => {
    const { pdf, fields } = await renderOfficialDocument(PLAN);
    const [first] = await readPages(pdf);
    const number = field(fields, FIELD.number);
    const date = field(fields, FIELD.date);

    expect(lines(first).filter((line) => line.includes('Số:'))).toEqual([]);
    expect(number.rect[1]).toBeCloseTo(date.rect[1], 0);
    expect(number.rect[2]).toBeCloseTo(date.rect[0], 0);
    const motto = first?.runs.find((run) => run.text.startsWith('Độc lập'));
    expect(motto?.baseline).toBeGreaterThan(date.rect[3]);
    const middle = ((motto?.left ?? 0) + (motto?.right ?? 0)) / 2;
    expect((date.rect[0] + date.rect[2]) / 2).toBeCloseTo(middle, 0);
  });

  it('lets the seal, in true size, cover a third of the signature on its left', async () => {
    const { fields } = await renderOfficialDocument({ ...PLAN, sealDiameterMm: 38 });
    const [left, , right] = field(fields, FIELD.signer).rect;
    const seal = field(fields, FIELD.seal).rect;

    expect((seal[2] - left) / (right - left)).toBeGreaterThan(0.3);
    expect((seal[2] - left) / (right - left)).toBeLessThan(0.37);
    expect(seal[2] - seal[0]).toBeCloseTo(mm(38), 3);
    expect(seal[3] - seal[1]).toBeCloseTo(mm(38), 3);
  });

  it('puts the signature between position and name, and every box on its page', async () => {
    const { pdf, fields, pages } = await renderOfficialDocument(PLAN);
    const [first] = await readPages(pdf);
    const signer = field(fields, FIELD.signer).rect;
    const baseline = (text: string): number =>
      first?.runs.find((run) => run.text === text)?.baseline ?? 0;

    expect(signer[3]).toBeLessThan(baseline('CHỦ TỊCH'));
    expect(signer[1]).toBeGreaterThan(baseline('Nguyễn Văn An'));
    expect(fields.map(({ name }) => name).sort()).toEqual(
      [
        FIELD.number,
        FIELD.date,
        FIELD.contentInitial,
        FIELD.formInitial,
        FIELD.signer,
        FIELD.seal,
      ].sort(),
    );
    for (const { page, rect } of fields) {
      expect(page).toBeLessThan(pages);
      expect(Math.min(...rect)).toBeGreaterThan(0);
      expect(rect[2]).toBeLessThan(595.28);
      expect(rect[3]).toBeLessThan(841.89);
    }
  });

  it('numbers pages from 2 and every annex for itself, and leaves the annex reference blank', async () => {
    const filler = Array.from({ length: 30 }, (_, index) => ({
      kind: 'paragraph' as const,
      text: `Nhiệm vụ ${index + 1}. Các cơ quan, đơn vị thực hiện đúng thời hạn, báo cáo kết quả hằng tháng.`,
    }));
    const rows = Array.from({ length: 40 }, (_, index) => [String(index + 1), 'Rà soát']);
    const annex = { columns: [{ header: 'TT' }, { header: 'Nhiệm vụ' }], rows };
    const { pdf, pages } = await renderOfficialDocument({
      ...PLAN,
      body: filler,
      annexes: [
        { title: 'Nhiệm vụ', landscape: true, table: annex },
        { title: 'Chỉ tiêu', landscape: false, table: annex },
      ],
    });
    const read = await readPages(pdf);
    const heads = read.map((page) => lines(page)[0]);

    expect(read).toHaveLength(pages);
    const first = heads.indexOf('Phụ lục I');
    const second = heads.indexOf('Phụ lục II');
    expect(first).toBeGreaterThan(1);
    expect(heads.slice(1, first)).toEqual(
      heads.slice(1, first).map((_, index) => String(index + 2)),
    );
    expect(heads[first + 1]).toBe('2');
    expect(heads[second + 1]).toBe('2');
    expect(lines(read[second + 1]).join(' ')).toMatch(/^2 TT/u);
    expect(lines(read[first]).join(' ')).toContain('của Ủy ban nhân dân phường Từ Sơn)');
    expect(lines(read[first]).join(' ')).not.toMatch(/số \d/u);
  });

  it('prints the same bytes for the same document and instant', async () => {
    const document = { ...PLAN, createdAt: new Date('2026-08-24T01:00:00Z') };
    const [one, two] = await Promise.all([
      renderOfficialDocument(document),
      renderOfficialDocument(document),
    ]);
    expect(Buffer.from(one.pdf).equals(Buffer.from(two.pdf))).toBe(true);
    expect(Buffer.from(one.pdf.subarray(0, 8)).toString()).toBe('%PDF-1.7');
  });

  it('never parts the signature from the last words', async () => {
    for (let count = 14; count <= 20; count += 2) {
      const body = Array.from({ length: count }, () => ({
        kind: 'paragraph' as const,
        text: 'Các cơ quan, đơn vị thực hiện đúng thời hạn được giao và báo cáo kết quả.',
      }));
      const { pdf, fields } = await renderOfficialDocument({ ...PLAN, body });
      const page = (await readPages(pdf))[field(fields, FIELD.signer).page];
      expect(lines(page).some((line) => line.endsWith('./.'))).toBe(true);
      expect(lines(page)).toEqual(expect.arrayContaining(['CHỦ TỊCH', 'Nguyễn Văn An']));
    }
  });

  it('refuses a table whose rows do not fit its columns', async () => {
    const table = { columns: [{ header: 'A' }, { header: 'B' }], rows: [['1']] };
    await expect(
      renderOfficialDocument({ ...PLAN, body: [{ kind: 'table', ...table }] }),
    ).rejects.toMatchObject({ code: 'uneven-table' });
  });
});

describe('a Party document', () => {
  it('has the Party title, the star and T/M, and nothing of the state form', async () => {
    const { pdf } = await renderOfficialDocument(CONCLUSION);
    const text = lines((await readPages(pdf))[0]);

    expect(text).toEqual(
      expect.arrayContaining([
        'ĐẢNG CỘNG SẢN VIỆT NAM',
        '*',
        '-----',
        'T/M BAN THƯỜNG VỤ',
        'PHÓ BÍ THƯ',
      ]),
    );
    expect(text).toContain(
      '- Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025.',
    );
    expect(text).toContain('- Lưu Văn phòng Đảng ủy.');
    expect(text.join('\n')).not.toMatch(/CỘNG HÒA|Độc lập|Số:|\.\/\./u);
  });

  it('sets the subject of a công văn under the number', async () => {
    const { pdf, fields } = await renderOfficialDocument({
      ...CONCLUSION,
      typeName: null,
      subject: 'về việc chuẩn bị nội dung họp Ban Thường vụ',
    });
    const [first] = await readPages(pdf);
    const subject = first?.runs.find((run) => run.text.startsWith('về việc'));
    expect(subject?.baseline).toBeLessThan(field(fields, FIELD.number).rect[1]);
    expect(subject?.right).toBeLessThan(field(fields, FIELD.number).rect[2]);
  });
});
