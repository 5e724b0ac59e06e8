import type { ReactNode } from 'react';

export default function ReportListPage(): ReactNode {
  return <h1>ReportListPage</h1>;
}
