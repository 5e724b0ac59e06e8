import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useAgencies } from '../../api/organisation';
import { createPlan, plansInForce, type Plan } from '../../api/plans';
import { hasAnyRole, useSession } from '../../app/session-context';
import { ActionDialog } from '../../components/action-dialog';
import { today } from '../../components/format';
import { t } from '../../i18n';

/** A plan of one's own agency, or one that the agency drafts for the one above it. */
export function NewPlan(): ReactNode {
  const session = useSession();
  const [open, setOpen] = useState(false);
  if (!hasAnyRole(session, 'leader', 'office-chief', 'par-officer', 'unit-head', 'officer')) {
    return null;
  }
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('plan.new')}
      </Button>
      {open && (
        <NewPlanDialog
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function NewPlanDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { acting } = useSession();
  const navigate = useNavigate();
  const agencies = useAgencies(acting.space);
  const above = useQuery({ queryKey: ['plans-in-force'], queryFn: plansInForce });
  return (
    <ActionDialog
      formKey="new-plan"
      spec={{
        action: 'new-plan',
        label: t('plan.new'),
        hint: t('plan.new.text'),
        fields: [
          {
            name: 'agencyId',
            label: t('plan.issuer'),
            kind: 'select',
            required: true,
            choices: (agencies.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'title',
            label: t('plan.title'),
            kind: 'text',
            required: true,
            hint: t('plan.title.example'),
          },
          { name: 'year', label: t('plan.year'), kind: 'number', required: true },
          {
            name: 'specifiesPlanId',
            label: t('plan.specifies'),
            kind: 'select',
            choices: (above.data?.items ?? []).map(({ id, title, symbol }) => ({
              value: id,
              label: [symbol, title].filter(Boolean).join(', '),
            })),
          },
        ],
        initial: { agencyId: acting.agencyId, year: Number(today().slice(0, 4)) },
        run: ({ agencyId, title, year, specifiesPlanId }) =>
          createPlan({
            agencyId: String(agencyId),
            title: String(title),
            year: Number(year),
            specifiesPlanId: typeof specifiesPlanId === 'string' ? specifiesPlanId : null,
          }),
      }}
      onClose={onClose}
      onConflict={onClose}
      onDone={(answer) => {
        void navigate(`/ke-hoach/${(answer as Plan).id}`);
      }}
    />
  );
}
