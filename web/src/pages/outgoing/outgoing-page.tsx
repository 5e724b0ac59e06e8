import type { ReactNode } from 'react';

export default function OutgoingPage(): ReactNode {
  return <h1>OutgoingPage</h1>;
}
