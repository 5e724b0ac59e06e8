import { dayInSentence } from '../../components/format';

type Parts = {
  readonly lead: string;
  readonly coordinators: readonly string[];
  readonly inform: readonly string[];
  readonly phrase: string;
  readonly dueOn: string | null;
  readonly giver: string;
};

/**
 * The directive as it is written under the stamp; Vietnamese whatever the language of the page,
 * because it becomes part of the document's record.
 */
export function directiveSentence({
  lead,
  coordinators,
  inform,
  phrase,
  dueOn,
  giver,
}: Parts): string {
  const work = phrase.trim().replace(/[.;,]+$/, '');
  const together = coordinators.length > 0 ? `, phối hợp với ${listed(coordinators)}` : '';
  const due = dueOn ? `; báo cáo ${giver} trước 17 giờ 00 ngày ${dayInSentence(dueOn)}` : '';
  const informed = inform.length > 0 ? `; ${listed(inform)} nhận để biết` : '';
  return `Giao ${lead} chủ trì${together} ${work}${due}${informed}.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} và ${names.at(-1) ?? ''}`;
}
