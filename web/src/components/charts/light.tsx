import { useId, type ReactNode } from 'react';
import type { LightStatus } from '../../api/plans';
import './light.css';

/** A target's light: each state has a shape of its own, the colour only repeats it. */
export function Light({
  status,
  size = 14,
}: {
  readonly status: LightStatus;
  readonly size?: number;
}): ReactNode {
  return (
    <svg
      className={`light light-${status}`}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
      focusable="false"
    >
      <Shape status={status} />
    </svg>
  );
}

function Shape({ status }: { readonly status: LightStatus }): ReactNode {
  switch (status) {
    case 'met':
      return <circle cx="7" cy="7" r="5.5" fill="currentColor" />;
    case 'near':
      return <path d="M7 1.2L13.2 12.6H0.8z" fill="currentColor" />;
    case 'unmet':
      return <rect x="1.8" y="1.8" width="10.4" height="10.4" fill="currentColor" />;
    case 'none':
      return <path d="M2.5 7h9" stroke="currentColor" strokeWidth="2" />;
    case 'not-reported':
      return <Hatched />;
    case 'not-due':
      return (
        <rect
          x="2"
          y="2"
          width="10"
          height="10"
          fill="none"
          stroke="currentColor"
          strokeDasharray="1.5 1.5"
        />
      );
    case 'not-applicable':
      return null;
  }
}

function Hatched(): ReactNode {
  const id = useId();
  return (
    <>
      <defs>
        <pattern
          id={id}
          width="3"
          height="3"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0V3" stroke="currentColor" strokeWidth="1.6" />
        </pattern>
      </defs>
      <rect
        x="1.5"
        y="1.5"
        width="11"
        height="11"
        fill={`url(#${id})`}
        stroke="currentColor"
        strokeWidth="0.8"
      />
    </>
  );
}

const ARROWS = {
  up: 'M5 9V1.500M1.500 5L5 1.500 8.500 5',
  down: 'M5 1v7.500M1.500 5L5 8.500 8.500 5',
  same: 'M1 5h8',
};

const FOLLOWS: Readonly<Record<string, keyof typeof ARROWS>> = { better: 'up', worse: 'down' };

/**
 * Against last month; green when it got better, not merely larger. Where the first figure stands
 * still and another one moved, the arrow follows the target as a whole.
 */
export function TrendArrow({
  direction,
  progress,
}: {
  readonly direction: 'up' | 'down' | 'same';
  readonly progress?: string;
}): ReactNode {
  const moved = direction === 'same' ? (FOLLOWS[progress ?? 'same'] ?? 'same') : direction;
  return (
    <svg
      className={`trend trend-${progress ?? 'same'}`}
      width="10"
      height="10"
      viewBox="0 0 10 10"
      aria-hidden="true"
      focusable="false"
    >
      <path d={ARROWS[moved]} fill="none" stroke="currentColor" strokeWidth="1.500" />
    </svg>
  );
}
