import type { ReactNode } from 'react';

export default function OutgoingListPage(): ReactNode {
  return <h1>OutgoingListPage</h1>;
}
