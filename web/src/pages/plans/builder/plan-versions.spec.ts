import { describe, expect, it } from '@jest/globals';
import type { PlanContent } from '../../../api/plans';
import { planLine } from './plan-versions';

const UNIT = '019a0000-0000-7000-8000-000000000001';
const CONTENT = {
  figures: [{ key: 'figure1', label: 'Hồ sơ trực tuyến', unit: 'hồ sơ', source: '' }],
} as unknown as PlanContent;
const lineOf = (path: readonly string[], stored: unknown, mine?: unknown) =>
  planLine(
    CONTENT,
    (reference) => ('unitId' in reference ? 'Sở Nội vụ' : JSON.stringify(reference)),
    { path, stored, mine },
  );

describe('a place of a plan that two have written', () => {
  it('is named as its label stands in the form', () => {
    expect(lineOf(['title'], 'A', 'B')).toEqual({ label: 'Tên kế hoạch', stored: 'A', mine: 'B' });
    expect(lineOf(['content', 'figures', 'figure1', 'unit'], 'hồ sơ', 'lượt').label).toBe(
      'Số liệu, Hồ sơ trực tuyến, Đơn vị tính',
    );
    expect(lineOf(['content', 'targets', 'M1', 'frequency'], 'month', 'quarter')).toEqual({
      label: 'Chỉ tiêu, M1, Kỳ báo cáo',
      stored: 'Hằng tháng',
      mine: 'Hằng quý',
    });
    expect(lineOf(['content', 'reporters', UNIT, 'level'], 'city', '*').label).toBe(
      'Đơn vị báo cáo số liệu, Sở Nội vụ, Cấp',
    );
  });

  it('shows lists and things in words', () => {
    const condition = { label: 'Tỷ lệ', operator: '>=', value: '80' };
    expect(lineOf(['content', 'targets', 'M1', 'conditions'], [condition], []).stored).toBe(
      'Tỷ lệ >= 80',
    );
    const recipient = { kind: 'perform', target: { agencyId: UNIT } };
    expect(lineOf(['content', 'recipients'], [recipient], []).stored).toBe('Sở Nội vụ');
    expect(lineOf(['content', 'solutions'], ['Một', 'Hai'], []).stored).toBe('Một\nHai');
    const target = { code: 'M1', name: 'Trực tuyến' };
    expect(lineOf(['content', 'targets', 'M1'], target).stored).toBe('M1. Trực tuyến');
  });
});
