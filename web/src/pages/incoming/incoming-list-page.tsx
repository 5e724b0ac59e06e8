import type { ReactNode } from 'react';

export default function IncomingListPage(): ReactNode {
  return <h1>IncomingListPage</h1>;
}
