import type { ReactNode } from 'react';
import { ApiProblem, type FieldProblem } from '../../../api/problem';
import { ProblemNotice } from '../../../components/problem-notice';
import { t, tCode, isTextKey } from '../../../i18n';
import { language } from '../../../i18n/language';

/** Every fault of a refused save with its place in the plan. */
export function BuilderProblems({
  error,
  onReload,
}: {
  readonly error: unknown;
  readonly onReload: () => void;
}): ReactNode {
  if (!error) return null;
  const faults = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  if (faults.length === 0) {
    return (
      <ProblemNotice
        error={error}
        onRetry={error instanceof ApiProblem && error.isConflict ? onReload : undefined}
      />
    );
  }
  return (
    <div className="notice notice-red" role="alert">
      <strong>{t('plan.issues', { n: faults.length })}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.pointer}.${fault.code}`}>{sentenceOf(fault)}</li>
        ))}
      </ul>
    </div>
  );
}

/** `/content/tasks/3/deadline/text` as "Phụ lục nhiệm vụ, dòng 4: ...". */
function sentenceOf({ pointer, message, messageEn }: FieldProblem): string {
  const [, , part = '', index = ''] = pointer.split('/');
  const words = language() === 'en' ? messageEn : message;
  const key = `plan.place.${part}`;
  if (!isTextKey(key)) return words;
  const place = tCode('plan.place', part);
  return index === ''
    ? `${place}: ${words}`
    : `${place}, ${t('plan.row', { n: Number(index) + 1 })}: ${words}`;
}
