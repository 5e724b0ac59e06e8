import type { ReactNode } from 'react';

/** The product's mark: a square personal seal, unlike any seal of an agency. */
export function Mark({ size = 24 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect
        x="2"
        y="2"
        width="28"
        height="28"
        rx="5"
        fill="none"
        stroke="var(--seal)"
        strokeWidth="3"
      />
      <path
        d="M8 10h16M16 10v14M11 16h10M9 24h14"
        stroke="var(--seal)"
        strokeWidth="3"
        fill="none"
        strokeLinecap="square"
      />
    </svg>
  );
}
