import type { ReactNode } from 'react';

export default function UnitTargetPage(): ReactNode {
  return <h1>UnitTargetPage</h1>;
}
