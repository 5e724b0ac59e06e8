import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { UnitView } from '../organisation/index.js';
import { type Duty, type LeadAssignment, Tasks } from '../tasks/index.js';
import type { PlanCameIntoForce } from './contracts/index.js';
import { readDeadline } from './domain/check-content.js';
import { documentLabel } from './domain/document-label.js';
import type { AppendixTask, PlanContent } from './domain/plan-content.js';
import type { Plan } from './persistence/plan.entity.js';
import { type DutyRow, PlanRepository, type Reporter } from './persistence/plan.repository.js';
import { UnitNames } from './unit-names.js';

/** Release turns the plan's words into what is measured and who has to do it. */
@Injectable()
export class PlanActivation {
  constructor(
    private readonly plans: PlanRepository,
    private readonly names: UnitNames,
    private readonly tasks: Tasks,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Writes targets, reporters and one row per lead agency; what stays in the house begins now. */
  async activate(
    tx: Tx,
    plan: Plan,
    symbol: string,
    issuedOn: LocalDate,
    { startOwn }: { readonly startOwn: boolean } = { startOwn: true },
  ): Promise<void> {
    plan.comeIntoForce(symbol, issuedOn);
    await this.plans.save(tx, plan);
    const { content } = plan;
    await this.plans.addTargets(
      tx,
      plan.id,
      content.targets.map((target) => ({ ...target, id: newId() })),
    );
    await this.plans.addReporters(tx, plan.id, await this.reportersOf(tx, content, issuedOn));
    await this.addDuties(tx, plan, issuedOn, startOwn);
    await this.outbox.add(tx, {
      topic: 'plans.plan-came-into-force.v1',
      subjectId: plan.id,
      payload: { agencyId: plan.agencyId, symbol, issuedOn },
    } satisfies PlanCameIntoForce);
  }

  /** The duties of one agency begin: it has registered the plan and its leader has directed it. */
  async start(
    tx: Tx,
    plan: Plan,
    agencyId: string,
    arrival: { readonly incomingDocumentId: string; readonly lead: LeadAssignment | null },
  ): Promise<number> {
    const duties = await this.plans.waitingDutiesForUpdate(tx, plan.id, agencyId);
    for (const duty of duties) {
      const lead =
        duty.leadUnitId === null
          ? arrival.lead
          : { unitId: duty.leadUnitId, postId: null, dueOn: null };
      await this.begin(tx, plan, duty, { ...arrival, lead });
    }
    return duties.length;
  }

  /** How a duty reads at the agency that has it; also what an import hands to the tasks. */
  async dutyOf(
    tx: Tx,
    plan: Plan,
    duty: DutyRow,
    incomingDocumentId: string | null,
  ): Promise<Duty> {
    const on = (plan.issuedOn ?? `${plan.year}-01-01`) as LocalDate;
    const { definition } = duty;
    return {
      source: 'plan',
      sourceId: duty.id,
      sourceLabel: documentLabel('Kế hoạch', plan.symbol ?? '', plan.issuedOn ?? on),
      sourceDocumentId: incomingDocumentId,
      giverAgencyId: plan.agencyId,
      agencyId: duty.leadAgencyId,
      number: duty.number,
      text: definition.text,
      product: definition.product,
      productTypeCodes: definition.productTypeCodes,
      coordinators: await this.names.printedCoordinators(tx, definition, on),
      targetCodes: definition.targetCodes,
      starred: definition.starred,
      deadlineKind: readDeadline(definition.deadline, plan.year).kind,
      deadlineText: definition.deadline.text,
      dueOn: duty.dueOn as LocalDate | null,
    };
  }

  private async begin(
    tx: Tx,
    plan: Plan,
    duty: DutyRow,
    arrival: { incomingDocumentId: string | null; lead: LeadAssignment | null },
  ): Promise<void> {
    const described = await this.dutyOf(tx, plan, duty, arrival.incomingDocumentId);
    const taskId = await this.tasks.open(tx, described, arrival.lead);
    if (taskId !== null) await this.plans.startDuty(tx, duty.id, taskId, this.clock.now());
  }

  private async reportersOf(
    tx: Tx,
    content: PlanContent,
    on: LocalDate,
  ): Promise<readonly Reporter[]> {
    const reporters = new Map<string, Reporter>();
    for (const { level, ...reference } of content.reporters) {
      for (const unit of await this.names.expand(tx, reference, on)) {
        reporters.set(unit.id, {
          unitId: unit.id,
          agencyId: unit.agencyId,
          level: level ?? unit.level,
          name: unit.shortName,
        });
      }
    }
    return [...reporters.values()];
  }

  private async addDuties(tx: Tx, plan: Plan, on: LocalDate, startOwn: boolean): Promise<void> {
    let position = 0;
    for (const task of plan.content.tasks) {
      for (const unit of await this.leadsOf(tx, task, on)) {
        const duty = dutyRow(plan, task, unit);
        await this.plans.addDuty(tx, plan.id, position, duty);
        position += 1;
        // Within the issuing agency nothing arrives: its divisions have the plan by its release.
        if (!startOwn || unit.agencyId !== plan.agencyId) continue;
        const lead = unit.isAgency ? null : { unitId: unit.id, postId: null, dueOn: null };
        await this.begin(tx, plan, duty, { incomingDocumentId: null, lead });
      }
    }
  }

  private async leadsOf(tx: Tx, task: AppendixTask, on: LocalDate): Promise<UnitView[]> {
    const leads = new Map<string, UnitView>();
    for (const reference of task.leads)
      for (const unit of await this.names.expand(tx, reference, on)) leads.set(unit.id, unit);
    return [...leads.values()];
  }
}

function dutyRow(plan: Plan, definition: AppendixTask, unit: UnitView): DutyRow {
  return {
    id: newId(),
    number: definition.number,
    leadAgencyId: unit.agencyId,
    leadUnitId: unit.isAgency ? null : unit.id,
    definition,
    dueOn: readDeadline(definition.deadline, plan.year).resolvedDate ?? null,
    taskId: null,
  };
}
