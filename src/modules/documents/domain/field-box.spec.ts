import { describe, expect, it } from '@jest/globals';
import { FIELD } from '../../../../libs/document-layout/index.js';
import { type FieldBox, missingFields, withFormInitial } from './field-box.js';
import { issueValues } from './issue-values.js';

const box = (name: string, kind: FieldBox['kind'] = 'signature'): FieldBox => ({
  kind,
  name,
  page: 0,
  rect: [100, 100, 200, 120],
});
const issue = {
  space: 'government',
  number: 5,
  symbol: '05/KH-UBND',
  place: 'Từ Sơn',
  on: '2026-08-24',
} as const;

describe('the fields of a draft', () => {
  it('names what is missing; no seal is missed where an agency has none', () => {
    const fields = [
      box(FIELD.number, 'text'),
      box(FIELD.date, 'text'),
      box(FIELD.contentInitial),
      box(FIELD.formInitial),
      box(FIELD.signer),
    ];
    expect(missingFields(fields, { hasSeal: true })).toEqual(['dấu của cơ quan']);
    expect(missingFields(fields, { hasSeal: false })).toEqual([]);
    expect(missingFields([], { hasSeal: false })).toHaveLength(5);
  });

  it('gives the office’s initial a place beside the signature when the page names none', () => {
    const names = withFormInitial([box(FIELD.signer)]).map(({ name }) => name);
    expect(names).toEqual([FIELD.signer, FIELD.formInitial]);
    expect(withFormInitial([])).toEqual([]);
  });

  it('takes whole lines, or what the printed line leaves blank', () => {
    const lines = [box(FIELD.number, 'text'), box(FIELD.date, 'text'), box(FIELD.signer)];
    expect(issueValues(lines, issue)).toEqual({
      [FIELD.number]: 'Số: 05/KH-UBND',
      [FIELD.date]: 'Từ Sơn, ngày 24 tháng 8 năm 2026',
    });
    const blanks = [FIELD.number, FIELD.date, FIELD.month].map((name): FieldBox => ({
      ...box(name, 'text'),
      content: 'blank',
    }));
    expect(issueValues(blanks, issue)).toEqual({
      [FIELD.number]: '05',
      [FIELD.date]: '24',
      [FIELD.month]: '8',
    });
  });
});
