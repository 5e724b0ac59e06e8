import { describe, expect, it } from '@jest/globals';
import { signedBy } from './signed-by';

const REVISIONS = [
  { kind: 'draft', madeByName: 'Hoàng Thị Phượng', voidedAt: null },
  { kind: 'initial-content', madeByName: 'Bạch Thị Hường', voidedAt: '2026-08-20T01:00:00.000Z' },
  { kind: 'initial-content', madeByName: 'Đàm Quang Vinh', voidedAt: null },
  { kind: 'initial-form', madeByName: 'Nguyễn Thị Thu Trà', voidedAt: null },
  { kind: 'approve', madeByName: 'Nguyễn Đăng Quyết', voidedAt: null },
];

describe('who has signed', () => {
  it('is told of signatures that still stand', () => {
    expect(signedBy(REVISIONS, ['initial-content', 'initial-form'])).toBe(
      'Đàm Quang Vinh, Nguyễn Thị Thu Trà',
    );
    expect(signedBy(REVISIONS, ['approve'])).toBe('Nguyễn Đăng Quyết');
    expect(signedBy(REVISIONS, ['seal'])).toBe('');
  });
});
