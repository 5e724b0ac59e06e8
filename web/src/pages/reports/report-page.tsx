import type { ReactNode } from 'react';

export default function ReportPage(): ReactNode {
  return <h1>ReportPage</h1>;
}
