import { describe, expect, it, jest } from '@jest/globals';
import { renderRegister, type Register } from './index.js';
import { readPages } from './page-text.js';

// Reading and setting take seconds where many processes share the machine.
jest.setTimeout(60_000);

const entry = (number: number): string[] => [
  `${number}/KH-UBND`,
  '09/01/2026',
  'Kế hoạch Cải cách hành chính',
  'Nguyễn Văn An',
  'UBND tỉnh',
  'VT',
  '1',
  '09/01/2026',
  '',
  '',
];

const OUTGOING: Register = {
  kind: 'outgoing',
  governingLines: ['ỦY BAN NHÂN DÂN TỈNH BẮC NINH'],
  agencyName: 'Ủy ban nhân dân phường Từ Sơn',
  year: 2026,
  fromDate: '01/01/2026',
  toDate: '31/12/2026',
  fromNumber: '01',
  toNumber: 40,
  volume: '01',
  entries: [
    ...Array.from({ length: 38 }, (_, index) => entry(index + 1)),
    { gap: 'Số 39: hủy, cấp nhầm sổ' },
    entry(40),
  ],
};

describe('renderRegister', () => {
  it('prints the cover, then the ten columns with their numbers on every page', async () => {
    const [cover, ...pages] = await readPages(await renderRegister(OUTGOING));
    const text = (page: typeof cover): string =>
      (page?.runs ?? []).map((run) => run.text).join('\n');

    expect(text(cover)).toContain('SỔ ĐĂNG KÝ VĂN BẢN ĐI');
    expect(text(cover)).toContain('Từ ngày 01/01/2026 đến ngày 31/12/2026');
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, index) => {
      expect(text(page).split('\n')[0]).toBe(String(index + 1));
      expect(text(page).includes('(10)')).toBe(text(page).includes('/KH-UBND'));
    });
    expect(pages.map(text).join('\n')).toContain('Số 39: hủy, cấp nhầm sổ');
    expect(text(pages.at(-1))).toContain('Tổng số văn bản đã đăng ký: 39.');
  });

  it('refuses an entry that has not ten cells', async () => {
    const entries = [['1', '2']];
    await expect(renderRegister({ ...OUTGOING, entries })).rejects.toMatchObject({
      code: 'uneven-table',
    });
  });
});
