import type { ReactNode } from 'react';
import { t } from '../../i18n';
import '../../components/data-list.css';

type Props = { readonly label: string; readonly className?: string; readonly children: ReactNode };

/** A table that may be wider than its place: a keyboard can scroll it too. */
export function TableRegion({ label, className = '', children }: Props): ReactNode {
  return (
    <div
      className={`data-list ${className}`}
      role="region"
      aria-label={`${t('common.table')}: ${label}`}
      tabIndex={0}
    >
      {children}
    </div>
  );
}
