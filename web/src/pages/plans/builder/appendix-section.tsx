import { Button, CloseButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { AppendixTask, PlanContent } from '../../../api/plans';
import { fieldError } from '../../../api/problem';
import { Icon } from '../../../components/icon';
import { Section } from '../../../components/section';
import { day } from '../../../components/format';
import { t, tCode } from '../../../i18n';
import type { SetContent } from './plan-form';
import { FIELDS, renumbered, ROMAN } from './plan-words';
import { readDeadline } from './read-deadline';
import { TaskDialog } from './task-dialog';
import type { Parties } from './use-parties';
import { TableRegion } from '../table-region';

type Props = {
  readonly content: PlanContent;
  readonly setContent: SetContent;
  readonly year: number;
  readonly error: unknown;
  readonly parties: Parties;
};

/** The appendix as it will be printed, grouped by the seven fields. */
export function AppendixSection({ content, setContent, year, error, parties }: Props): ReactNode {
  const [open, setOpen] = useState<AppendixTask | null>(null);

  function write(task: AppendixTask): void {
    setContent(({ tasks }) => {
      const known = tasks.some(({ number }) => number === task.number);
      return {
        tasks: renumbered(
          known ? tasks.map((one) => (one.number === task.number ? task : one)) : [...tasks, task],
        ),
      };
    });
  }

  return (
    <Section title={t('plan.appendix')}>
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
              <th scope="col">{t('common.actions')}</th>
            </tr>
          </thead>
          {FIELDS.map((field) => (
            <tbody key={field}>
              <tr className="plan-group">
                <th colSpan={6} scope="rowgroup">
                  {ROMAN[field - 1]}. {tCode('plan.field', String(field))}
                </th>
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`${t('plan.addTask')}: ${tCode('plan.field', String(field))}`}
                    onClick={() => {
                      setOpen(newTask(field, content.tasks));
                    }}
                  >
                    {t('plan.addTask')}
                  </Button>
                </td>
              </tr>
              {content.tasks.map(
                (task, index) =>
                  task.field === field && (
                    <TaskRow
                      key={task.number}
                      {...{ task, year, parties }}
                      fault={fieldError(error, `content/tasks/${index}`)}
                      onEdit={() => {
                        setOpen(task);
                      }}
                      onMove={(step) => {
                        setContent(({ tasks }) => ({ tasks: moved(tasks, task, step) }));
                      }}
                      onRemove={() => {
                        setContent(({ tasks }) => ({
                          tasks: renumbered(tasks.filter((one) => one.number !== task.number)),
                        }));
                      }}
                    />
                  ),
              )}
            </tbody>
          ))}
        </table>
      </TableRegion>
      {open && (
        <TaskDialog
          task={open}
          year={year}
          parties={parties}
          targets={content.targets.map(({ code, name }) => ({
            value: code,
            label: `${code}. ${name}`,
          }))}
          onWrite={write}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </Section>
  );
}

type RowProps = {
  readonly task: AppendixTask;
  readonly year: number;
  readonly parties: Parties;
  readonly fault: string | undefined;
  readonly onEdit: () => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
};

function TaskRow({ task, year, parties, fault, onEdit, onMove, onRemove }: RowProps): ReactNode {
  const read = task.deadline.kind
    ? { kind: task.deadline.kind, on: task.deadline.on }
    : readDeadline(task.deadline.text, year);
  return (
    <tr>
      <td>{task.number}</td>
      <td data-phone="title">
        <button type="button" className="plan-link" onClick={onEdit}>
          {task.text}
        </button>
        {task.starred && <span className="plan-star"> ★ {t('plan.star')}</span>}
        {fault && <div className="plan-fault">{fault}</div>}
      </td>
      <td>{task.product}</td>
      <td>{task.leads.map(parties.nameOf).join('; ')}</td>
      <td>{task.coordinators.map(parties.nameOf).join('; ')}</td>
      <td>
        {task.deadline.text}
        <div className="muted">
          {read
            ? [tCode('plan.deadline', read.kind), read.on && day(read.on)]
                .filter(Boolean)
                .join(', ')
            : t('plan.deadline.unreadShort')}
        </div>
      </td>
      <td>
        <span className="plan-tools">
          {([-1, 1] as const).map((step) => (
            <button
              key={step}
              type="button"
              className="plan-tool"
              aria-label={`${task.number}: ${t(step === -1 ? 'plan.up' : 'plan.down')}`}
              onClick={() => {
                onMove(step);
              }}
            >
              <span className={step === -1 ? 'plan-flip' : undefined}>
                <Icon name="down" size={14} />
              </span>
            </button>
          ))}
          <CloseButton
            size="sm"
            aria-label={t('plan.removeTask', { number: task.number })}
            onClick={onRemove}
          />
        </span>
      </td>
    </tr>
  );
}

function newTask(field: number, tasks: readonly AppendixTask[]): AppendixTask {
  const count = tasks.filter((task) => task.field === field).length;
  return {
    field,
    number: `${ROMAN[field - 1] ?? 'I'}.${count + 1}`,
    text: '',
    product: '',
    productTypeCodes: [],
    leads: [],
    coordinators: [],
    deadline: { text: '' },
    targetCodes: [],
    criterion: '',
    funding: '',
    starred: false,
  };
}

/** One place up or down within its field. */
function moved(
  tasks: readonly AppendixTask[],
  task: AppendixTask,
  step: -1 | 1,
): readonly AppendixTask[] {
  const group = tasks.filter(({ field }) => field === task.field);
  const at = group.findIndex(({ number }) => number === task.number);
  const other = group[at + step];
  if (!other) return tasks;
  return renumbered(
    tasks.map((one) => {
      if (one.number === task.number) return other;
      return one.number === other.number ? task : one;
    }),
  );
}
