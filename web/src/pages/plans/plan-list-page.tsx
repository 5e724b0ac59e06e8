import type { ReactNode } from 'react';

export default function PlanListPage(): ReactNode {
  return <h1>PlanListPage</h1>;
}
