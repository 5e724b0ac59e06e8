import { describe, expect, it } from '@jest/globals';
import { localDate, monthlyPeriod } from '../../libs/working-calendar/index.js';
import { countsOf } from './data-set/figures.schema.js';
import { expandOrganisation } from './expand-organisation.js';
import { readDataSet } from './read-data-set.js';
import { shiftDay, shiftMonth, shiftTo, shiftWords } from './time-shift.js';

const data = readDataSet('two-tier');
const counts = (month: string, unit: string): Readonly<Record<string, number>> => {
  const row = data.figures.months.find((entry) => entry.month === month)?.units[unit];
  return row ? countsOf(row.row, data.figures.columns) : {};
};
const sum = (month: string, key: string): number =>
  Object.keys(data.figures.months.find((entry) => entry.month === month)?.units ?? {})
    .map((unit) => counts(month, unit)[key] ?? 0)
    .reduce((total, value) => total + value, 0);

describe('the data set of the demo', () => {
  it('names 63 people in 65 posts', () => {
    const named = data.people.posts.filter(({ name }) => name !== undefined);
    expect(named).toHaveLength(63);
    expect(data.people.posts).toHaveLength(65);
  });

  it('prints every signature block as the rules of capacity build it', () => {
    const build = (): unknown =>
      expandOrganisation(data.organisation, data.people, data.mandates.mandates);
    expect(build).not.toThrow();
  });

  it.each([
    ['2026-06', 'CT2', 'dossiersOnline', 'dossiersEligible'],
    ['2026-06', 'CT3', 'dossiersOnTime', 'dossiersResolved'],
    ['2026-06', 'CT4', 'dossiersDigitised', 'dossiersResolved'],
    ['2026-06', 'CT5', 'paymentsOnline', 'paymentsTotal'],
    ['2026-06', 'CT7', 'documentsSigned', 'documentsSent'],
    ['2026-07', 'CT2', 'dossiersOnline', 'dossiersEligible'],
    ['2026-07', 'CT3', 'dossiersOnTime', 'dossiersResolved'],
    ['2026-07', 'CT4', 'dossiersDigitised', 'dossiersResolved'],
    ['2026-07', 'CT5', 'paymentsOnline', 'paymentsTotal'],
    ['2026-07', 'CT7', 'documentsSigned', 'documentsSent'],
    ['2026-08', 'CT2', 'dossiersOnline', 'dossiersEligible'],
    ['2026-08', 'CT3', 'dossiersOnTime', 'dossiersResolved'],
    ['2026-08', 'CT4', 'dossiersDigitised', 'dossiersResolved'],
    ['2026-08', 'CT5', 'paymentsOnline', 'paymentsTotal'],
    ['2026-08', 'CT7', 'documentsSigned', 'documentsSent'],
  ])('%s %s: the units add up to the printed total', (month, target, numerator, denominator) => {
    expect(`${sum(month, numerator)}/${sum(month, denominator)}`).toBe(
      data.figures.totals[month]?.[target],
    );
  });

  it.each(['2026-06', '2026-07', '2026-08'])('%s CT6: due, resolved, published add up', (month) => {
    const petitions = ['petitionsDue', 'petitionsResolved', 'petitionsPublished'];
    expect(petitions.map((key) => sum(month, key)).join('-')).toBe(
      data.figures.totals[month]?.['CT6'],
    );
  });

  it('holds every number of the month inside its series and explains the voided one', () => {
    const lastOf = (agency: string, type: string): number => {
      const outgoing = data.registers.agencies.find((book) => book.agency === agency)?.outgoing;
      return outgoing?.[type] ?? outgoing?.['common'] ?? 0;
    };
    for (const { agency, entries } of data.documents?.outgoing ?? []) {
      for (const { number, type, symbol } of entries)
        expect([symbol, number <= lastOf(agency, type)]).toEqual([symbol, true]);
    }
    const voided = data.documents?.outgoing.flatMap(({ entries }) =>
      entries.filter((entry) => entry.voided !== undefined),
    );
    expect(voided?.map(({ number }) => number)).toEqual([1279]);
    const arrivals = data.documents?.incoming?.registered.map(({ number }) => number) ?? [];
    expect(Math.max(...arrivals)).toBe(2741);
  });

  it('gives numbers in the order of their dates', () => {
    for (const { agency, entries } of data.documents?.outgoing ?? []) {
      const book = data.registers.agencies.find((candidate) => candidate.agency === agency);
      const series = new Map<string, { number: number; on: string }[]>();
      for (const { type, number, issued_on: on } of entries) {
        const group = book?.outgoing[type] === undefined ? 'common' : type;
        series.set(group, [...(series.get(group) ?? []), { number, on }]);
      }
      for (const numbers of series.values()) {
        const sorted = numbers.toSorted((a, b) => a.number - b.number).map(({ on }) => on);
        expect(sorted).toEqual(sorted.toSorted());
      }
    }
  });

  it('reviews the figures that the ward has reported', () => {
    const ratio = (month: string, above: string, below: string): string =>
      `${counts(month, 'p-tu-son')[above] ?? ''}/${counts(month, 'p-tu-son')[below] ?? ''}`;
    for (const [code, above, below] of [
      ['CT2', 'dossiersOnline', 'dossiersEligible'],
      ['CT3', 'dossiersOnTime', 'dossiersResolved'],
      ['CT4', 'dossiersDigitised', 'dossiersResolved'],
      ['CT5', 'paymentsOnline', 'paymentsTotal'],
      ['CT7', 'documentsSigned', 'documentsSent'],
    ] as const) {
      expect(data.review?.targets[code]).toMatchObject({
        before: ratio('2026-07', above, below),
        now: ratio('2026-08', above, below),
      });
    }
  });
});

describe('the dates of the running demo', () => {
  it('moves the dates inside a sentence and leaves fractions and symbols alone', () => {
    const shift = shiftTo(localDate('2026-11-22'), '2026-08');
    const words = (text: string): string => shiftWords(text, 2026, shift);
    expect(words('Kết quả công tác CCHC tháng 8/2026 (15/7-14/8)')).toBe(
      'Kết quả công tác CCHC tháng 11/2026 (15/10-14/11)',
    );
    expect(words('đã gia hạn một lần đến 26/8 (hạn ban đầu 21/8)')).toBe(
      'đã gia hạn một lần đến 25/11 (hạn ban đầu 20/11)',
    );
    expect(words('Đang thực hiện (3/5 quầy)')).toBe('Đang thực hiện (3/5 quầy)');
    expect(words('Nghị quyết về nhiệm vụ tháng 8 (mục CCHC), 24-NQ/ĐU')).toBe(
      'Nghị quyết về nhiệm vụ tháng 11 (mục CCHC), 24-NQ/ĐU',
    );
    expect(words('Đã thực hiện (30/7)')).toBe('Đã thực hiện (29/10)');
    expect(words('số giữ trước ngày 19/8/2026')).toBe('số giữ trước ngày 18/11/2026');
  });

  it('leaves the morning of the demo where it is', () => {
    expect(shiftTo(localDate('2026-08-24'), '2026-08')).toEqual({ months: 0, weeks: 0, years: 0 });
  });

  it.each(['2026-08-24', '2026-09-30', '2026-11-22', '2026-12-31', '2027-02-25', '2028-03-01'])(
    'on %s keeps the review after the end of its month’s data and not in the future',
    (day) => {
      const today = localDate(day);
      const shift = shiftTo(today, '2026-08');
      const period = monthlyPeriod(shiftMonth('2026-08', shift));
      const report = shiftDay('2026-08-18', shift);
      expect(shiftDay('2026-08-21', shift) <= today).toBe(true);
      expect(report > period.to).toBe(true);
    },
  );
});
