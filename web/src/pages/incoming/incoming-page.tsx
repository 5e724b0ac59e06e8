import type { ReactNode } from 'react';

export default function IncomingPage(): ReactNode {
  return <h1>IncomingPage</h1>;
}
