import { describe, expect, it } from '@jest/globals';
import { boardAggregate, boardCell, type BoardUnit, figuresAsked } from './board.js';
import { PlanTarget } from './plan-content.js';

const CT2 = PlanTarget.parse({
  code: 'CT2',
  name: 'Hồ sơ nộp trực tuyến',
  field: 3,
  frequency: 'month',
  conditions: [
    {
      label: 'sở',
      measure: 'ratio',
      numerator: 'online',
      denominator: 'eligible',
      operator: '>=',
      value: '85',
      level: 'department',
    },
    {
      label: 'xã',
      measure: 'ratio',
      numerator: 'online',
      denominator: 'eligible',
      operator: '>=',
      value: '80',
      level: 'commune',
    },
  ],
});
const CT8 = PlanTarget.parse({
  code: 'CT8',
  name: 'Mức độ hài lòng',
  field: 3,
  frequency: 'quarter',
  conditions: [
    {
      label: 'x',
      measure: 'ratio',
      numerator: 'satisfied',
      denominator: 'surveyed',
      operator: '>=',
      value: '95',
      level: '*',
    },
  ],
});

const said = (online: number, eligible: number) => ({
  figures: { online, eligible },
  sources: { online: 'Cổng Dịch vụ công' },
  corrected: [],
});
const silent = { figures: null, sources: {}, corrected: [] };
const ward = (
  name: string,
  current: BoardUnit['current'],
  previous = silent as BoardUnit['current'],
): BoardUnit => ({
  unitId: name,
  name,
  level: 'commune',
  current,
  previous,
});

describe('a cell of the board', () => {
  it('keeps the count behind a share that only prints as reached', () => {
    const cell = boardCell(ward('Bắc Giang', said(3203, 4004)), CT2, '2026-08');
    expect(cell.status).toBe('near');
    expect(cell.conditions).toMatchObject([
      {
        numerator: 3203,
        denominator: 4004,
        text: '80,00%',
        limit: '80',
        isRoundedOntoLimit: true,
        source: 'Cổng Dịch vụ công',
      },
    ]);
  });

  it('shows the change against last month', () => {
    const cell = boardCell(ward('Từ Sơn', said(1902, 2441), said(1877, 2329)), CT2, '2026-08');
    expect(cell).toMatchObject({
      trend: { direction: 'down', text: 'Giảm 2,67 điểm %' },
      progress: 'worse',
      previousText: '80,59%',
    });
  });

  it('tells not reported, nothing arising, not due and not applicable apart', () => {
    expect(boardCell(ward('a', silent), CT2, '2026-08').status).toBe('not-reported');
    expect(boardCell(ward('b', said(0, 0)), CT2, '2026-08').status).toBe('none');
    expect(boardCell(ward('c', said(1, 1)), CT8, '2026-08').status).toBe('not-due');
    expect(boardCell({ ...ward('d', said(1, 1)), level: 'city' }, CT2, '2026-08').status).toBe(
      'not-applicable',
    );
  });
});

describe('the total of a level', () => {
  it('adds counts of those who reported and never averages shares', () => {
    const units = [ward('a', said(1, 1)), ward('b', said(0, 999)), ward('c', silent)];
    const total = boardAggregate('commune', units, [CT2], '2026-08');
    expect(total).toMatchObject({ reporting: 2, total: 3 });
    expect(total.cells[0]?.conditions[0]).toMatchObject({
      numerator: 1,
      denominator: 1000,
      text: '0,10%',
    });
  });
});

describe('the figures asked of a unit', () => {
  it('are those of its level, quarterly ones only in the month that ends a quarter', () => {
    expect(figuresAsked([CT2, CT8], 'commune', '2026-08')).toEqual(['online', 'eligible']);
    expect(figuresAsked([CT2, CT8], 'commune', '2026-06')).toEqual([
      'online',
      'eligible',
      'satisfied',
      'surveyed',
    ]);
    expect(figuresAsked([CT2, CT8], 'city', '2026-08')).toEqual([]);
  });
});
