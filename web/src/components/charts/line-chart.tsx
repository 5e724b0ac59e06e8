import { useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '../../i18n';
import type { LineChartData } from './echarts';

type Props = { readonly label: string; readonly data: LineChartData };

/** The drawing arrives after the page; the table beside it says the same in words. */
export function LineChart({ label, data }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    let end = (): void => undefined;
    import('./echarts').then(
      ({ drawLine }) => {
        if (gone) return;
        const chart = drawLine(element, data);
        const observer = new ResizeObserver(() => {
          chart.resize();
        });
        observer.observe(element);
        end = () => {
          observer.disconnect();
          chart.destroy();
        };
      },
      () => {
        setFailed(true);
      },
    );
    return () => {
      gone = true;
      end();
    };
  }, [data]);

  return (
    <figure className="chart panel panel-pad" role="img" aria-label={label}>
      <div ref={box} style={{ height: 280 }} />
      {failed && <p className="muted">{t('tgt.chart.failed')}</p>}
    </figure>
  );
}
