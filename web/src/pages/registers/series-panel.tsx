import type { ReactNode } from 'react';
import type { Gap, Series } from '../../api/registers';
import { Badge } from '../../components/badge';
import { Section } from '../../components/section';
import { documentTypeName } from '../../components/document-types';
import { isTextKey, t } from '../../i18n';

export function groupName(typeGroup: string): string {
  const key = `reg.group.${typeGroup}`;
  if (isTextKey(key)) return t(key);

  return documentTypeName(typeGroup);
}

/** Every series with its last number, and each number that was not used with its reason. */
export function SeriesPanel({ series }: { readonly series: readonly Series[] }): ReactNode {
  if (series.length === 0) return null;
  return (
    <div style={{ marginTop: 16 }}>
      <Section title={t('reg.seriesTitle')}>
        <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 6 }}>
          {series.map((one) => (
            <li key={one.id}>
              <span className="row">
                <strong>{groupName(one.typeGroup)}</strong>
                <span className="muted num">
                  {one.period}, {t('reg.lastNumber', { n: one.last })}
                </span>
                {one.gaps.every(({ kind }) => kind === 'earlier-book') && (
                  <Badge tone="released">{t('reg.noGap')}</Badge>
                )}
              </span>
              {one.gaps.map((gap) => (
                <div
                  key={gap.from}
                  className={gap.kind === 'unexplained' ? 'notice notice-red' : 'muted'}
                >
                  {t('reg.gapLine', { numbers: numbersOf(gap), reason: gap.reason })}
                </div>
              ))}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function numbersOf({ from, to }: Gap): string {
  return from === to ? String(from) : `${from}-${to}`;
}
