import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Assignment } from '../api/incoming';
import { t, tCode } from '../i18n';
import { ActionDialog, type ActionSpec } from './action-dialog';
import { AssignmentState, Due } from './document-badges';
import { day, today } from './format';
import { announce } from './toast';
import './assignment-tree.css';

type Props = {
  readonly assignments: readonly Assignment[];
  readonly specsOf: (assignment: Assignment) => readonly ActionSpec[];
  readonly onChanged: () => void;
};

/** Who has it: lead, coordinators, for information, each with state and deadline of its own. */
export function AssignmentTree({ assignments, specsOf, onChanged }: Props): ReactNode {
  const [pressed, setPressed] = useState<{ spec: ActionSpec; part: Assignment } | null>(null);
  if (assignments.length === 0) return <p className="muted">{t('asg.empty')}</p>;

  // Choices that were still loading when the button was pressed come with a later spec.
  const open =
    pressed &&
    (specsOf(pressed.part).find(({ action }) => action === pressed.spec.action) ?? pressed.spec);

  function branch(parentId: string | null): ReactNode {
    const children = assignments.filter((one) => one.parentId === parentId);
    if (children.length === 0) return null;
    return (
      <ul className="asg-tree">
        {children.map((one) => (
          <li key={one.id}>
            <div className="asg-line">
              <span className="asg-role">{tCode('asg.role', one.role)}</span>
              <span className="grow">
                {one.unitName}
                {one.postName ? `, ${one.postName}` : ''}
              </span>
            </div>
            <div className="row asg-more">
              {one.role !== 'inform' && <AssignmentState state={one.state} />}
              {one.dueOn && <span className="num muted">{day(one.dueOn)}</span>}
              {one.dueOn && one.state !== 'completed' && <Due dueOn={one.dueOn} today={today()} />}
              {one.originalDueOn && one.originalDueOn !== one.dueOn && (
                <span className="muted">{t('due.original', { date: day(one.originalDueOn) })}</span>
              )}
            </div>
            {one.parentId && one.text && <div className="asg-text">{one.text}</div>}
            {one.progress && <div className="asg-text muted">{one.progress}</div>}
            {one.result && <div className="asg-text">{one.result}</div>}
            <div className="row">
              {specsOf(one).map((spec) => (
                <Button
                  key={spec.action}
                  size="compact-sm"
                  variant={spec.tone === 'main' ? 'filled' : 'default'}
                  onClick={() => {
                    setPressed({ spec, part: one });
                  }}
                >
                  {spec.label}
                </Button>
              ))}
            </div>
            {branch(one.id)}
          </li>
        ))}
      </ul>
    );
  }

  return (
    <>
      {branch(null)}
      {pressed && open && (
        <ActionDialog
          spec={open}
          formKey={`${pressed.part.id}.${open.action}`}
          onClose={() => {
            setPressed(null);
          }}
          onConflict={() => {
            setPressed(null);
            onChanged();
          }}
          onDone={() => {
            announce(t('common.done'));
            setPressed(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}
