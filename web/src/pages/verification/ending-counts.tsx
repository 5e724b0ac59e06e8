import type { ReactNode } from 'react';
import type { EndingOverview } from '../../api/verification';
import { count } from '../../components/format';
import { t, tCode } from '../../i18n';
import { CAUSES } from './ending-filters';

type Props = {
  readonly overview: EndingOverview;
  readonly month: string;
  /** Chooses a month, or all of them; null where there is no list to choose from. */
  readonly onMonth: ((month: string | null) => void) | null;
};

/** How many end in which month, and why; a month is a filter of the list below. */
export function EndingCounts({ overview, month, onMonth }: Props): ReactNode {
  if (overview.total === 0) return <p className="notice notice-green">{t('ver.ending.none')}</p>;
  const causes = CAUSES.filter((cause) => overview.counts.some((one) => one.cause === cause));
  const months = [...new Set(overview.counts.map((one) => one.month))];
  const of = (name: string | null, cause?: string): number =>
    overview.counts
      .filter((one) => (name ?? one.month) === one.month && (cause ?? one.cause) === one.cause)
      .reduce((sum, one) => sum + one.count, 0);
  const most = Math.max(...months.map((name) => of(name)));
  return (
    <div className="ending-counts panel">
      <table className="data-table" aria-label={t('ver.ending.months')}>
        <thead>
          <tr>
            <th scope="col">{t('ver.ending.filter')}</th>
            {causes.map((cause) => (
              <th key={cause} scope="col" className="ending-figure">
                {tCode('ver.ending.short', cause)}
              </th>
            ))}
            <th scope="col" className="ending-figure">
              {t('ver.ending.sum')}
            </th>
            <th aria-hidden="true" className="ending-bar" />
          </tr>
        </thead>
        <tbody>
          {months.map((name) => (
            <tr key={name}>
              <th scope="row">
                <Month name={name} month={month} onMonth={onMonth} />
              </th>
              {causes.map((cause) => (
                <td key={cause} className="ending-figure num">
                  {count(of(name, cause))}
                </td>
              ))}
              <td className="ending-figure num">
                <strong>{count(of(name))}</strong>
              </td>
              <td aria-hidden="true" className="ending-bar">
                <span style={{ width: `${String((100 * of(name)) / most)}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('ver.ending.sum')}</th>
            {causes.map((cause) => (
              <td key={cause} className="ending-figure num">
                {count(of(null, cause))}
              </td>
            ))}
            <td className="ending-figure num">
              <strong>{count(overview.total)}</strong>
            </td>
            <td aria-hidden="true" className="ending-bar" />
          </tr>
        </tfoot>
      </table>
      {month !== '' && onMonth && (
        <button
          type="button"
          className="link-button no-print"
          onClick={() => {
            onMonth(null);
          }}
        >
          {t('ver.ending.filter.all')}
        </button>
      )}
    </div>
  );
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
