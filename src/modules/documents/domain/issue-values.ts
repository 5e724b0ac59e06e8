import { FIELD } from '../../../../libs/document-layout/index.js';
import { dateParts, formatNumber } from '../../../../libs/notation/index.js';
import type { Space } from '../../../platform/access/actor.js';
import { issueLines } from './document-notation.js';
import type { FieldBox } from './field-box.js';

/** What the clerk's step writes into the text fields of this very page. */
export function issueValues(
  fields: readonly FieldBox[],
  issue: {
    readonly space: Space;
    readonly number: number;
    readonly symbol: string;
    readonly place: string;
    readonly on: string;
  },
): Readonly<Record<string, string>> {
  const lines = issueLines(issue);
  const { day, month } = dateParts(issue.on);
  const blanks: Readonly<Record<string, string>> = {
    [FIELD.number]: formatNumber(issue.number),
    [FIELD.date]: day,
    [FIELD.month]: month,
  };
  const whole: Readonly<Record<string, string>> = {
    [FIELD.number]: lines.number,
    [FIELD.date]: lines.date,
  };
  return Object.fromEntries(
    fields.flatMap(({ kind, name, content }) => {
      const value = (content === 'blank' ? blanks : whole)[name];
      return kind === 'text' && value !== undefined ? [[name, value]] : [];
    }),
  );
}
