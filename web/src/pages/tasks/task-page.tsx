import '../../styles/mantine-forms';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { loadTask, type TaskDetail } from '../../api/tasks';
import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { Section } from '../../components/section';
import { Timeline } from '../../components/timeline';
import { t, tCode } from '../../i18n';
import { TaskActions } from './task-actions';
import { holderOf, TaskDue, TaskStateBadge } from './task-badges';
import { TaskTree } from './task-tree';
import './task.css';

export default function TaskPage(): ReactNode {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const found = useQuery({ queryKey: ['task', id], queryFn: () => loadTask(id) });
  useEffect(() => {
    document.title = `${t('task.title')} - Trien`;
  }, []);
  if (found.isError)
    return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <p className="muted">{t('app.loading')}</p>;
  const task = found.data;
  return (
    <>
      <PageHead
        title={`${task.number}. ${task.text}`}
        trail={[{ to: '/nhiem-vu', label: t('task.list.mine') }]}
        below={
          <div className="row">
            <TaskStateBadge state={task.state} />
            <TaskDue task={task} />
            {task.starred && <Badge tone="signed">{t('task.starred')}</Badge>}
          </div>
        }
      />
      <div className="task-frame">
        <div className="stack">
          <TaskDetails task={task} />
          <Section title={t('task.tree')}>
            <TaskTree task={task} />
          </Section>
        </div>
        <div className="stack">
          <TaskActions
            task={task}
            onChanged={() => {
              void client.invalidateQueries({ queryKey: ['task'] });
              void client.invalidateQueries({ queryKey: ['list'] });
              void client.invalidateQueries({ queryKey: ['menu-counts'] });
            }}
          />
          <Section title={t('task.history')}>
            <Timeline
              items={[...task.history].reverse().map((line, index) => ({
                key: `${line.at}.${index}`,
                at: line.at,
                who: line.personName ?? t('task.system'),
                what: tCode('task.act', line.action),
                why: line.note === '' ? null : line.note,
              }))}
            />
          </Section>
        </div>
      </div>
    </>
  );
}

function TaskDetails({ task }: { readonly task: TaskDetail }): ReactNode {
  return (
    <Section title={t('task.details')}>
      <Facts
        items={[
          [t('task.source'), <SourceLink key="source" task={task} />],
          [t('task.givenBy'), task.giverName],
          [t('task.lead'), holderOf(task)],
          [t('task.coordinators'), task.coordinators.join('; ')],
          [t('task.product'), task.product],
          [t('task.deadlineText'), task.deadlineText],
          [t('plan.deadline.kind'), tCode('plan.deadline', task.deadlineKind)],
          [t('task.targets'), task.targetCodes.join(', ')],
          [t('task.progress'), progressOf(task)],
          [t('task.result'), task.result],
          [
            t('task.proof'),
            task.proofDocumentId && (
              <Link to={`/van-ban-di/${task.proofDocumentId}`}>
                {task.proofSymbol ?? t('common.open')}
              </Link>
            ),
          ],
        ]}
      />
    </Section>
  );
}

function SourceLink({ task }: { readonly task: TaskDetail }): ReactNode {
  const words = `${tCode('task.source', task.source)}: ${task.sourceLabel}`;
  return task.sourceDocumentId ? (
    <Link to={`/van-ban-den/${task.sourceDocumentId}`}>{words}</Link>
  ) : (
    words
  );
}

function progressOf({ percent, progressNote }: TaskDetail): string {
  return [percent > 0 ? t('task.progress.percent', { n: percent }) : '', progressNote]
    .filter((part) => part !== '')
    .join('. ');
}
