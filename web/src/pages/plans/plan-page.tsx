import type { ReactNode } from 'react';

export default function PlanPage(): ReactNode {
  return <h1>PlanPage</h1>;
}
