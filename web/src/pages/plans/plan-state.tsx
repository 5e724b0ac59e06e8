import type { ReactNode } from 'react';
import type { PlanState as State } from '../../api/plans';
import { Badge, type Tone } from '../../components/badge';
import { tCode } from '../../i18n';

const TONES: Readonly<Record<State, Tone>> = {
  draft: 'draft',
  submitted: 'waiting',
  'in-force': 'released',
  replaced: 'void',
};

export function PlanState({ state }: { readonly state: State }): ReactNode {
  return <Badge tone={TONES[state]}>{tCode('plan.state', state)}</Badge>;
}
