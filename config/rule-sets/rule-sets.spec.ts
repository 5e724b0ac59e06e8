import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { chooseRuleSet } from '../../libs/notation/index.js';
import { addDays, localDate, weekdayOf, yearOf } from '../../libs/working-calendar/index.js';
import { loadRuleSets, workingCalendarOf } from './rule-sets.js';

const ruleSets = loadRuleSets();
const calendar = workingCalendarOf(ruleSets);

describe('the rule sets', () => {
  it('give the form of a document by its date', () => {
    expect(chooseRuleSet(ruleSets.governmentForm, '2026-08-21').code).toBe('nd30-2020');
    expect(chooseRuleSet(ruleSets.partyForm, '2024-03-29').code).toBe('party-hd36');
    expect(chooseRuleSet(ruleSets.partyForm, '2026-05-26').code).toBe('party-hd36');
    expect(chooseRuleSet(ruleSets.partyForm, '2026-05-27').code).toBe('party-hd05');
  });

  it('name exactly one list of holidays for each day from 2024 to 2027', () => {
    for (let date = localDate('2024-01-01'); date <= '2027-12-31'; date = addDays(date, 1)) {
      expect(chooseRuleSet(ruleSets.holidays, date).code).toBe(`holidays-${yearOf(date)}`);
    }
  });

  it('list only weekdays of their own year as holidays', () => {
    for (const { holidays, swaps, effectiveFrom } of ruleSets.holidays) {
      for (const { date } of holidays) {
        expect(yearOf(date)).toBe(yearOf(effectiveFrom));
        expect(weekdayOf(date)).toBeLessThan(6);
      }
      expect(new Set(holidays.map(({ date }) => date)).size).toBe(holidays.length);
      expect(holidays).toHaveLength(11);
      for (const { off } of swaps) expect(calendar.isWorkingDay(off)).toBe(false);
    }
  });

  it('make one calendar: five working days from 21/08/2026 end on 27/08/2026', () => {
    expect(calendar.addWorkingDays(localDate('2026-08-21'), 5)).toBe('2026-08-27');
    expect(calendar.nextWorkingDay(localDate('2025-12-31'))).toBe('2026-01-02');
  });

  it('are refused by the name of the file that is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rule-sets-'));
    try {
      writeFileSync(join(folder, 'holidays-2030.yaml'), 'code: holidays-2030\nsubject: holidays\n');
      expect(() => loadRuleSets(pathToFileURL(`${folder}/`))).toThrow('holidays-2030.yaml');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
