import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useGroups } from '../../api/organisation';
import type { Plan, PlanDuty } from '../../api/plans';
import { Badge } from '../../components/badge';
import { day, instantDay } from '../../components/format';
import { Section } from '../../components/section';
import { t, tCode } from '../../i18n';
import { FIELDS, nameOf } from './builder/plan-words';
import { TableRegion } from './table-region';

/** A plan that binds: its targets, its appendix and what became of each row. */
export function PlanView({ plan }: { readonly plan: Plan }): ReactNode {
  const { content } = plan;
  return (
    <div className="stack">
      <Section title={t('plan.objectives')}>
        <Lines title={t('plan.bases')} lines={content.bases} />
        <Lines title={t('plan.purposes')} lines={content.purposes} />
        <Lines title={t('plan.general')} lines={[content.generalObjective].filter(Boolean)} />
        <Lines title={t('plan.specific')} lines={content.objectives} />
      </Section>
      <Section title={t('plan.targets')}>
        <ul className="plan-lines">
          {plan.printedTargets.map(({ code, text }) => (
            <li key={code}>
              <strong>{code}.</strong> {text}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('plan.appendix')}>
        <AppendixView plan={plan} />
      </Section>
      {plan.duties.length > 0 && (
        <Section title={t('plan.duties')}>
          <Duties duties={plan.duties} />
        </Section>
      )}
    </div>
  );
}

function Lines({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly string[];
}): ReactNode {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function AppendixView({ plan }: { readonly plan: Plan }): ReactNode {
  const groups = useGroups().data ?? [];
  const name = nameOf(
    plan.unitNames,
    Object.fromEntries(groups.map((group) => [group.code, group.name])),
  );
  return (
    <TableRegion label={t('plan.appendix')}>
      <table className="data-table plan-appendix" aria-label={t('plan.appendix')}>
        <thead>
          <tr>
            <th scope="col">{t('plan.col.stt')}</th>
            <th scope="col">{t('plan.col.task')}</th>
            <th scope="col">{t('plan.col.product')}</th>
            <th scope="col">{t('plan.col.lead')}</th>
            <th scope="col">{t('plan.col.coordinate')}</th>
            <th scope="col">{t('plan.col.deadline')}</th>
          </tr>
        </thead>
        {FIELDS.map((field) => {
          const tasks = plan.content.tasks.filter((task) => task.field === field);
          if (tasks.length === 0) return null;
          return (
            <tbody key={field}>
              <tr className="plan-group">
                <th colSpan={6} scope="rowgroup">
                  {tCode('plan.field', String(field))}
                </th>
              </tr>
              {tasks.map((task) => (
                <tr key={task.number}>
                  <td>{task.number}</td>
                  <td data-phone="title">
                    {task.text} {task.starred && <Badge tone="signed">{t('plan.star')}</Badge>}
                  </td>
                  <td>{task.product}</td>
                  <td>{task.leads.map(name).join('; ')}</td>
                  <td>{task.coordinators.map(name).join('; ')}</td>
                  <td>{task.deadline.text}</td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </TableRegion>
  );
}

/** A row per lead agency, from release to the confirmed result. */
function Duties({ duties }: { readonly duties: readonly PlanDuty[] }): ReactNode {
  return (
    <TableRegion label={t('plan.duties')}>
      <table className="data-table" aria-label={t('plan.duties')}>
        <thead>
          <tr>
            <th scope="col">{t('plan.col.stt')}</th>
            <th scope="col">{t('plan.col.task')}</th>
            <th scope="col">{t('plan.col.lead')}</th>
            <th scope="col">{t('plan.col.deadline')}</th>
            <th scope="col">{t('common.state')}</th>
          </tr>
        </thead>
        <tbody>
          {duties.map((duty) => (
            <tr key={duty.id}>
              <td>{duty.number}</td>
              <td data-phone="title">{duty.text}</td>
              <td>{[duty.unitName, duty.agencyName].filter(Boolean).join(', ')}</td>
              <td>
                {duty.deadlineText}
                {duty.dueOn && <div className="muted num">{day(duty.dueOn)}</div>}
              </td>
              <td>
                <DutyState duty={duty} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        <Link to="/nhiem-vu">{t('task.list.mine')}</Link>
      </p>
    </TableRegion>
  );
}

function DutyState({ duty }: { readonly duty: PlanDuty }): ReactNode {
  if (!duty.startedAt) return <Badge tone="waiting">{t('plan.duty.waiting')}</Badge>;
  const done = duty.taskState === 'done';
  return (
    <>
      <Badge tone={done ? 'released' : 'waiting'}>
        {tCode('task.state', duty.taskState ?? 'pending')}
      </Badge>
      <div className="muted">
        {done ? day(duty.doneOn) : t('plan.duty.since', { date: instantDay(duty.startedAt) })}
      </div>
    </>
  );
}
