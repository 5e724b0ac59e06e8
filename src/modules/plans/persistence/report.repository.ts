import { Injectable } from '@nestjs/common';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError, StaleVersionError } from '../../../platform/errors/platform.errors.js';
import { UnitReport } from './unit-report.entity.js';

export type FigureRow = {
  readonly key: string;
  readonly value: number;
  readonly entry: 'typed' | 'pasted' | 'csv' | 'system';
  readonly source: string;
  readonly zeroConfirmed: boolean;
};

export type ProgressRow = {
  readonly dutyId: string;
  readonly state: 'not-started' | 'in-progress' | 'done';
  readonly note: string;
  readonly proof: string;
  readonly explanation: string;
};

export type CorrectionRow = {
  readonly id: string;
  readonly reportId: string;
  readonly key: string;
  readonly oldValue: number;
  readonly newValue: number;
  readonly reason: string;
  readonly at: Date;
};

@Injectable()
export class ReportRepository {
  /** Locks the row until the transaction ends. */
  async getForUpdate(tx: Tx, id: string, ifMatch?: number): Promise<UnitReport> {
    const report = await tx
      .getRepository(UnitReport)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!report) throw new NotFoundError('unit-report');
    if (ifMatch !== undefined && report.version !== ifMatch)
      throw new StaleVersionError(report.version);
    return report;
  }

  async save(tx: Tx, report: UnitReport): Promise<void> {
    await tx.getRepository(UnitReport).save(report);
  }

  /** Its figures were edited: the version moves although the report's own row does not. */
  async touch(tx: Tx, report: UnitReport): Promise<void> {
    const moved = await maybeRow<{ version: number }>(
      tx,
      'UPDATE plans.unit_report SET version = version + 1 WHERE id = $1 RETURNING version',
      [report.id],
    );
    // The entity follows, or saving it would take the old version for a change.
    Object.assign(report, moved);
  }

  /** The id of the report of that unit and period, made when it is not there yet. */
  async openOnce(
    tx: Tx,
    report: {
      readonly id: string;
      readonly planId: string;
      readonly unitId: string;
      readonly agencyId: string;
      readonly period: string;
      readonly dueOn: string;
      readonly openedAt: Date;
    },
  ): Promise<{ id: string; opened: boolean }> {
    const opened = await maybeRow<{ id: string }>(
      tx,
      `INSERT INTO plans.unit_report (id, plan_id, unit_id, agency_id, period, state, due_on, opened_at)
       VALUES ($1,$2,$3,$4,$5,'open',$6,$7) ON CONFLICT (plan_id, unit_id, period) DO NOTHING
       RETURNING id`,
      [
        ...[report.id, report.planId, report.unitId, report.agencyId, report.period],
        ...[report.dueOn, report.openedAt],
      ],
    );
    if (opened) return { id: opened.id, opened: true };
    const there = await maybeRow<{ id: string }>(
      tx,
      'SELECT id FROM plans.unit_report WHERE plan_id = $1 AND unit_id = $2 AND period = $3',
      [report.planId, report.unitId, report.period],
    );
    if (!there) throw new NotFoundError('unit-report');
    return { id: there.id, opened: false };
  }

  async figuresOf(db: Queryable, reportId: string): Promise<FigureRow[]> {
    return rows<FigureRow>(
      db,
      `SELECT key, value::float8 AS value, entry, source, zero_confirmed AS "zeroConfirmed"
       FROM plans.figure WHERE report_id = $1 ORDER BY key`,
      [reportId],
    );
  }

  async putFigure(
    tx: Tx,
    reportId: string,
    figure: FigureRow,
    by: { readonly postId: string | null; readonly at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO plans.figure (report_id, key, value, entry, source, zero_confirmed, entered_by_post, entered_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8)
       ON CONFLICT (report_id, key) DO UPDATE SET value = excluded.value, entry = excluded.entry,
         source = excluded.source, zero_confirmed = excluded.zero_confirmed,
         entered_by_post = excluded.entered_by_post, entered_at = excluded.entered_at`,
      [
        ...[reportId, figure.key, figure.value, figure.entry, figure.source, figure.zeroConfirmed],
        ...[by.postId, by.at],
      ],
    );
  }

  async removeFigures(tx: Tx, reportId: string, keys: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM plans.figure WHERE report_id = $1 AND key = ANY ($2)', [
      reportId,
      keys,
    ]);
  }

  async putProgress(tx: Tx, reportId: string, progress: ProgressRow): Promise<void> {
    await tx.query(
      `INSERT INTO plans.duty_progress (report_id, duty_id, state, note, proof, explanation)
       VALUES ($1,$2,$3,$4,$5,$6)
       ON CONFLICT (report_id, duty_id) DO UPDATE SET state = excluded.state, note = excluded.note,
         proof = excluded.proof, explanation = excluded.explanation`,
      [
        ...[reportId, progress.dutyId, progress.state, progress.note],
        ...[progress.proof, progress.explanation],
      ],
    );
  }

  /** Duties of the report's agency under the plan, with what the report says of each. */
  async progressOf(db: Queryable, report: UnitReport): Promise<ReportedDuty[]> {
    return rows<ReportedDuty>(
      db,
      `SELECT d.id AS "dutyId", d.number, d.definition->>'text' AS text, d.due_on::text AS "dueOn",
              d.task_id AS "taskId", t.state AS "taskState", t.done_on::text AS "doneOn",
              coalesce(p.state, CASE WHEN t.state = 'done' THEN 'done'
                WHEN t.state IN ('in-progress', 'reported') THEN 'in-progress'
                ELSE 'not-started' END) AS state,
              coalesce(p.note, '') AS note, coalesce(p.proof, '') AS proof,
              coalesce(p.explanation, '') AS explanation
       FROM plans.duty d
       LEFT JOIN tasks.report_task_v1 t ON t.id = d.task_id
       LEFT JOIN plans.duty_progress p ON p.duty_id = d.id AND p.report_id = $1
       WHERE d.plan_id = $2 AND d.lead_agency_id = $3 AND d.task_id IS NOT NULL
         AND (d.lead_unit_id IS NULL OR d.lead_unit_id = $4 OR $4 = $3)
       ORDER BY d.position`,
      [report.id, report.planId, report.agencyId, report.unitId],
    );
  }

  /** The figure as it counts now: the last correction, else what was reported. */
  async currentValue(db: Queryable, reportId: string, key: string): Promise<number | null> {
    const found = await maybeRow<{ value: number }>(
      db,
      `SELECT coalesce((SELECT new_value FROM plans.correction c
                        WHERE c.report_id = f.report_id AND c.key = f.key
                        ORDER BY corrected_at DESC, id DESC LIMIT 1), f.value)::float8 AS value
       FROM plans.figure f WHERE report_id = $1 AND key = $2`,
      [reportId, key],
    );
    return found?.value ?? null;
  }

  async addCorrection(tx: Tx, correction: CorrectionRow, byPost: string | null): Promise<void> {
    await tx.query(
      `INSERT INTO plans.correction (id, report_id, key, old_value, new_value, reason, corrected_by_post, corrected_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
      [
        ...[correction.id, correction.reportId, correction.key, correction.oldValue],
        ...[correction.newValue, correction.reason, byPost, correction.at],
      ],
    );
  }

  async correctionsOf(db: Queryable, reportId: string): Promise<CorrectionRow[]> {
    return rows<CorrectionRow>(
      db,
      `SELECT id, report_id AS "reportId", key, old_value::float8 AS "oldValue",
              new_value::float8 AS "newValue", reason, corrected_at AS at
       FROM plans.correction WHERE report_id = $1 ORDER BY corrected_at, id`,
      [reportId],
    );
  }

  /** Whether a close has taken this unit's figures into its snapshot. */
  async isFrozen(db: Queryable, report: UnitReport): Promise<boolean> {
    const frozen = await rows(
      db,
      `SELECT 1 FROM plans.period_close WHERE period = $1
         AND snapshot->'units' @> jsonb_build_array(jsonb_build_object('reportId', $2::text))`,
      [report.period, report.id],
    );
    return frozen.length > 0;
  }
}

export type ReportedDuty = ProgressRow & {
  readonly number: string;
  readonly text: string;
  readonly dueOn: string | null;
  readonly taskId: string | null;
  readonly taskState: string | null;
  readonly doneOn: string | null;
};
