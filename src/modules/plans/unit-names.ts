import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Queryable } from '../../platform/database/rows.js';
import { OrganisationDirectory, type UnitView } from '../organisation/index.js';
import type { AppendixTask, UnitOrGroup } from './domain/plan-content.js';
import type { PrintedTask } from './domain/plan-document.js';

type Coordinator = AppendixTask['coordinators'][number];

/** Turns units and groups of a plan into names for print and into units for work. */
@Injectable()
export class UnitNames {
  constructor(private readonly organisation: OrganisationDirectory) {}

  /** The units behind a reference: one, or the members of a group on the day. */
  async expand(db: Queryable, reference: UnitOrGroup, on: LocalDate): Promise<UnitView[]> {
    if ('unitId' in reference) return [await this.organisation.getUnit(db, reference.unitId)];
    return this.organisation.expandGroup(db, reference.groupCode, on);
  }

  async printedTasks(
    db: Queryable,
    tasks: readonly AppendixTask[],
    on: LocalDate,
  ): Promise<PrintedTask[]> {
    const names = await this.namesFor(db, tasks, on);
    return tasks.map((task) => ({
      task,
      leads: task.leads.map(names).join('; '),
      coordinators: task.coordinators.map(names).join('; '),
    }));
  }

  async printedCoordinators(
    db: Queryable,
    task: AppendixTask,
    on: LocalDate,
  ): Promise<readonly string[]> {
    return task.coordinators.map(await this.namesFor(db, [task], on));
  }

  private async namesFor(
    db: Queryable,
    tasks: readonly AppendixTask[],
    on: LocalDate,
  ): Promise<(reference: Coordinator) => string> {
    const groups = new Map(
      (await this.organisation.listGroups(db, on)).map(({ code, name }) => [code, name]),
    );
    const references = tasks.flatMap(({ leads, coordinators }) => [...leads, ...coordinators]);
    const units = new Map<string, string>();
    for (const reference of references) {
      if (!('unitId' in reference) || units.has(reference.unitId)) continue;
      const unit = await this.organisation.getUnit(db, reference.unitId);
      units.set(unit.id, unit.shortName);
    }
    return (reference) => {
      if ('text' in reference) return reference.text;
      if ('groupCode' in reference) return groups.get(reference.groupCode) ?? reference.groupCode;
      return units.get(reference.unitId) ?? '';
    };
  }
}
