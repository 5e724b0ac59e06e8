import type { ReactNode } from 'react';

export default function TaskListPage(): ReactNode {
  return <h1>TaskListPage</h1>;
}
