import type { ReactNode } from 'react';

export default function RegisterPage(): ReactNode {
  return <h1>RegisterPage</h1>;
}
