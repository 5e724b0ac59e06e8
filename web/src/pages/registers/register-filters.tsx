import { NumberInput, Select } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import type { Book, Series } from '../../api/registers';
import { useFilters } from '../../components/use-filters';
import { t, tCode } from '../../i18n';
import { groupName } from './series-panel';

const DateField = lazy(() => import('../../components/date-field'));

type Props = {
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly agencyId: string;
  readonly book: Book;
  readonly series: readonly Series[];
};

const COPY_TYPES = ['certified-copy', 'secondary-copy', 'excerpt-copy'];

/** From day to day, from number to number, one series or all: as the register is asked for. */
export function RegisterFilters({ agencies, agencyId, book, series }: Props): ReactNode {
  const { get, set } = useFilters();
  return (
    <div className="filters no-print">
      {agencies.length > 1 && (
        <Select
          label={t('reg.agency')}
          data={agencies.map(({ id, name }) => ({ value: id, label: name }))}
          value={agencyId}
          allowDeselect={false}
          onChange={(agency) => {
            set({ agency, period: null, typeGroup: null });
          }}
        />
      )}
      <Select
        label={t('reg.period')}
        data={[...new Set(series.map(({ period }) => period))].sort().reverse()}
        value={get('period') || null}
        placeholder={t('common.all')}
        clearable
        w={140}
        onChange={(period) => {
          set({ period });
        }}
      />
      {book === 'outgoing' && (
        <Select
          label={t('reg.series')}
          data={[...new Set(series.map(({ typeGroup }) => typeGroup))].map((value) => ({
            value,
            label: groupName(value),
          }))}
          value={get('typeGroup') || null}
          placeholder={t('reg.seriesAll')}
          clearable
          onChange={(typeGroup) => {
            set({ typeGroup });
          }}
        />
      )}
      {book === 'copies' && (
        <Select
          label={t('reg.copies.kind')}
          data={COPY_TYPES.map((value) => ({ value, label: tCode('copy.type', value) }))}
          value={get('typeCode') || null}
          placeholder={t('common.all')}
          clearable
          w={140}
          onChange={(typeCode) => {
            set({ typeCode });
          }}
        />
      )}
      <Suspense fallback={null}>
        <DateField
          label={t('common.from')}
          width={140}
          value={get('from') || null}
          onChange={(from) => {
            set({ from });
          }}
        />
        <DateField
          label={t('common.to')}
          width={140}
          value={get('to') || null}
          onChange={(to) => {
            set({ to });
          }}
        />
      </Suspense>
      <NumberInput
        label={t('reg.fromNumber')}
        w={90}
        hideControls
        value={get('fromNumber')}
        min={1}
        onBlur={(event) => {
          set({ fromNumber: event.currentTarget.value });
        }}
      />
      <NumberInput
        label={t('reg.toNumber')}
        w={90}
        hideControls
        value={get('toNumber')}
        min={1}
        onBlur={(event) => {
          set({ toNumber: event.currentTarget.value });
        }}
      />
    </div>
  );
}
