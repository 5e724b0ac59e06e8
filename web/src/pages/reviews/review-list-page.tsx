import type { ReactNode } from 'react';

export default function ReviewListPage(): ReactNode {
  return <h1>ReviewListPage</h1>;
}
