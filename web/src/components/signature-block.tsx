import type { ReactNode } from 'react';
import './signature-block.css';

type Props = {
  readonly lines: readonly string[];
  readonly name: string;
  readonly below?: string | null;
};

/** The block as it will be printed: authority in capitals, room for the signature, the name. */
export function SignatureBlock({ lines, name, below }: Props): ReactNode {
  if (lines.length === 0) return null;
  return (
    <div className="signature-block">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      <div className="signature-room" aria-hidden="true" />
      {below && <div>{below}</div>}
      <div className="signature-name">{name}</div>
    </div>
  );
}
