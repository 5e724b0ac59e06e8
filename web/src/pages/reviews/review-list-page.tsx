// NOTE: another engineer (web2) builds the pages under pages/plans, pages/reports, pages/tasks, pages/reviews right now. Do not edit them; build documents, signing, registers, verification, home, shell.
import type { ReactNode } from 'react';

export default function ReviewListPage(): ReactNode {
  return <h1>ReviewListPage</h1>;
}
