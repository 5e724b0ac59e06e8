import '../../styles/mantine-forms';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import {
  type CertificateDetail,
  type CertificateEvent,
  loadCertificate,
} from '../../api/certificates';
import { Facts } from '../../components/facts';
import { day, instantDay, moment } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { Timeline } from '../../components/timeline';
import { t, tCode } from '../../i18n';
import { language } from '../../i18n/language';
import '../../components/notice.css';
import { CertificateActions } from './certificate-actions';
import { StandingBadge } from './standing-badge';

export default function CertificatePage(): ReactNode {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const found = useQuery({ queryKey: ['certificate', id], queryFn: () => loadCertificate(id) });
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <p className="muted">{t('app.loading')}</p>;
  const detail = found.data;
  return (
    <>
      <PageHead
        title={detail.subject}
        trail={[{ to: '/so-chung-thu-so', label: t('creg.title') }]}
        below={
          <div className="row">
            <StandingBadge line={detail} />
          </div>
        }
      />
      <div className="stack">
        {detail.warning !== null && (
          <div className="notice notice-blue" role="status">
            <span>{t('creg.warning', { n: Math.max(0, detail.daysLeft) })}</span>
          </div>
        )}
        {detail.refusal && (
          <div className="notice notice-red" role="status">
            <span>{detail.refusal[language()]}</span>
          </div>
        )}
        <CertificateActions
          detail={detail}
          onChanged={() => {
            for (const queryKey of [['certificate'], ['credentials'], ['list'], ['menu-counts']])
              void client.invalidateQueries({ queryKey });
          }}
        />
        <CertificateFacts detail={detail} />
        <Section title={t('creg.history')}>
          <Timeline
            items={detail.events.map((event) => ({
              key: event.id,
              at: event.at,
              who: event.recorder ?? t('creg.by.system'),
              what: whatOf(event),
              why: whyOf(event),
            }))}
          />
        </Section>
      </div>
    </>
  );
}

function CertificateFacts({ detail }: { readonly detail: CertificateDetail }): ReactNode {
  return (
    <Section title={t('creg.details')}>
      <Facts
        items={[
          [
            t('creg.serial'),
            <span key="serial" className="num" style={{ overflowWrap: 'anywhere' }}>
              {detail.serial}
            </span>,
          ],
          [t('creg.issuer'), detail.issuer],
          [t('creg.holder'), `${detail.holderName}, ${detail.holderTitle}`],
          [t('common.agency'), detail.agencyName],
          [t('cert.medium'), tCode('cert.medium', detail.medium)],
          [t('creg.period'), `${instantDay(detail.notBefore)} - ${instantDay(detail.notAfter)}`],
          [t('creg.deviceWith'), detail.deviceWith],
          [t('creg.revokedAt'), moment(detail.revokedAt)],
          [t('common.reason'), detail.endReason?.[language()]],
          [t('creg.successor'), detail.successor && <Named {...detail.successor} />],
          [
            t('creg.predecessors'),
            detail.predecessors.length === 0
              ? null
              : detail.predecessors.map((one) => <Named key={one.id} {...one} />),
          ],
          [t('creg.inquiry'), <Inquiry key="inquiry" inquiry={detail.inquiry} />],
        ]}
      />
    </Section>
  );
}

function Named(one: { readonly id: string; readonly serial: string }): ReactNode {
  return (
    <Link to={`/so-chung-thu-so/${one.id}`} className="num" style={{ overflowWrap: 'anywhere' }}>
      {one.serial}
    </Link>
  );
}

function Inquiry({ inquiry }: Pick<CertificateDetail, 'inquiry'>): ReactNode {
  if (inquiry === null) return t('creg.inquiry.none');
  const isOpen = inquiry.state === 'unknown' && inquiry.knownState !== null;
  return (
    <>
      {tCode('creg.inquiry', inquiry.state)}, {moment(inquiry.askedAt)}
      {inquiry.state === 'unknown' && <div className="muted">{whyUnknown(inquiry.detail)}</div>}
      {isOpen && (
        <div className="muted">
          {t('creg.inquiry.known', {
            state: tCode('creg.inquiry', inquiry.knownState),
            at: moment(inquiry.knownAt),
          })}
        </div>
      )}
    </>
  );
}

/** What its holder or clerk can look into; anything else lies with the authority's service. */
function whyUnknown(detail: string): string {
  const isOwn = detail === 'no-address' || detail === 'no-path';
  return t(isOwn ? `creg.inquiry.why.${detail}` : 'creg.inquiry.why.no-answer');
}

function whatOf({ kind, on, successorSerial, days, source }: CertificateEvent): string {
  const isAgain = kind === 'lift' && source === 'register';
  return t(isAgain ? 'creg.event.reinstate' : `creg.event.${kind}`, {
    on: day(on),
    serial: successorSerial ?? '',
    days: days ?? 0,
  });
}

function whyOf({ device, giver, receiver, minutes, note, source }: CertificateEvent): string {
  return [
    device === null
      ? ''
      : t('creg.event.move', { device, giver: giver ?? '', receiver: receiver ?? '' }),
    minutes === '' ? '' : t('creg.event.minutes', { minutes }),
    note[language()],
    source === 'authority' ? t('creg.event.authority') : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}
