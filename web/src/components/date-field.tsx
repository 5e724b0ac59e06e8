import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/vi';
import { DateInput, DatesProvider } from '@mantine/dates';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import { language } from '../i18n/language';

dayjs.extend(customParseFormat);

type Props = {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly minDate?: string | undefined;
  readonly maxDate?: string | undefined;
  readonly width?: number | undefined;
};

const TYPED = ['DD/MM/YYYY', 'D/M/YYYY', 'DDMMYYYY', 'D/M', 'YYYY-MM-DD'];

/** A legal day: shown and typed as 14/06/2026, held as 2026-06-14. */
export default function DateField({ width, ...props }: Props): ReactNode {
  return (
    <DatesProvider settings={{ locale: language(), firstDayOfWeek: 1, weekendDays: [0, 6] }}>
      <DateInput
        {...props}
        w={width}
        maw="100%"
        valueFormat="DD/MM/YYYY"
        placeholder="dd/mm/yyyy"
        clearable
        clearButtonProps={{ 'aria-label': t('common.remove') }}
        popoverProps={{ withinPortal: true }}
        dateParser={(text) => {
          const parsed = dayjs(text.trim(), TYPED, true);
          return parsed.isValid() ? parsed.format('YYYY-MM-DD') : null;
        }}
      />
    </DatesProvider>
  );
}
