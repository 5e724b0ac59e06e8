import type { ReactNode } from 'react';
import './badge.css';

export type Tone =
  | 'draft'
  | 'returned'
  | 'waiting'
  | 'signed'
  | 'released'
  | 'late'
  | 'soon'
  | 'overdue'
  | 'void'
  | 'plain';

type Props = { readonly tone: Tone; readonly children: ReactNode };

/** State of a document or task: colour, shape and word together, so that none stands alone. */
export function Badge({ tone, children }: Props): ReactNode {
  return (
    <span className={`badge badge-${tone}`}>
      <Glyph tone={tone} />
      <span>{children}</span>
    </span>
  );
}

function Glyph({ tone }: { readonly tone: Tone }): ReactNode {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {SHAPES[tone]}
    </svg>
  );
}

const SHAPES: Readonly<Record<Tone, ReactNode>> = {
  draft: (
    <rect
      x="1.500"
      y="1.500"
      width="7"
      height="7"
      fill="none"
      stroke="currentColor"
      strokeDasharray="2 1"
    />
  ),
  returned: (
    <path
      d="M8 8V4H2M4.500 1.500L2 4l2.500 2.500"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.500"
    />
  ),
  waiting: <circle cx="5" cy="5" r="3.500" fill="none" stroke="currentColor" strokeWidth="1.500" />,
  signed: <path d="M1 8l2-4 3 3 3-6" fill="none" stroke="currentColor" strokeWidth="1.500" />,
  released: <path d="M1 5.500L4 8.500 9 2" fill="none" stroke="currentColor" strokeWidth="1.800" />,
  late: <path d="M1 5.500L4 8.500 9 2" fill="none" stroke="currentColor" strokeWidth="1.800" />,
  soon: <path d="M5 1l4 8H1z" fill="none" stroke="currentColor" strokeWidth="1.400" />,
  overdue: <path d="M5 0.500l4.500 8.500h-9z" fill="currentColor" />,
  void: <path d="M2 2l6 6M8 2L2 8" stroke="currentColor" strokeWidth="1.500" />,
  plain: <circle cx="5" cy="5" r="2" fill="currentColor" />,
};
