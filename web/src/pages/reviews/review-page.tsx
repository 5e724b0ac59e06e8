import type { ReactNode } from 'react';

export default function ReviewPage(): ReactNode {
  return <h1>ReviewPage</h1>;
}
