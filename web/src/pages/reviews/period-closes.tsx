import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { Button } from '@mantine/core';
import { get } from '../../api/client';
import type { Page } from '../../api/page';
import {
  closePeriod,
  draftPeriodReport,
  loadCloses,
  plansInForce,
  type PeriodClose,
  type PlanSummary,
} from '../../api/plans';
import { hasAnyRole, useSession } from '../../app/session-context';
import { ActionDialog, type ActionSpec } from '../../components/action-dialog';
import { EmptyList } from '../../components/data-list';
import { day, moment, today } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { announce } from '../../components/toast';
import { t } from '../../i18n';
import { monthName, periodOn, periodsOf, previousPeriod } from '../plans/period';
import { TableRegion } from '../plans/table-region';

/** The government side of a review: freeze the month, then report it to the committee. */
export default function PeriodCloses(): ReactNode {
  const plans = useQuery({ queryKey: ['plans-in-force'], queryFn: plansInForce });
  const measured = plans.data?.items.filter(({ targets }) => targets > 0);
  return (
    <div className="stack">
      <PageHead title={t('rev.periods')} below={<p className="muted">{t('rev.periods.text')}</p>} />
      {plans.isError && <ProblemNotice error={plans.error} onRetry={() => void plans.refetch()} />}
      {measured?.length === 0 && <EmptyList title={t('plan.empty')} text={t('plan.empty.text')} />}
      {measured?.map((plan) => (
        <PlanCloses key={plan.id} plan={plan} />
      ))}
    </div>
  );
}

function PlanCloses({ plan }: { readonly plan: PlanSummary }): ReactNode {
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const steers = hasAnyRole(session, 'leader', 'office-chief', 'par-officer');
  const [open, setOpen] = useState<'close' | PeriodClose | null>(null);
  const closes = useQuery({ queryKey: ['closes', plan.id], queryFn: () => loadCloses(plan.id) });
  const rows = closes.data?.items ?? [];
  const spec = useCloseSpec(plan, rows, open === 'close');
  const done = (): void => {
    setOpen(null);
    void client.invalidateQueries({ queryKey: ['closes', plan.id] });
    void client.invalidateQueries({ queryKey: ['board', plan.id] });
  };
  return (
    <Section
      title={[plan.title, plan.symbol].filter(Boolean).join(', ')}
      right={
        steers && (
          <Button
            onClick={() => {
              setOpen('close');
            }}
          >
            {t('rev.closePeriod.button')}
          </Button>
        )
      }
    >
      {rows.length === 0 && <p className="muted">{t('rev.closes.none')}</p>}
      {rows.length > 0 && <ClosesTable plan={plan} rows={rows} onDraft={steers ? setOpen : null} />}
      {open !== null && (
        <ActionDialog
          formKey={`close.${plan.id}.${open === 'close' ? 'new' : open.id}`}
          spec={open === 'close' ? spec : draftSpec(open)}
          onClose={() => {
            setOpen(null);
          }}
          onConflict={done}
          onDone={(answer) => {
            done();
            if (open === 'close') announce(t('rev.closePeriod.done'));
            else {
              announce(t('rep.done.document'));
              void navigate(`/van-ban-di/${(answer as { documentId: string }).documentId}`);
            }
          }}
        />
      )}
    </Section>
  );
}

type TableProps = {
  readonly plan: PlanSummary;
  readonly rows: readonly PeriodClose[];
  readonly onDraft: ((close: PeriodClose) => void) | null;
};

function ClosesTable({ plan, rows, onDraft }: TableProps): ReactNode {
  return (
    <TableRegion label={t('rev.periods')}>
      <table className="data-table" aria-label={t('rev.periods')}>
        <thead>
          <tr>
            <th scope="col">{t('rep.period.short')}</th>
            <th scope="col">{t('rep.state.frozen')}</th>
            <th scope="col">{t('rev.report.toCommittee')}</th>
            <th scope="col">{t('common.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((close) => (
            <tr key={close.id}>
              <td data-phone="title">
                <Link to={`/ke-hoach/${plan.id}/bang-theo-doi?ky=${close.period}`}>
                  {monthName(close.period)}
                </Link>
              </td>
              <td className="num">{moment(close.closedAt)}</td>
              <td>{close.symbol ? `${close.symbol}, ${day(close.issuedOn)}` : ''}</td>
              <td>
                <span className="row">
                  {close.documentId && (
                    <Link to={`/van-ban-di/${close.documentId}`}>{t('rev.closed.open')}</Link>
                  )}
                  {onDraft && !close.symbol && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${t('rev.closed.draft')}, ${monthName(close.period)}`}
                      onClick={() => {
                        onDraft(close);
                      }}
                    >
                      {t('rev.closed.draft')}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

type Named = { readonly id: string; readonly name: string };

function useCloseSpec(
  plan: PlanSummary,
  rows: readonly PeriodClose[],
  enabled: boolean,
): ActionSpec {
  const committees = useQuery({
    queryKey: ['agencies', 'party'],
    queryFn: () => get<Page<Named>>('/organisation/agencies', { space: 'party', limit: 200 }),
    enabled,
  });
  // A first close of a plan reports to the committee that the agency has reported to so far.
  const known = useQueryClient().getQueriesData<Page<PeriodClose>>({ queryKey: ['closes'] });
  const closed = new Set(rows.map(({ period }) => period));
  const over = previousPeriod(periodOn(today()));
  const open = periodsOf(plan.year).filter((period) => period <= over && !closed.has(period));
  const last = [rows, ...known.map(([, page]) => page?.items ?? [])]
    .flat()
    .find(({ partyAgencyId }) => partyAgencyId !== null)?.partyAgencyId;
  return {
    action: 'close-period',
    label: t('rev.closePeriod.button'),
    hint: t('rev.closePeriod.text'),
    fields: [
      {
        name: 'period',
        label: t('rep.period.short'),
        kind: 'select',
        required: true,
        choices: open.map((code) => ({ value: code, label: monthName(code) })),
      },
      {
        name: 'party',
        label: t('rev.committee'),
        kind: 'select',
        choices: (committees.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
    initial: { ...(open.includes(over) ? { period: over } : {}), ...(last ? { party: last } : {}) },
    run: ({ period, party }) =>
      closePeriod(plan.id, String(period), typeof party === 'string' ? party : null),
  };
}

/** The parts of the report that figures cannot fill; the rest is made from what was frozen. */
function draftSpec(close: PeriodClose): ActionSpec {
  const parts = ['direction', 'assessment', 'nextMonth', 'proposals'] as const;
  return {
    action: 'draft-report',
    label: t('rev.closed.draft'),
    hint: t('rev.closed.draft.text'),
    fields: parts.map((part) => ({ name: part, label: t(`rep.part.${part}`), kind: 'area' })),
    run: (values) => {
      const filled = parts.filter(
        (part) => typeof values[part] === 'string' && values[part] !== '',
      );
      return draftPeriodReport(
        close.id,
        Object.fromEntries(filled.map((part) => [part, values[part] as string])),
      );
    },
    done: () => t('rep.done.document'),
  };
}
