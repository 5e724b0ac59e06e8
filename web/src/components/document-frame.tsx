import type { ReactNode } from 'react';
import './document-frame.css';

/** The file at the left, what can be done and known at the right; one scroll on a phone. */
export function DocumentFrame({
  viewer,
  side,
}: {
  readonly viewer: ReactNode;
  readonly side: ReactNode;
}): ReactNode {
  return (
    <div className="doc-frame">
      <div className="doc-viewer">{viewer}</div>
      <div className="doc-side stack">{side}</div>
    </div>
  );
}
