import { describe, expect, it } from '@jest/globals';
import { PdfSignatureError, requireNoRollback } from '../../../../libs/pdf-signature/index.js';
import { trustProblem, TrustRefusedError } from '../domain/trust-problem.js';
import { trustProblemText } from './trust-list.texts.js';

const NOW = new Date('2026-11-20T00:00:00Z');
const DATED = { issuedAt: '2026-10-20T00:00:00Z' };

describe('why a list of roots was not taken', () => {
  const caught = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return error;
    }
  };
  const list = (order: object): string => JSON.stringify({ version: 1, anchors: [], ...order });
  const rollback = (held: object, offered: object): unknown =>
    caught(() => requireNoRollback(list(held), list(offered), NOW));

  it.each<[string, unknown]>([
    [
      'số thứ tự thấp hơn danh sách đang dùng (7, đang dùng 8)',
      rollback({ sequence: 8 }, { sequence: 7 }),
    ],
    ['không còn ghi số thứ tự', rollback({ sequence: 8 }, {})],
    ['ngày công bố sớm hơn', rollback(DATED, { issuedAt: '2026-10-01T00:00:00Z' })],
    ['không còn ghi ngày công bố', rollback(DATED, {})],
    ['cùng số thứ tự', rollback({ sequence: 8 }, { sequence: 8, ...DATED })],
    ['Không đọc được danh sách (sequence)', rollback({}, { sequence: 'bảy' })],
    ['được phép kết nối: la.vn.', new PdfSignatureError('fetch.refused', { host: 'la.vn' })],
    [
      'từ ca.vn (timeout)',
      new PdfSignatureError('fetch.failed', { host: 'ca.vn', detail: 'timeout' }),
    ],
    ['mã 503', new TrustRefusedError('status', { status: 503 })],
    ['không có chữ ký hợp lệ', new TrustRefusedError('unsigned')],
    ['công bố: a b.cer.', new TrustRefusedError('file-missing', { file: 'a b.cer' })],
  ])('stands in a sentence: %s', (words, error) => {
    // As the database gives it back.
    const kept = JSON.parse(JSON.stringify(trustProblem(error))) as ReturnType<typeof trustProblem>;
    expect(trustProblemText('list', kept).vi).toContain(words);
  });

  it('is not told where a defect is the reason', () => {
    expect(() => trustProblem(new TypeError('x is undefined'))).toThrow(TypeError);
  });
});
