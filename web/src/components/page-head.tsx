import { useEffect, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import './page-head.css';

type Props = {
  readonly title: ReactNode;
  readonly trail?: readonly { readonly to: string; readonly label: string }[];
  readonly children?: ReactNode;
  readonly below?: ReactNode;
};

/** Where I am, and at the right the one thing that is mostly done here. */
export function PageHead({ title, trail = [], children, below }: Props): ReactNode {
  useEffect(() => {
    if (typeof title === 'string') document.title = `${title} - Trien`;
  }, [title]);
  useEscapeBack(trail.length > 0);

  return (
    <div className="page-head">
      <div className="grow">
        {trail.length > 0 && (
          <nav className="page-trail">
            {trail.map(({ to, label }, index) => (
              <span key={to}>
                {index > 0 && ' / '}
                <Link to={to}>{label}</Link>
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

const TYPING = 'input, textarea, select, [contenteditable="true"]';
const ABOVE = '[role="dialog"], [role="listbox"], [role="menu"]';

/** Esc leads back to the list, whose row is focused again; never out of a field or a dialog. */
function useEscapeBack(enabled: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!enabled) return;
    let isAbove = false;
    function look(): void {
      // Before the dialog hears of the key: it is gone by the time that it comes here.
      isAbove = document.querySelector(ABOVE) !== null;
    }
    function onKey(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      if (!isAbove) void navigate(-1);
    }
    window.addEventListener('keydown', look, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', look, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, [enabled, navigate]);
}
