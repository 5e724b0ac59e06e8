import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Task, TaskDetail } from '../../api/tasks';
import { t } from '../../i18n';
import { holderOf, TaskDue, TaskStateBadge } from './task-badges';

/** From the duty above to the work below it, each with its holder, state and deadline. */
export function TaskTree({ task }: { readonly task: TaskDetail }): ReactNode {
  return (
    <ul className="task-tree">
      {task.parent ? (
        <Node task={task.parent} label={t('task.parent')}>
          <ul>
            <Node task={task} label={t('task.this')} current>
              <Children task={task} />
            </Node>
          </ul>
        </Node>
      ) : (
        <Node task={task} label={t('task.this')} current>
          <Children task={task} />
        </Node>
      )}
    </ul>
  );
}

function Children({ task }: { readonly task: TaskDetail }): ReactNode {
  if (task.children.length === 0) return <p className="muted">{t('task.children.none')}</p>;
  return (
    <ul>
      {task.children.map((child) => (
        <Node key={child.id} task={child} label={t('task.children')} />
      ))}
    </ul>
  );
}

type NodeProps = {
  readonly task: Task;
  readonly label: string;
  readonly current?: boolean;
  readonly children?: ReactNode;
};

function Node({ task, label, current = false, children }: NodeProps): ReactNode {
  const holder = holderOf(task);
  return (
    <li aria-current={current ? 'true' : undefined}>
      <div className="task-node">
        <span className="muted">{label}</span>
        {current ? <strong>{holder}</strong> : <Link to={`/nhiem-vu/${task.id}`}>{holder}</Link>}
        <span className="row">
          <TaskStateBadge state={task.state} />
          <TaskDue task={task} />
        </span>
      </div>
      {children}
    </li>
  );
}
