import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { RegisteredCertificate } from '../../api/certificates';
import { urlOf, type Query } from '../../api/client';
import { hasAnyRole, useSession } from '../../app/session-context';
import { DataList, type ListColumn } from '../../components/data-list';
import { instantDay } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { SearchField } from '../../components/search-field';
import { useFilters } from '../../components/use-filters';
import { usePagedList } from '../../components/use-paged-list';
import { t, tCode } from '../../i18n';
import { language } from '../../i18n/language';
import { StandingBadge } from './standing-badge';

const PATH = '/signing/certificates';
const STANDINGS = [
  'in-force',
  'expired',
  'revoked',
  'replaced',
  'post-ended',
  'agency-ended',
  'not-yet-valid',
] as const;

/** Every certificate of the agencies whose register I keep, soonest end first. */
export default function CertificateListPage(): ReactNode {
  const session = useSession();
  const { get, set } = useFilters();
  const view = get('view');
  const query: Query = { ...queryOf(view), q: get('q') };
  const list = usePagedList<RegisteredCertificate>(PATH, query);
  return (
    <>
      <PageHead title={t('creg.title')}>
        {hasAnyRole(session, 'clerk', 'inspector', 'admin') && (
          <Button component={Link} to="/kiem-tra-chu-ky/goc-tin-cay" variant="default">
            {t('ver.trust.link')}
          </Button>
        )}
        <Button
          component="a"
          href={urlOf(`${PATH}/csv`, { ...query, lang: language() })}
          variant="default"
        >
          {t('common.export')}
        </Button>
      </PageHead>
      <nav className="chips no-print" aria-label={t('creg.views')}>
        {['', 'expiring', ...STANDINGS].map((name) => (
          <Link
            key={name}
            className="chip"
            to={name === '' ? '/so-chung-thu-so' : `/so-chung-thu-so?view=${name}`}
            aria-current={name === view ? 'page' : undefined}
          >
            {labelOf(name)}
          </Link>
        ))}
      </nav>
      <div className="filters no-print">
        <SearchField
          value={get('q')}
          onChange={(q) => {
            set({ q });
          }}
        />
      </div>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <DataList<RegisteredCertificate>
        label={t('creg.title')}
        columns={columns()}
        rows={list.rows}
        rowKey={({ id }) => id}
        href={({ id }) => `/so-chung-thu-so/${id}`}
        rowClass={({ standing }) => (standing === 'revoked' ? 'row-void' : undefined)}
        loading={list.isPending}
        empty={{ title: t('creg.empty'), text: t('creg.empty.text') }}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function queryOf(view: string): Query {
  if (view === 'expiring') return { ending: 'true' };
  return STANDINGS.some((standing) => standing === view) ? { standing: view } : {};
}

function labelOf(view: string): string {
  if (view === '') return t('common.all');
  return view === 'expiring' ? t('creg.expiring') : tCode('creg.standing', view);
}

function columns(): readonly ListColumn<RegisteredCertificate>[] {
  return [
    {
      id: 'subject',
      header: t('creg.subject'),
      phone: 'title',
      cell: (line) => (
        <>
          <span className="cell-subject">{line.subject}</span>
          <span className="muted">{tCode('creg.kind', line.kind)}</span>
        </>
      ),
    },
    {
      id: 'holder',
      header: t('creg.holder'),
      width: 220,
      cell: (line) => `${line.holderName}, ${line.holderTitle}`,
    },
    { id: 'serial', header: t('creg.serial'), width: 150, phone: 'hide', cell: serialOf },
    { id: 'issuer', header: t('creg.issuer'), width: 160, phone: 'hide', cell: (l) => l.issuer },
    {
      id: 'until',
      header: t('creg.until'),
      width: 100,
      cell: (line) => <span className="num">{instantDay(line.notAfter)}</span>,
    },
    {
      id: 'standing',
      header: t('common.state'),
      width: 170,
      cell: (line) => <StandingBadge line={line} />,
    },
  ];
}

/** Serials have up to forty digits; all of them are on the certificate's own page. */
function serialOf({ serial }: RegisteredCertificate): ReactNode {
  return (
    <span className="num" title={serial}>
      {serial.length > 16 ? `${serial.slice(0, 15)}…` : serial}
    </span>
  );
}
