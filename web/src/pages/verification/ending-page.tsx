import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { loadEnding, type EndingSignatures } from '../../api/verification';
import { instantDay, moment } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import '../../components/data-list.css';
import '../../components/notice.css';

const PATHS: Readonly<Record<string, string>> = {
  'outgoing-document': '/van-ban-di/',
  'incoming-document': '/van-ban-den/',
  'document-copy': '/ban-sao/',
};

/** What would stop verifying in the next twelve months: when, why, which documents. */
export default function EndingPage(): ReactNode {
  const found = useQuery({ queryKey: ['ending-signatures'], queryFn: loadEnding });
  return (
    <>
      <PageHead
        title={t('ver.ending.title')}
        trail={[{ to: '/kiem-tra-chu-ky', label: t('ver.title') }]}
      />
      <p className="muted">{t('ver.ending.text')}</p>
      {found.isPending && <p className="muted">{t('app.loading')}</p>}
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && <Ending ending={found.data} />}
    </>
  );
}

function Ending({ ending }: { readonly ending: EndingSignatures }): ReactNode {
  return (
    <div className="stack">
      {!ending.extends && <p className="notice notice-amber">{t('ver.ending.off')}</p>}
      <p className="muted">
        {ending.lastRoundAt === null
          ? t('ver.ending.never')
          : t('ver.ending.nightly', { time: moment(ending.lastRoundAt) })}
      </p>
      {ending.total === 0 ? (
        <p className="notice notice-green">{t('ver.ending.none')}</p>
      ) : (
        <Counts ending={ending} />
      )}
      {ending.items.length > 0 && <Documents ending={ending} />}
    </div>
  );
}

function Counts({ ending }: { readonly ending: EndingSignatures }): ReactNode {
  return (
    <ul aria-label={t('ver.ending.count', { n: ending.total })}>
      {ending.counts.map(({ month, cause, count }) => (
        <li key={`${month} ${cause}`}>
          {t('ver.ending.month', { month: month.split('-').reverse().join('/') })}:{' '}
          <strong>{t('ver.ending.count', { n: count })}</strong>, {causeOf(cause)}
        </li>
      ))}
    </ul>
  );
}

const PAGE = 50;

/** By month, a page at a time; what is not listed here is said. */
function Documents({ ending }: { readonly ending: EndingSignatures }): ReactNode {
  const [month, setMonth] = useState('');
  const [shown, setShown] = useState(PAGE);
  const items = ending.items.filter(({ endsAt }) => endsAt.startsWith(month));
  const months = [...new Set(ending.items.map(({ endsAt }) => endsAt.slice(0, 7)))];
  return (
    <div style={{ overflowX: 'auto' }}>
      <label className="no-print">
        {t('ver.ending.filter')}{' '}
        <select
          value={month}
          onChange={(event) => {
            setMonth(event.currentTarget.value);
            setShown(PAGE);
          }}
        >
          <option value="">{t('ver.ending.filter.all')}</option>
          {months.map((one) => (
            <option key={one} value={one}>
              {one.split('-').reverse().join('/')}
            </option>
          ))}
        </select>
      </label>
      {ending.items.length < ending.total && (
        <p className="muted">{t('ver.ending.part', { n: ending.items.length, m: ending.total })}</p>
      )}
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t('ver.ending.document')}</th>
            <th scope="col">{t('ver.ending.when')}</th>
            <th scope="col">{t('ver.ending.why')}</th>
            <th scope="col">{t('ver.ending.last')}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, shown).map((item) => (
            <tr key={`${item.subjectType} ${item.subjectId}`}>
              <td>
                <Title item={item} />
              </td>
              <td className="num">{instantDay(item.endsAt)}</td>
              <td>{causeOf(item.cause)}</td>
              <td>{t(`ver.ending.outcome.${item.outcome}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > shown && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setShown(shown + PAGE);
          }}
        >
          {t('ver.ending.more', { n: items.length - shown })}
        </button>
      )}
    </div>
  );
}

/** Annexes have no page of their own to lead to. */
function Title({ item }: { readonly item: EndingSignatures['items'][number] }): ReactNode {
  const path = PATHS[item.subjectType];
  return path === undefined ? (
    item.title
  ) : (
    <Link to={`${path}${item.subjectId}`}>{item.title}</Link>
  );
}

function causeOf(cause: string): string {
  if (cause === 'algorithm' || cause === 'time-stamp') return t(`ver.ending.cause.${cause}`);
  return t('ver.ending.cause.certificate');
}
