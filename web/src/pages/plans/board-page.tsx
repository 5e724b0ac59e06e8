import type { ReactNode } from 'react';

export default function BoardPage(): ReactNode {
  return <h1>BoardPage</h1>;
}
