import type { ReactNode } from 'react';

export default function RegisterArrivalsPage(): ReactNode {
  return <h1>RegisterArrivalsPage</h1>;
}
