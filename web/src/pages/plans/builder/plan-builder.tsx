import { useMutation } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { savePlan, type Plan, type PlanEdit } from '../../../api/plans';
import { BothVersions } from '../../../components/both-versions';
import { useSharedDraft } from '../../../components/use-shared-draft';
import { announce } from '../../../components/toast';
import { t, type TextKey } from '../../../i18n';
import { AppendixSection } from './appendix-section';
import { BuilderBar } from './builder-bar';
import { BuilderProblems } from './builder-problems';
import { FiguresSection } from './figures-section';
import { GeneralSection } from './general-section';
import { ImplementationSection } from './implementation-section';
import { cleaned, editOf, type SetContent } from './plan-form';
import { planLine } from './plan-versions';
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
  const stored = useMemo(() => ({ value: editOf(plan), version: plan.version }), [plan]);
  const draft = useSharedDraft<PlanEdit>(`plan.${plan.id}`, stored);
  const { dirty } = draft;
  const parties = useParties(plan);
  const edit = draft.value;
  const { content } = edit;

  const save = useMutation({
    mutationFn: (typed: PlanEdit) => savePlan(plan.id, draft.version, cleaned(typed)),
    onSuccess: (saved, typed) => {
      draft.settle({ value: editOf(saved), version: saved.version }, typed);
      onSaved(saved);
      announce(t('common.saved'));
    },
    onError: onReload,
  });

  function change(next: Partial<PlanEdit>): void {
    draft.set((old) => ({ ...old, ...next }));
  }
  const setContent: SetContent = (changeOf) => {
    draft.set((old) => ({ ...old, content: { ...old.content, ...changeOf(old.content) } }));
  };
  const shared = { content, setContent, error: save.error, parties };

  return (
    <>
      <BuilderBar
        plan={plan}
        dirty={dirty}
        saving={save.isPending}
        blocked={draft.conflicts.length > 0}
        save={async () => (await save.mutateAsync(edit)).version}
      />
      {draft.restored && <p className="muted">{t('common.restored')}</p>}
      <BothVersions
        draft={draft}
        lineOf={(conflict) => planLine(content, parties.nameOf, conflict)}
        onChosen={save.reset}
      />
      {!draft.explains(save.error) && <BuilderProblems error={save.error} onReload={onReload} />}
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
