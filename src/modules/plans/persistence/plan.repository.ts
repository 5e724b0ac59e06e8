import { Injectable } from '@nestjs/common';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError, StaleVersionError } from '../../../platform/errors/platform.errors.js';
import type { AppendixTask, PlanTarget } from '../domain/plan-content.js';
import { Plan } from './plan.entity.js';

export type Reporter = {
  readonly unitId: string;
  readonly agencyId: string;
  readonly level: string;
  readonly name: string;
};

export type DutyRow = {
  readonly id: string;
  readonly number: string;
  readonly leadAgencyId: string;
  readonly leadUnitId: string | null;
  readonly definition: AppendixTask;
  readonly dueOn: string | null;
  readonly taskId: string | null;
};

const DUTY_COLUMNS = `id, number, lead_agency_id AS "leadAgencyId", lead_unit_id AS "leadUnitId",
  definition, due_on::text AS "dueOn", task_id AS "taskId"`;

@Injectable()
export class PlanRepository {
  /** Locks the row until the transaction ends. */
  async getForUpdate(tx: Tx, id: string, ifMatch?: number): Promise<Plan> {
    const plan = await tx
      .getRepository(Plan)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!plan) throw new NotFoundError('plan');
    if (ifMatch !== undefined && plan.version !== ifMatch)
      throw new StaleVersionError(plan.version);
    return plan;
  }

  async findByDocumentForUpdate(tx: Tx, documentId: string): Promise<Plan | null> {
    return tx
      .getRepository(Plan)
      .findOne({ where: { documentId }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Tx, plan: Plan): Promise<void> {
    await tx.getRepository(Plan).save(plan);
  }

  async targetsOf(db: Queryable, planId: string): Promise<PlanTarget[]> {
    const found = await rows<{ definition: PlanTarget }>(
      db,
      'SELECT definition FROM plans.target WHERE plan_id = $1 ORDER BY position',
      [planId],
    );
    return found.map(({ definition }) => definition);
  }

  async reportersOf(db: Queryable, planId: string): Promise<Reporter[]> {
    return rows<Reporter>(
      db,
      `SELECT unit_id AS "unitId", agency_id AS "agencyId", level, name
       FROM plans.reporter WHERE plan_id = $1 ORDER BY position`,
      [planId],
    );
  }

  async findReporter(db: Queryable, planId: string, unitId: string): Promise<Reporter | null> {
    return maybeRow<Reporter>(
      db,
      `SELECT unit_id AS "unitId", agency_id AS "agencyId", level, name
       FROM plans.reporter WHERE plan_id = $1 AND unit_id = $2`,
      [planId, unitId],
    );
  }

  async waitingDutiesForUpdate(tx: Tx, planId: string, agencyId: string): Promise<DutyRow[]> {
    return rows<DutyRow>(
      tx,
      `SELECT ${DUTY_COLUMNS} FROM plans.duty
       WHERE plan_id = $1 AND lead_agency_id = $2 AND task_id IS NULL ORDER BY position FOR UPDATE`,
      [planId, agencyId],
    );
  }

  async startDuty(tx: Tx, dutyId: string, taskId: string, at: Date): Promise<void> {
    await tx.query('UPDATE plans.duty SET task_id = $2, started_at = $3 WHERE id = $1', [
      dutyId,
      taskId,
      at,
    ]);
  }

  async addTargets(
    tx: Tx,
    planId: string,
    targets: readonly (PlanTarget & { readonly id: string })[],
  ): Promise<void> {
    for (const [position, { id, ...definition }] of targets.entries()) {
      await tx.query(
        'INSERT INTO plans.target (id, plan_id, position, code, definition) VALUES ($1,$2,$3,$4,$5)',
        [id, planId, position, definition.code, JSON.stringify(definition)],
      );
    }
  }

  async addReporters(tx: Tx, planId: string, reporters: readonly Reporter[]): Promise<void> {
    for (const [position, reporter] of reporters.entries()) {
      await tx.query(
        `INSERT INTO plans.reporter (plan_id, unit_id, agency_id, level, name, position)
         VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING`,
        [planId, reporter.unitId, reporter.agencyId, reporter.level, reporter.name, position],
      );
    }
  }

  async addDuty(tx: Tx, planId: string, position: number, duty: DutyRow): Promise<void> {
    await tx.query(
      `INSERT INTO plans.duty (id, plan_id, number, position, lead_agency_id, lead_unit_id, definition, due_on)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT DO NOTHING`,
      [
        ...[duty.id, planId, duty.number, position, duty.leadAgencyId, duty.leadUnitId],
        ...[JSON.stringify(duty.definition), duty.dueOn],
      ],
    );
  }
}
