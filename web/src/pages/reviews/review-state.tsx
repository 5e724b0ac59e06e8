import type { ReactNode } from 'react';
import type { Outcome, Progress, ReviewState as State } from '../../api/reviews';
import { Badge, type Tone } from '../../components/badge';
import { TrendArrow } from '../../components/charts/light';
import { t, tCode } from '../../i18n';

const STATES: Readonly<Record<State, Tone>> = {
  'waiting-report': 'waiting',
  frozen: 'waiting',
  meeting: 'waiting',
  drafting: 'signed',
  issued: 'released',
  closed: 'plain',
};
const OUTCOMES: Readonly<Record<Outcome, Tone>> = {
  done: 'released',
  'in-progress': 'waiting',
  'not-done': 'overdue',
};
const ARROWS = { better: 'up', worse: 'down', same: 'same', 'not-comparable': 'same' } as const;

export function ReviewState({ state }: { readonly state: State }): ReactNode {
  return <Badge tone={STATES[state]}>{tCode('rev.state', state)}</Badge>;
}

export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }): ReactNode {
  return <Badge tone={OUTCOMES[outcome]}>{tCode('rev.item', outcome)}</Badge>;
}

/** Tốt hơn, Không chuyển biến, Giảm so với tháng trước: an arrow and the words. */
export function Compared({ progress }: { readonly progress: Progress }): ReactNode {
  return (
    <span className={`review-compare review-compare-${progress}`}>
      <TrendArrow direction={ARROWS[progress]} progress={progress} /> {t(`rev.compare.${progress}`)}
    </span>
  );
}
