import type { ReactNode } from 'react';

export default function NewOutgoingPage(): ReactNode {
  return <h1>NewOutgoingPage</h1>;
}
