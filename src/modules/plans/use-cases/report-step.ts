import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Clock } from '../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../platform/errors/platform.errors.js';
import { ReportRepository } from '../persistence/report.repository.js';
import type { UnitReport } from '../persistence/unit-report.entity.js';
import { PeriodClosedError } from '../plans.errors.js';

export type ReportStepOrder = {
  readonly actor: Actor | null;
  readonly reportId: string;
  readonly ifMatch?: number | undefined;
  /** `plans.submit-report`: the use case. */
  readonly action: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly allows?: (actor: Actor, report: UnitReport) => boolean;
  /** Steps that would change figures are refused once a close has frozen them. */
  readonly changesFigures?: boolean;
};

/** What every step of a unit's report shares: lock, right, freeze, row, audit entry. */
@Injectable()
export class ReportStep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: ReportRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  run<Result>(
    order: ReportStepOrder,
    work: (report: UnitReport, tx: Tx, at: Date) => Promise<Result> | Result,
  ): Promise<Result> {
    return this.unitOfWork.run((tx) => this.within(tx, order, work));
  }

  async within<Result>(
    tx: Tx,
    order: ReportStepOrder,
    work: (report: UnitReport, tx: Tx, at: Date) => Promise<Result> | Result,
  ): Promise<Result> {
    const report = await this.reports.getForUpdate(tx, order.reportId, order.ifMatch);
    if (order.actor && order.allows?.(order.actor, report) === false)
      throw new ForbiddenError(order.action);
    if (order.changesFigures === true && (await this.reports.isFrozen(tx, report)))
      throw new PeriodClosedError(report.period);
    const from = report.state;
    const result = await work(report, tx, this.clock.now());
    await this.reports.save(tx, report);
    await this.audit.record(tx, {
      actor: order.actor,
      action: order.action,
      subjectType: 'unit-report',
      subjectId: report.id,
      details: { ...order.details, from, to: report.state },
    });
    return result;
  }
}
