import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aggregateFigures,
  appliesTo,
  evaluateTarget,
  type Figures,
  formatPercent,
  percent,
  progressOf,
  ScoringError,
  type TargetCondition,
  type TargetDefinition,
  type TargetStatus,
  trendOf,
} from './index.js';

const ratio = (
  numerator: string,
  denominator: string,
  operator: TargetCondition['operator'],
  value: string,
  level = '*',
): TargetCondition => ({
  label: `${numerator}/${denominator} ${level}`,
  measure: 'ratio',
  numerator,
  denominator,
  operator,
  value,
  level,
});

/** The targets of the plan of 2026, values for departments and communes. */
const TARGETS: readonly TargetDefinition[] = [
  {
    code: 'CT1',
    conditions: [
      ratio('posted', 'procedures', '=', '100'),
      {
        label: 'expired',
        measure: 'count',
        numerator: 'expired',
        operator: '=',
        value: '0',
        level: '*',
      },
    ],
  },
  {
    code: 'CT2',
    conditions: [
      ratio('online', 'eligible', '>=', '85', 'department'),
      ratio('online', 'eligible', '>=', '80', 'commune'),
    ],
  },
  { code: 'CT3', conditions: [ratio('onTime', 'resolved', '>=', '98')] },
  {
    code: 'CT4',
    conditions: [
      ratio('digitised', 'resolved', '>=', '90', 'department'),
      ratio('digitised', 'resolved', '>=', '85', 'commune'),
    ],
  },
  {
    code: 'CT5',
    conditions: [
      ratio('paidOnline', 'payments', '>=', '60', 'department'),
      ratio('paidOnline', 'payments', '>=', '55', 'commune'),
    ],
  },
  {
    code: 'CT6',
    nearMargin: '0',
    conditions: [
      ratio('petitionsResolved', 'petitionsDue', '=', '100'),
      ratio('petitionsPublished', 'petitionsDue', '=', '100'),
    ],
  },
  { code: 'CT7', conditions: [ratio('signed', 'outgoing', '=', '100')] },
  { code: 'CT8', conditions: [ratio('satisfied', 'surveyed', '>=', '95')] },
];

/** Posted/total (expired) | online/eligible | on time/resolved | digitised/resolved | paid online/payments | petitions due-resolved-published | signed/outgoing | satisfied/surveyed # expected lights of CT1 ... CT8 */
const MONTHS: Readonly<Record<string, string>> = {
  '2026-06': `
    p-bac-giang   : 415/415 (0) | 2906/3674 | 3514/3564 | 3143/3564 | 913/1601 | 21-21-21 | 136/136 | 165/172   # Đ C Đ Đ Đ Đ Đ Đ
    p-kinh-bac    : 415/415 (0) | 2150/2500 | 2444/2464 | 2220/2464 | 668/1108 | 9-9-9 | 217/217 | 125/128   # Đ Đ Đ Đ Đ Đ Đ Đ
    p-vu-ninh     : 415/415 (0) | 1511/1816 | 1745/1764 | 1517/1764 | 460/819 | 6-6-6 | 232/235 | 182/191   # Đ Đ Đ Đ Đ Đ C Đ
    p-tu-son      : 415/415 (0) | 1808/2194 | 2109/2135 | 1898/2135 | 450/914 | 10-10-10 | 130/130 | 97/102   # Đ Đ Đ Đ X Đ Đ Đ
    p-tam-son     : 409/415 (0) | 910/1193 | 1142/1172 | 961/1172 | 241/514 | 3-3-3 | 232/235 | 101/108   # C C C C X Đ C C
    p-dong-nguyen : 415/415 (0) | 1144/1425 | 1340/1365 | 1166/1365 | 328/595 | 4-4-4 | 199/201 | 218/227   # Đ Đ Đ Đ Đ Đ C Đ
    p-phu-khe     : 402/415 (6) | 855/1196 | 1138/1184 | 881/1184 | 214/521 | 5-4-4 | 121/129 | 104/114   # C X C X X X X C
    p-viet-yen    : 415/415 (0) | 1371/1619 | 1528/1543 | 1378/1543 | 413/708 | 7-7-7 | 183/183 | 179/183   # Đ Đ Đ Đ Đ Đ Đ Đ
    p-thuan-thanh : 415/415 (0) | 1215/1500 | 1453/1477 | 1255/1477 | 363/673 | 2-2-2 | 254/257 | 228/239   # Đ Đ Đ C C Đ C Đ
    x-yen-phong   : 413/415 (0) | 1047/1347 | 1297/1325 | 1101/1325 | 288/573 | 4-4-4 | 225/228 | 98/104   # C C C C C Đ C C
    x-tien-du     : 415/415 (0) | 1021/1263 | 1203/1219 | 1052/1219 | 310/556 | 0-0-0 | 234/237 | 211/219   # Đ Đ Đ Đ Đ – C Đ
    x-dong-viet   : 398/415 (4) | 603/864 | 808/835 | 609/835 | 151/394 | 1-1-0 | 215/235 | 130/144   # C X C X X X X C`,
  '2026-07': `
    p-bac-giang   : 415/415 (0) | 3203/3935 | 3778/3820 | 3400/3820 | 1062/1806 | 18-18-18 | 254/254   # Đ Đ Đ Đ Đ Đ Đ ·
    p-kinh-bac    : 415/415 (0) | 2299/2639 | 2542/2557 | 2345/2557 | 702/1151 | 7-7-7 | 116/116   # Đ Đ Đ Đ Đ Đ Đ ·
    p-vu-ninh     : 415/415 (0) | 1549/1889 | 1821/1852 | 1587/1852 | 478/863 | 8-8-7 | 242/243   # Đ Đ Đ Đ Đ X C ·
    p-tu-son      : 415/415 (0) | 1877/2329 | 2189/2222 | 1913/2222 | 534/1033 | 12-12-12 | 230/230   # Đ Đ Đ Đ C Đ Đ ·
    p-tam-son     : 415/415 (0) | 992/1259 | 1216/1240 | 1043/1240 | 290/578 | 0-0-0 | 140/141   # Đ C Đ C C – C ·
    p-dong-nguyen : 415/415 (0) | 1225/1496 | 1428/1448 | 1248/1448 | 362/647 | 5-5-5 | 248/249   # Đ Đ Đ Đ Đ Đ C ·
    p-phu-khe     : 411/415 (1) | 902/1219 | 1142/1177 | 922/1177 | 257/572 | 6-6-5 | 242/250   # C X C X X X C ·
    p-viet-yen    : 415/415 (0) | 1459/1713 | 1643/1661 | 1495/1661 | 439/742 | 4-4-4 | 212/212   # Đ Đ Đ Đ Đ Đ Đ ·
    p-thuan-thanh : 415/415 (0) | 1265/1577 | 1486/1516 | 1293/1516 | 364/660 | 3-3-3 | 117/118   # Đ Đ Đ Đ Đ Đ C ·
    x-yen-phong   : 415/415 (0) | 1116/1405 | 1359/1384 | 1172/1384 | 344/656 | 2-2-2 | 242/243   # Đ C Đ C C Đ C ·
    x-tien-du     : 415/415 (0) | 1132/1370 | 1301/1321 | 1156/1321 | 320/567 | 1-1-1 | 233/234   # Đ Đ Đ Đ Đ Đ C ·
    x-dong-viet   : 406/415 (0) | 645/889 | 851/871 | 671/871 | 164/386 | 2-2-2 | 209/221   # C X C X X Đ X ·`,
  '2026-08': `
    p-bac-giang   : 415/415 (0) | 3203/4004 | 4079/4116 | 3717/4116 | 1170/1912 | 24-24-24 | 191/191   # Đ C Đ Đ Đ Đ Đ ·
    p-kinh-bac    : 415/415 (0) | 2381/2697 | 2636/2649 | 2437/2649 | 729/1161 | 11-11-11 | 241/241   # Đ Đ Đ Đ Đ Đ Đ ·
    p-vu-ninh     : 415/415 (2) | 1643/1947 | 1898/1921 | 1689/1921 | 463/803 | 5-5-5 | 218/218   # C Đ Đ Đ Đ Đ Đ ·
    p-tu-son      : 415/415 (3) | 1902/2441 | 2322/2365 | 1972/2365 | 519/987 | 14-14-12 | 178/178   # C C Đ C C X Đ ·
    p-tam-son     : 415/415 (0) | 1120/1384 | 1314/1335 | 1156/1335 | 320/572 | 2-2-2 | 215/215   # Đ Đ Đ Đ Đ Đ Đ ·
    p-dong-nguyen : 415/415 (0) | 1254/1526 | 1485/1505 | 1308/1505 | 355/620 | 3-3-3 | 225/225   # Đ Đ Đ Đ Đ Đ Đ ·
    p-phu-khe     : 415/415 (0) | 995/1306 | 1258/1289 | 1044/1289 | 251/529 | 4-4-4 | 157/160   # Đ C C C X Đ C ·
    p-viet-yen    : 415/415 (0) | 1480/1741 | 1683/1697 | 1541/1697 | 473/788 | 6-6-6 | 178/178   # Đ Đ Đ Đ Đ Đ Đ ·
    p-thuan-thanh : 415/415 (0) | 1352/1680 | 1615/1638 | 1410/1638 | 385/690 | 0-0-0 | 190/190   # Đ Đ Đ Đ Đ – Đ ·
    x-yen-phong   : 415/415 (0) | 1234/1522 | 1450/1480 | 1261/1480 | 389/707 | 5-5-5 | 235/235   # Đ Đ C Đ Đ Đ Đ ·
    x-tien-du     : 415/415 (0) | 1191/1419 | 1387/1401 | 1233/1401 | 361/621 | 2-2-2 | 231/231   # Đ Đ Đ Đ Đ Đ Đ ·
    x-dong-viet   : not reported # ? ? ? ? ? ? ? ·`,
};

const LIGHTS: Readonly<Record<string, TargetStatus>> = {
  Đ: 'met',
  C: 'near',
  X: 'unmet',
  '–': 'none',
  '?': 'not-reported',
  '·': 'not-due',
};

const KEYS = [
  ...['posted', 'procedures', 'expired', 'online', 'eligible', 'onTime', 'resolved', 'digitised'],
  ...['resolvedAgain', 'paidOnline', 'payments', 'petitionsDue', 'petitionsResolved'],
  ...['petitionsPublished', 'signed', 'outgoing', 'satisfied', 'surveyed'],
];

type Row = { month: string; unit: string; figures: Figures | null; lights: readonly string[] };

const ROWS: readonly Row[] = Object.entries(MONTHS).flatMap(([month, table]) =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [unit = '', rest = ''] = line.split(/:(.*)/s).map((part) => part.trim());
      const [counts = '', lights = ''] = rest.split('#').map((part) => part.trim());
      const values = (counts.match(/\d+/g) ?? []).map(Number);
      const figures = Object.fromEntries(values.map((value, index) => [KEYS[index] ?? '', value]));
      return {
        month,
        unit,
        figures: values.length === 0 ? null : figures,
        lights: lights.split(' '),
      };
    }),
);

const rowOf = (unit: string, month: string): Row => {
  const row = ROWS.find((candidate) => candidate.unit === unit && candidate.month === month);
  if (row === undefined) throw new Error(`no row ${unit} ${month}`);
  return row;
};
const targetOf = (code: string): TargetDefinition => {
  const target = TARGETS.find((candidate) => candidate.code === code);
  if (target === undefined) throw new Error(`no target ${code}`);
  return target;
};
const evaluateRow = (code: string, unit: string, month: string) =>
  evaluateTarget(targetOf(code), { level: 'commune', figures: rowOf(unit, month).figures });

describe('the lights of twelve units in three months', () => {
  it('are 36 rows of 8', () => {
    expect(ROWS).toHaveLength(36);
    expect(ROWS.every(({ lights }) => lights.length === 8)).toBe(true);
  });

  it.each(ROWS.map((row) => [row.month, row.unit, row] as const))('%s %s', (_, __, row) => {
    const statuses = TARGETS.map(
      (target) =>
        evaluateTarget(target, {
          level: 'commune',
          figures: row.figures,
          isDue: target.code !== 'CT8' || row.month === '2026-06',
        }).status,
    );
    expect(statuses).toEqual(row.lights.map((light) => LIGHTS[light]));
  });
});

describe('the totals of the province', () => {
  const totals = (month: string) =>
    aggregateFigures(ROWS.filter((row) => row.month === month).map(({ figures }) => figures));
  const share = (month: string, numerator: string, denominator: string): string => {
    const { figures } = totals(month);
    const [above = 0, below = 0] = [figures?.[numerator], figures?.[denominator]];
    const value = percent(above, below);
    return `${above}/${below} = ${value === null ? '–' : formatPercent(value)}`;
  };
  const petitions = (month: string): (number | undefined)[] =>
    ['petitionsDue', 'petitionsResolved', 'petitionsPublished'].map(
      (key) => totals(month).figures?.[key],
    );

  it('add the counts of the units that reported', () => {
    expect(totals('2026-06')).toMatchObject({ reporting: 12, total: 12 });
    expect(totals('2026-08')).toMatchObject({ reporting: 11, total: 12 });
    expect([petitions('2026-06'), petitions('2026-07'), petitions('2026-08')]).toEqual([
      [72, 71, 70],
      [68, 68, 66],
      [76, 76, 74],
    ]);
    expect(aggregateFigures([null, null]).figures).toBeNull();
  });

  it.each([
    ['2026-06', 'online', 'eligible', '16541/20591 = 80,33%'],
    ['2026-06', 'onTime', 'resolved', '19721/20047 = 98,37%'],
    ['2026-06', 'digitised', 'resolved', '17181/20047 = 85,70%'],
    ['2026-06', 'paidOnline', 'payments', '4799/8976 = 53,46%'],
    ['2026-06', 'signed', 'outgoing', '2378/2423 = 98,14%'],
    ['2026-07', 'online', 'eligible', '17664/21720 = 81,33%'],
    ['2026-07', 'onTime', 'resolved', '20756/21069 = 98,51%'],
    ['2026-07', 'digitised', 'resolved', '18245/21069 = 86,60%'],
    ['2026-07', 'paidOnline', 'payments', '5316/9661 = 55,03%'],
    ['2026-07', 'signed', 'outgoing', '2485/2511 = 98,96%'],
    ['2026-08', 'online', 'eligible', '17755/21667 = 81,94%'],
    ['2026-08', 'onTime', 'resolved', '21127/21396 = 98,74%'],
    ['2026-08', 'digitised', 'resolved', '18768/21396 = 87,72%'],
    ['2026-08', 'paidOnline', 'payments', '5415/9390 = 57,67%'],
    ['2026-08', 'signed', 'outgoing', '2259/2262 = 99,87%'],
  ])('of %s: %s of %s', (month, numerator, denominator, expected) => {
    expect(share(month, numerator, denominator)).toBe(expected);
  });
});

describe('a target', () => {
  it('that prints 80,00% from 3203/4004 is not met, and says that rounding hides it', () => {
    const { status, conditions } = evaluateRow('CT2', 'p-bac-giang', '2026-08');
    expect(status).toBe('near');
    expect(conditions[0]).toMatchObject({ text: '80,00%', isRoundedOntoLimit: true });
    expect(evaluateRow('CT2', 'p-kinh-bac', '2026-08').conditions[0]).toMatchObject({
      text: '88,28%',
      isRoundedOntoLimit: false,
    });
  });

  it('of 85 is not met by 84.996', () => {
    const department = { level: 'department', figures: { online: 84_996, eligible: 100_000 } };
    expect(evaluateTarget(targetOf('CT2'), department).status).toBe('near');
    const met = { level: 'department', figures: { online: 85_000, eligible: 100_000 } };
    expect(evaluateTarget(targetOf('CT2'), met).status).toBe('met');
  });

  it('short by exactly five points is near, by any more unmet', () => {
    const light = (online: number): TargetStatus =>
      evaluateTarget(targetOf('CT2'), {
        level: 'commune',
        figures: { online, eligible: 100_000 },
      }).status;
    expect(light(75_000)).toBe('near');
    expect(light(74_999)).toBe('unmet');
  });

  it('with one missing figure is not reported, with none arising says so', () => {
    const ct6 = targetOf('CT6');
    const status = (figures: Figures): TargetStatus =>
      evaluateTarget(ct6, { level: 'commune', figures }).status;
    expect(status({ petitionsDue: 3, petitionsResolved: 3 })).toBe('not-reported');
    expect(status({ petitionsDue: 0, petitionsResolved: 0, petitionsPublished: 0 })).toBe('none');
    expect(status({ petitionsDue: 3, petitionsResolved: 3, petitionsPublished: null })).toBe(
      'not-reported',
    );
  });

  it('says to which levels it applies', () => {
    expect(appliesTo(targetOf('CT2'), 'commune')).toBe(true);
    expect(appliesTo(targetOf('CT2'), 'province')).toBe(false);
    expect(() => evaluateTarget(targetOf('CT2'), { level: 'province', figures: {} })).toThrow(
      ScoringError,
    );
  });
});

describe('the change against last month', () => {
  const change = (code: string): string | undefined => {
    const value = (month: string) =>
      evaluateRow(code, 'p-tu-son', month).conditions[0]?.value ?? null;
    return trendOf(value('2026-07'), value('2026-08'))?.text;
  };
  const progress = (code: string): string =>
    progressOf(evaluateRow(code, 'p-tu-son', '2026-07'), evaluateRow(code, 'p-tu-son', '2026-08'));

  it('is told in percentage points', () => {
    expect(change('CT2')).toBe('Giảm 2,67 điểm %');
    expect(change('CT5')).toBe('Tăng 0,89 điểm %');
    expect(change('CT7')).toBe('Không đổi');
    expect(trendOf(percent(1, 100_000), percent(2, 100_000))?.text).toBe('Tăng dưới 0,01 điểm %');
    expect(trendOf(null, percent(1, 2))).toBeNull();
  });

  it('is worse when any condition is worse, as the review of the ward has it', () => {
    expect(['CT1', 'CT2', 'CT3', 'CT4', 'CT5', 'CT6', 'CT7'].map(progress)).toEqual([
      'worse',
      'worse',
      'worse',
      'worse',
      'better',
      'worse',
      'same',
    ]);
    const missing = evaluateRow('CT2', 'x-dong-viet', '2026-08');
    expect(progressOf(evaluateRow('CT2', 'x-dong-viet', '2026-07'), missing)).toBe(
      'not-comparable',
    );
  });
});

describe('any counts', () => {
  const count = fc.integer({ min: 0, max: 1_000_000 });

  it('meet a share exactly when cross-multiplication says so', () => {
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 1_000_000 }), (online, eligible) => {
        const { status } = evaluateTarget(targetOf('CT2'), {
          level: 'commune',
          figures: { online, eligible },
        });
        expect(status === 'met').toBe(online * 100 >= 80 * eligible);
        expect(status === 'unmet').toBe(online * 100 < 75 * eligible);
      }),
    );
  });

  it('sum to the same total in any order and grouping', () => {
    const figures = fc.record({ online: count, eligible: count });
    fc.assert(
      fc.property(fc.array(figures, { minLength: 1 }), fc.array(figures), (some, others) => {
        const together = aggregateFigures([...some, ...others]).figures;
        const apart = [aggregateFigures(some).figures, aggregateFigures(others).figures];
        expect(aggregateFigures(apart.toReversed()).figures).toEqual(together);
      }),
    );
  });
});
