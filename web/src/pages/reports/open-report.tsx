import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { loadPlan, plansInForce } from '../../api/plans';
import { openReport, type Report } from '../../api/reports';
import { useSession } from '../../app/session-context';
import { ActionDialog } from '../../components/action-dialog';
import { today } from '../../components/format';
import { t } from '../../i18n';
import { monthName, periodOn, periodsOf } from '../plans/period';

/** The report of one of the own units for a month; one that exists is shown again. */
export function OpenReport(): ReactNode {
  const { acting } = useSession();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const units = useQuery({
    queryKey: ['own-reporters', acting.agencyId],
    queryFn: () => ownReporters(acting.agencyId),
    enabled: open,
  });
  const choices = units.data ?? [];
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('rep.open')}
      </Button>
      {open && !units.isPending && (
        <ActionDialog
          formKey="open-report"
          spec={{
            action: 'open-report',
            label: t('rep.open'),
            hint: choices.length === 0 ? t('rep.open.none') : t('rep.open.text'),
            fields: [
              {
                name: 'unit',
                label: t('common.unit'),
                kind: 'select',
                required: true,
                choices,
              },
              {
                name: 'period',
                label: t('rep.period.short'),
                kind: 'select',
                required: true,
                choices: periodsOf(Number(today().slice(0, 4))).map((code) => ({
                  value: code,
                  label: monthName(code),
                })),
              },
            ],
            initial: {
              period: periodOn(today()),
              ...(choices[0] ? { unit: choices[0].value } : {}),
            },
            run: ({ unit, period }) => {
              const [planId = '', unitId = ''] = String(unit).split('/');
              return openReport(planId, unitId, String(period));
            },
          }}
          onClose={() => {
            setOpen(false);
          }}
          onConflict={() => {
            setOpen(false);
          }}
          onDone={(answer) => {
            void navigate(`/bao-cao/${(answer as Report).id}`);
          }}
        />
      )}
    </>
  );
}

async function ownReporters(agencyId: string): Promise<{ value: string; label: string }[]> {
  const { items } = await plansInForce();
  const plans = await Promise.all(items.map(({ id }) => loadPlan(id)));
  return plans.flatMap(({ id, title, reporters }) =>
    reporters
      .filter((reporter) => reporter.agencyId === agencyId)
      .map(({ unitId, name }) => ({ value: `${id}/${unitId}`, label: `${name} - ${title}` })),
  );
}
