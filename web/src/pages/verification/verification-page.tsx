import type { ReactNode } from 'react';

export default function VerificationPage(): ReactNode {
  return <h1>VerificationPage</h1>;
}
