import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { savePlan, type Plan, type PlanEdit } from '../../../api/plans';
import { useDraft } from '../../../components/use-draft';
import { announce } from '../../../components/toast';
import { t, type TextKey } from '../../../i18n';
import { AppendixSection } from './appendix-section';
import { BuilderBar } from './builder-bar';
import { BuilderProblems } from './builder-problems';
import { FiguresSection } from './figures-section';
import { GeneralSection } from './general-section';
import { ImplementationSection } from './implementation-section';
import { cleaned, editOf, type SetContent } from './plan-form';
import { RecipientsSection } from './recipients-section';
import { ReportersSection } from './reporters-section';
import { TargetsSection } from './targets-section';
import { useParties } from './use-parties';

type Props = {
  readonly plan: Plan;
  readonly onSaved: (plan: Plan) => void;
  readonly onReload: () => void;
};

const PARTS: readonly (readonly [string, TextKey])[] = [
  ['plan-general', 'plan.objectives'],
  ['plan-figures', 'plan.figures'],
  ['plan-targets', 'plan.targets'],
  ['plan-appendix', 'plan.appendix'],
  ['plan-implementation', 'plan.organisation'],
  ['plan-reporters', 'plan.reporters'],
  ['plan-recipients', 'plan.recipients'],
];

/** The whole plan as one form, saved on the version that was seen. */
export function PlanBuilder({ plan, onSaved, onReload }: Props): ReactNode {
  const draft = useDraft<PlanEdit>(`plan.${plan.id}.${plan.version}`, editOf(plan));
  const [dirty, setDirty] = useState(draft.restored);
  const parties = useParties(plan);
  const edit = draft.value;
  const { content } = edit;

  const save = useMutation({
    mutationFn: () => savePlan(plan.id, plan.version, cleaned(edit)),
    onSuccess: (saved) => {
      draft.clear();
      draft.set(editOf(saved));
      draft.clear();
      setDirty(false);
      onSaved(saved);
      announce(t('common.saved'));
    },
  });

  function change(next: Partial<PlanEdit>): void {
    setDirty(true);
    draft.set((old) => ({ ...old, ...next }));
  }
  const setContent: SetContent = (changeOf) => {
    setDirty(true);
    draft.set((old) => ({ ...old, content: { ...old.content, ...changeOf(old.content) } }));
  };
  const shared = { content, setContent, error: save.error, parties };

  return (
    <>
      <BuilderBar
        plan={plan}
        dirty={dirty}
        saving={save.isPending}
        save={async () => (await save.mutateAsync()).version}
      />
      {draft.restored && dirty && <p className="muted">{t('common.restored')}</p>}
      <BuilderProblems error={save.error} onReload={onReload} />
      <div className="plan-frame">
        <nav className="plan-parts" aria-label={t('plan.sections')}>
          {PARTS.map(([id, key]) => (
            <a key={id} href={`#${id}`}>
              {t(key)}
            </a>
          ))}
        </nav>
        <div className="stack">
          <div id="plan-general">
            <GeneralSection {...shared} edit={edit} onChange={change} />
          </div>
          <div id="plan-figures">
            <FiguresSection {...shared} />
          </div>
          <div id="plan-targets">
            <TargetsSection {...shared} />
          </div>
          <div id="plan-appendix">
            <AppendixSection {...shared} year={edit.year} />
          </div>
          <div id="plan-implementation">
            <ImplementationSection {...shared} />
          </div>
          <div id="plan-reporters">
            <ReportersSection {...shared} />
          </div>
          <div id="plan-recipients">
            <RecipientsSection {...shared} />
          </div>
        </div>
      </div>
    </>
  );
}
