import type { Review } from '../../api/reviews';
import { t } from '../../i18n';

export type Missing = { readonly at: string; readonly text: string };

/** What the meeting still owes before its conclusion can be drafted, each with its place. */
export function missingOf(review: Review): readonly Missing[] {
  const { meeting, findings, attendance, items } = review;
  return [
    ...findings
      .filter(({ needsAnswer, isAnswered }) => needsAnswer && !isAnswered)
      .map(({ code }) => ({ at: `finding-${code}`, text: t('rev.missing.target', { code }) })),
    ...(items.length === 0 ? [{ at: 'review-items', text: t('rev.missing.items') }] : []),
    ...(meeting.at ? [] : [{ at: 'review-meeting', text: t('rev.missing.meeting') }]),
    ...(meeting.chair ? [] : [{ at: 'review-meeting', text: t('rev.missing.chair') }]),
    ...(meeting.secretary ? [] : [{ at: 'review-meeting', text: t('rev.missing.secretary') }]),
    ...(attendance.some(({ kind, present }) => kind === 'member' && present)
      ? []
      : [{ at: 'review-attendance', text: t('rev.missing.attendance') }]),
    ...(meeting.minutes ? [] : [{ at: 'review-minutes', text: t('rev.missing.minutes') }]),
  ];
}
