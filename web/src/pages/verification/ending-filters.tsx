import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EndingOverview } from '../../api/verification';
import { useFilters } from '../../components/use-filters';
import { t, tCode } from '../../i18n';

export const CAUSES = ['certificate', 'time-stamp', 'algorithm', 'failure'] as const;
const TYPES = ['outgoing-document', 'outgoing-annex', 'incoming-document', 'document-copy'];

type Props = Pick<EndingOverview, 'agencies' | 'units'>;

/** Why, what, and whose of the agencies that he may ask about. */
export function EndingFilters({ agencies, units }: Props): ReactNode {
  const { get, set } = useFilters();
  return (
    <div className="filters no-print">
      <Select
        label={t('ver.ending.why')}
        data={CAUSES.map((value) => ({ value, label: tCode('ver.ending.short', value) }))}
        value={get('cause') || null}
        placeholder={t('common.all')}
        clearable
        onChange={(cause) => {
          set({ cause });
        }}
      />
      <Select
        label={t('ver.ending.kind')}
        data={TYPES.map((value) => ({ value, label: tCode('ver.ending.type', value) }))}
        value={get('subjectType') || null}
        placeholder={t('common.all')}
        clearable
        onChange={(subjectType) => {
          set({ subjectType });
        }}
      />
      {agencies.length > 1 && (
        <Select
          label={t('common.agency')}
          data={agencies.map(({ id, name }) => ({ value: id, label: name }))}
          value={get('agencyId') || null}
          placeholder={t('common.all')}
          clearable
          searchable
          onChange={(agencyId) => {
            set({ agencyId, unitId: null });
          }}
        />
      )}
      {units.length > 0 && (
        <Select
          label={t('ver.ending.unit')}
          data={units.map(({ id, name }) => ({ value: id, label: name }))}
          value={get('unitId') || null}
          placeholder={t('common.all')}
          clearable
          searchable
          onChange={(unitId) => {
            set({ unitId });
          }}
        />
      )}
    </div>
  );
}
