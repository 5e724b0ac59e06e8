import type { ReactNode } from 'react';

export default function SigningDeskPage(): ReactNode {
  return <h1>SigningDeskPage</h1>;
}
