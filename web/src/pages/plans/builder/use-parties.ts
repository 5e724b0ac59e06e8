import { useMemo } from 'react';
import { useAgencies, useGroups, useUnits } from '../../../api/organisation';
import type { Coordinator, Plan, UnitOrGroup } from '../../../api/plans';
import { useSession } from '../../../app/session-context';
import type { Choice } from '../../../components/form-field';
import { t } from '../../../i18n';

export type Parties = {
  /** Groups, agencies and the issuer's own divisions. */
  readonly all: readonly Choice[];
  readonly agencies: readonly Choice[];
  readonly nameOf: (reference: Coordinator) => string;
};

/** Everybody whom a plan may name, by one value: `u:` a unit, `g:` a group. */
export function useParties(plan: Plan): Parties {
  const { acting } = useSession();
  const agencies = useAgencies(acting.space).data;
  const groups = useGroups().data;
  const units = useUnits(plan.agencyId).data;
  const { unitNames } = plan;
  return useMemo(() => {
    const groupChoices = (groups ?? []).map(({ code, name }) => ({
      value: `g:${code}`,
      label: `${name} (${t('plan.group')})`,
    }));
    const agencyChoices = (agencies ?? []).map(({ id, name }) => ({
      value: `u:${id}`,
      label: name,
    }));
    const own = (units ?? []).map(({ id, name }) => ({ value: `u:${id}`, label: name }));
    const all = unique([...groupChoices, ...agencyChoices, ...own]);
    const labels = new Map(all.map(({ value, label }) => [value, label]));
    const named = Object.entries(unitNames).map(([id, name]) => ({
      value: `u:${id}`,
      label: name,
    }));
    return {
      all: unique([...all, ...named]),
      agencies: unique([...groupChoices, ...agencyChoices]),
      nameOf: (reference) => {
        if ('text' in reference) return reference.text;
        const value = valueOf(reference);
        const known = 'unitId' in reference ? unitNames[reference.unitId] : undefined;
        return known ?? labels.get(value)?.replace(` (${t('plan.group')})`, '') ?? value.slice(2);
      },
    };
  }, [agencies, groups, units, unitNames]);
}

export function valueOf(reference: UnitOrGroup): string {
  return 'unitId' in reference ? `u:${reference.unitId}` : `g:${reference.groupCode}`;
}

export function referenceOf(value: string): UnitOrGroup {
  return value.startsWith('g:') ? { groupCode: value.slice(2) } : { unitId: value.slice(2) };
}

function unique(choices: readonly Choice[]): readonly Choice[] {
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}
