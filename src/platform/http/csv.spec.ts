import { describe, expect, it } from '@jest/globals';
import { toCsv } from './csv.js';

describe('a table as a file', () => {
  it('quotes what would be read as two cells, and never hands a formula to a spreadsheet', () => {
    expect(toCsv(['a', 'b'], [['say "no"; now', '=1+1']])).toBe(
      '\uFEFFa;b\r\n"say ""no""; now";\'=1+1\r\n',
    );
  });
});
