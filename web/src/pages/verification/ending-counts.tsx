import type { ReactNode } from 'react';
import type { EndingOverview } from '../../api/verification';
import { count } from '../../components/format';
import { t, tCode } from '../../i18n';
import { CAUSES } from './ending-filters';

type Props = {
  readonly overview: EndingOverview;
  /** Nothing is filtered away: none means that nothing ends. */
  readonly isWhole: boolean;
  readonly month: string;
  /** Chooses a month, or all of them; null where there is no list to choose from. */
  readonly onMonth: ((month: string | null) => void) | null;
};

type Counts = EndingOverview['counts'];

/** How many end in which month, and why; a month is a filter of the list below. */
export function EndingCounts({ overview, isWhole, month, onMonth }: Props): ReactNode {
  if (overview.total === 0)
    return isWhole ? <p className="notice notice-green">{t('ver.ending.none')}</p> : null;
  const months = [...new Set(overview.counts.map((one) => one.month))].map((name) => {
    const counts = overview.counts.filter((one) => one.month === name);
    return { name, counts, total: sumOf(counts) };
  });
  const most = Math.max(...months.map(({ total }) => total));
  return (
    <div className="ending-counts panel">
      <table aria-label={t('ver.ending.months')}>
        <thead>
          <tr>
            <th scope="col">{t('ver.ending.filter')}</th>
            <th scope="col" className="ending-figure">
              {t('ver.ending.sum')}
            </th>
            <th scope="col">{t('ver.ending.among')}</th>
            <td className="ending-bar" />
          </tr>
        </thead>
        <tbody>
          {months.map(({ name, counts, total }) => (
            <tr key={name}>
              <th scope="row">
                <Month name={name} month={month} onMonth={onMonth} />
              </th>
              <td className="ending-figure num">{count(total)}</td>
              <td>{amongOf(counts)}</td>
              <td aria-hidden="true" className="ending-bar">
                <span style={{ width: `${String((100 * total) / most)}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('ver.ending.all')}</th>
            <td className="ending-figure num">{count(overview.total)}</td>
            <td>{amongOf(overview.counts)}</td>
            <td className="ending-bar" />
          </tr>
        </tfoot>
      </table>
      {!onMonth && <p className="ending-all muted">{t('ver.ending.figures')}</p>}
      {month !== '' && onMonth && (
        <p className="ending-all no-print">
          <button
            type="button"
            className="link-button"
            onClick={() => {
              onMonth(null);
            }}
          >
            {t('ver.ending.filter.all')}
          </button>
        </p>
      )}
    </div>
  );
}

function sumOf(counts: Counts): number {
  return counts.reduce((sum, one) => sum + one.count, 0);
}

function amongOf(counts: Counts): string {
  return CAUSES.map((cause) => ({
    label: tCode('ver.ending.short', cause),
    number: sumOf(counts.filter((one) => one.cause === cause)),
  }))
    .filter(({ number }) => number > 0)
    .map(({ label, number }) => `${label}: ${count(number)}`)
    .join('; ');
}

function Month({
  name,
  month,
  onMonth,
}: Pick<Props, 'month' | 'onMonth'> & { readonly name: string }): ReactNode {
  const label = name.split('-').reverse().join('/');
  if (!onMonth) return label;
  return (
    <button
      type="button"
      className="link-button"
      aria-pressed={month === name}
      onClick={() => {
        onMonth(month === name ? null : name);
      }}
    >
      {label}
    </button>
  );
}
