import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { ActionDialog, type ActionSpec } from './action-dialog';
import { announce } from './toast';

type Props = {
  readonly subjectId: string;
  readonly specs: readonly ActionSpec[];
  readonly onChanged: () => void;
  readonly empty?: string;
};

/** What I can do now: big buttons, the usual step first. */
export function ActionPanel({ subjectId, specs, onChanged, empty }: Props): ReactNode {
  const [pressed, setPressed] = useState<ActionSpec | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const hasActed = useRef(false);
  useEffect(() => {
    // The button that was pressed made way for the next step.
    if (hasActed.current && pressed === null && document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true });
  }, [pressed, specs]);
  // Choices that were still loading when the button was pressed come with a later spec.
  const open = pressed && (specs.find(({ action }) => action === pressed.action) ?? pressed);
  return (
    <section className="panel panel-pad stack" aria-labelledby="can-do">
      <h2 id="can-do" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {t('doc.canDo')}
      </h2>
      {specs.length === 0 && <p className="muted">{empty ?? t('doc.canDo.none')}</p>}
      <div className="row">
        {specs.map((spec, index) => (
          <Button
            key={spec.action}
            size={index === 0 && spec.tone !== 'danger' ? 'md' : 'sm'}
            {...buttonLook(spec, index)}
            onClick={() => {
              if (spec.open) spec.open();
              else setPressed(spec);
            }}
          >
            {spec.label}
          </Button>
        ))}
      </div>
      {open && (
        <ActionDialog
          spec={open}
          formKey={`${subjectId}.${open.action}`}
          onClose={() => {
            setPressed(null);
          }}
          onConflict={() => {
            setPressed(null);
            onChanged();
          }}
          onDone={(answer) => {
            announce(open.done?.(answer) ?? t('common.done'));
            hasActed.current = true;
            setPressed(null);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

function buttonLook(spec: ActionSpec, index: number): { variant: string; color?: string } {
  if (spec.tone === 'danger') return { variant: 'outline', color: 'seal' };
  if (index === 0 && spec.tone !== 'quiet') return { variant: 'filled' };
  return { variant: 'default' };
}
