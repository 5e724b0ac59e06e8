import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { loadTrustSources, type TrustSources } from '../../api/verification';
import { DataList, type ListColumn } from '../../components/data-list';
import { Facts } from '../../components/facts';
import { count, instantDay, moment } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { t } from '../../i18n';
import { language } from '../../i18n/language';
import '../../components/data-list.css';
import '../../components/notice.css';

/** On which roots every verdict rests: from where they come, how many, how fresh. */
export default function TrustPage(): ReactNode {
  const found = useQuery({ queryKey: ['trust-sources'], queryFn: loadTrustSources });
  return (
    <>
      <PageHead
        title={t('ver.trust.title')}
        trail={[{ to: '/kiem-tra-chu-ky', label: t('ver.title') }]}
      />
      {found.isPending && <p className="muted">{t('app.loading')}</p>}
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <div className="stack">
          <p className="muted">{t('ver.trust.text')}</p>
          <Roots roots={found.data.roots} />
          <PublishedList list={found.data.list} />
          <Section title={t('ver.trust.own')}>
            <Facts
              items={[
                [t('ver.trust.stored'), t('ver.trust.count', { n: count(found.data.stored) })],
                [t('ver.trust.files'), <Files key="files" files={found.data.files} />],
              ]}
            />
          </Section>
        </div>
      )}
    </>
  );
}

type Root = TrustSources['roots'][number];

function columns(): readonly ListColumn<Root>[] {
  return [
    {
      id: 'name',
      header: t('ver.trust.root'),
      phone: 'title',
      cell: ({ name, organisation, fingerprint }) => (
        <>
          {name}
          {organisation !== null && <div className="muted">{organisation}</div>}
          <div className="muted">
            {t('ver.trust.fingerprint')}: {inFours(fingerprint)}
          </div>
        </>
      ),
    },
    {
      id: 'purposes',
      header: t('ver.trust.purposes'),
      width: 150,
      cell: ({ purposes }) => purposes.map((one) => t(`ver.trust.purpose.${one}`)).join(', '),
    },
    {
      id: 'period',
      header: t('ver.trust.until'),
      width: 210,
      cell: periodOf,
    },
  ];
}

function periodOf({ notBefore, notAfter, trustedFrom, trustedUntil }: Root): ReactNode {
  const own = { from: instantDay(notBefore), until: instantDay(notAfter) };
  const trusted = {
    from: trustedFrom === null ? own.from : instantDay(trustedFrom),
    until: trustedUntil === null ? own.until : instantDay(trustedUntil),
  };
  const isLimited = trusted.from !== own.from || trusted.until !== own.until;
  return (
    <>
      {t('ver.trust.period', own)}
      {isLimited && <div className="muted">{t('ver.trust.limited', trusted)}</div>}
    </>
  );
}

/** As authorities publish it, so that it can be compared by eye. */
function inFours(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(' ').toUpperCase();
}

function Roots({ roots }: Pick<TrustSources, 'roots'>): ReactNode {
  return (
    <Section title={t('ver.trust.roots')}>
      <DataList
        label={t('ver.trust.roots')}
        columns={columns()}
        rows={roots}
        rowKey={({ fingerprint, purposes }) => `${fingerprint} ${purposes.join(' ')}`}
        href={() => null}
        loading={false}
        empty={{ title: t('ver.trust.roots.none'), text: t('ver.trust.roots.none.text') }}
      />
    </Section>
  );
}

function PublishedList({ list }: Pick<TrustSources, 'list'>): ReactNode {
  if (list === null) {
    return (
      <Section title={t('ver.trust.list')}>
        <p className="muted">{t('ver.trust.list.none')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('ver.trust.list')}>
      {list.problem && (
        <p className="notice notice-amber" role="status">
          {moment(list.triedAt)}: {list.problem[language()]}
        </p>
      )}
      <Facts
        items={[
          [
            t('ver.trust.source'),
            <span key="url" style={{ overflowWrap: 'anywhere' }}>
              {list.url}
            </span>,
          ],
          [t('ver.trust.fetched'), moment(list.fetchedAt) || t('ver.trust.fetched.never')],
          [t('ver.trust.tried'), moment(list.triedAt)],
          [
            t('ver.trust.sequence'),
            list.fetchedAt && (list.sequence?.toString() ?? t('ver.trust.unnumbered')),
          ],
          [t('ver.trust.issued'), moment(list.issuedAt)],
          [t('ver.trust.anchors'), count(list.anchors)],
          [t('ver.trust.publisher'), t(list.isSigned ? 'ver.trust.signed' : 'ver.trust.unsigned')],
        ]}
      />
    </Section>
  );
}

function Files({ files }: Pick<TrustSources, 'files'>): ReactNode {
  if (files.length === 0) return t('ver.trust.files.none');
  return files.map(({ name, anchors, problem }) => (
    <div key={name}>
      <span style={{ overflowWrap: 'anywhere' }}>{name}</span>:{' '}
      {problem ? problem[language()] : t('ver.trust.count', { n: count(anchors) })}
    </div>
  ));
}
