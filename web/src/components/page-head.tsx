import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './page-head.css';

type Props = {
  readonly title: ReactNode;
  readonly trail?: readonly { readonly to: string; readonly label: string }[];
  readonly children?: ReactNode;
  readonly below?: ReactNode;
};

/** Where I am, and at the right the one thing that is mostly done here. */
export function PageHead({ title, trail = [], children, below }: Props): ReactNode {
  return (
    <div className="page-head">
      <div className="grow">
        {trail.length > 0 && (
          <nav className="page-trail">
            {trail.map(({ to, label }) => (
              <span key={to}>
                <Link to={to}>{label}</Link> /{' '}
              </span>
            ))}
          </nav>
        )}
        <h1>{title}</h1>
        {below}
      </div>
      {children && <div className="row no-print">{children}</div>}
    </div>
  );
}
