import type { ReactNode } from 'react';
import './timeline.css';

type Fact = readonly [label: string, value: ReactNode];

/** Labels and values; empty ones are left out. */
export function Facts({ items }: { readonly items: readonly Fact[] }): ReactNode {
  return (
    <dl className="facts">
      {items
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
