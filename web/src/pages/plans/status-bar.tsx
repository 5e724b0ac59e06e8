import type { ReactNode } from 'react';
import type { LightStatus } from '../../api/plans';
import { Light } from '../../components/charts/light';
import { lightWords } from './cell-words';

const ORDER: readonly LightStatus[] = ['met', 'near', 'unmet', 'none', 'not-reported'];

/** How many units stand where: a bar for the eye, the same in numbers for everyone. */
export function StatusBar({
  statuses,
}: {
  readonly statuses: readonly (LightStatus | undefined)[];
}): ReactNode {
  const parts = ORDER.map((status) => ({
    status,
    n: statuses.filter((one) => one === status).length,
  })).filter(({ n }) => n > 0);
  return (
    <div className="status-bar">
      <div className="status-bar-line" aria-hidden="true">
        {parts.map(({ status, n }) => (
          <span
            key={status}
            className={`status-bar-part light-${status}`}
            style={{ flexGrow: n }}
          />
        ))}
      </div>
      <ul>
        {parts.map(({ status, n }) => (
          <li key={status} title={lightWords(status)}>
            <Light status={status} size={9} />
            <span className="visually-hidden">{lightWords(status)}: </span>
            {n}
          </li>
        ))}
      </ul>
    </div>
  );
}
