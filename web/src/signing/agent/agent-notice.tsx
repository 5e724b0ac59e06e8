import type { ReactNode } from 'react';
import { problemText } from '../../api/problem';
import { ProblemNotice } from '../../components/problem-notice';
import { isTextKey, t } from '../../i18n';
import { AgentRefusal } from './agent-client';

/** Why the program on this PC said no, or what the server refused afterwards. */
export function AgentNotice({ error }: { readonly error: unknown }): ReactNode {
  if (!(error instanceof AgentRefusal)) return <ProblemNotice error={error} />;
  return (
    <div className="notice notice-red" role="alert">
      <strong>{t('error.title')}</strong>
      <span>{agentText(error)}</span>
    </div>
  );
}

export function agentText(error: unknown): string {
  if (!(error instanceof AgentRefusal)) return problemText(error);
  const key = `agent.refusal.${error.code}`;
  return isTextKey(key) ? t(key) : t('agent.refusal', { code: error.code });
}
