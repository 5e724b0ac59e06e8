import '../../styles/mantine-forms';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { loadPlan, type Plan } from '../../api/plans';
import { day } from '../../components/format';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { t } from '../../i18n';
import { PlanBuilder } from './builder/plan-builder';
import { PlanState } from './plan-state';
import { PlanView } from './plan-view';
import './plan.css';

export default function PlanPage(): ReactNode {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const found = useQuery({ queryKey: ['plan', id], queryFn: () => loadPlan(id) });
  useEffect(() => {
    document.title = `${t('plan.builder')} - Trien`;
  }, []);
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <p className="muted">{t('app.loading')}</p>;
  const plan = found.data;
  return (
    <>
      <PlanHead plan={plan} />
      {plan.actions.includes('edit') ? (
        <PlanBuilder
          key={plan.id}
          plan={plan}
          onSaved={(saved) => {
            client.setQueryData(['plan', id], saved);
            void client.invalidateQueries({ queryKey: ['list'] });
          }}
          onReload={() => void found.refetch()}
        />
      ) : (
        <PlanView plan={plan} />
      )}
    </>
  );
}

function PlanHead({ plan }: { readonly plan: Plan }): ReactNode {
  return (
    <PageHead
      title={plan.title}
      trail={[{ to: '/ke-hoach', label: t('plan.list') }]}
      below={
        <div className="row">
          <PlanState state={plan.state} />
          <span className="muted">
            {plan.agencyName}
            {plan.symbol && `. ${plan.symbol}, ${day(plan.issuedOn)}`}
          </span>
          {plan.specifiesPlanId && (
            <Link to={`/ke-hoach/${plan.specifiesPlanId}`}>{t('plan.specifies')}</Link>
          )}
        </div>
      }
    >
      {plan.documentId && (
        <Button component={Link} variant="default" to={`/van-ban-di/${plan.documentId}`}>
          {t('plan.openDocument')}
        </Button>
      )}
      {plan.state === 'in-force' && (
        <Button component={Link} to={`/ke-hoach/${plan.id}/bang-theo-doi`}>
          {t('plan.board')}
        </Button>
      )}
    </PageHead>
  );
}
