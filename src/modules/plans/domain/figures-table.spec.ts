import { describe, expect, it } from '@jest/globals';
import { readFigures } from './figures-table.js';

const FIGURES = [
  { key: 'online', label: 'Hồ sơ nộp trực tuyến', unit: 'hồ sơ', source: '' },
  { key: 'eligible', label: 'Hồ sơ có dịch vụ công trực tuyến', unit: 'hồ sơ', source: '' },
];

describe('a table of figures', () => {
  it('is read from a paste and from both kinds of CSV, by key or by printed name', () => {
    const expected = [
      { key: 'online', value: 1902, zeroConfirmed: false, source: 'Cổng' },
      { key: 'eligible', value: 2441, zeroConfirmed: false, source: '' },
    ];
    const texts = [
      'Hồ sơ nộp trực tuyến\t1.902\tCổng\neligible\t2441',
      '\uFEFFkey;giá trị;nguồn\r\nonline;1902;Cổng\r\neligible;2.441;\r\n',
      'online,1902,Cổng\neligible,2441,',
    ];
    for (const text of texts)
      expect(readFigures(text, FIGURES)).toEqual({ lines: expected, issues: [] });
  });

  it('takes "Không phát sinh" as a zero that was meant', () => {
    expect(readFigures('online\tKhông phát sinh', FIGURES).lines).toEqual([
      { key: 'online', value: 0, zeroConfirmed: true, source: '' },
    ]);
  });

  it('is refused whole, naming row and column', () => {
    const { lines, issues } = readFigures(
      'key,value\neligible,12a\nkhác,3\nonline,4\nonline,5',
      FIGURES,
    );
    expect(lines).toEqual([]);
    expect(issues.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/row/2/column/2', 'plans.row-not-a-count'],
      ['/row/3/column/1', 'plans.row-unknown-figure'],
      ['/row/5/column/1', 'plans.row-double'],
    ]);
  });

  it('never reads a share as a count', () => {
    for (const value of ['85,5', '85.5', '-1', '1e3', '', '99%'])
      expect(readFigures(`online\t${value}`, FIGURES).issues[0]?.code).toBe(
        'plans.row-not-a-count',
      );
  });
});
