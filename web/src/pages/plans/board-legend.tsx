import type { ReactNode } from 'react';
import type { LightStatus } from '../../api/plans';
import { Light, TrendArrow } from '../../components/charts/light';
import { t, tCode } from '../../i18n';

const SHOWN: readonly LightStatus[] = ['met', 'near', 'unmet', 'none', 'not-reported', 'not-due'];

export function BoardLegend(): ReactNode {
  return (
    <ul className="board-legend" aria-label={t('board.legend')}>
      {SHOWN.map((status) => (
        <li key={status}>
          <Light status={status} /> {tCode('tgt.light', status)}
        </li>
      ))}
      <li>
        <TrendArrow direction="up" progress="better" />
        <TrendArrow direction="down" progress="worse" /> {t('board.trend')}
      </li>
    </ul>
  );
}
