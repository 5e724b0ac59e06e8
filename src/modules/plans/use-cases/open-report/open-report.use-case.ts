import { Injectable } from '@nestjs/common';
import {
  localDateOf,
  monthlyPeriod,
  reportDueDate,
} from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { OfficeCalendar } from '../../../tasks/index.js';
import { mayEnter } from '../../domain/who-may.js';
import { PlanRepository } from '../../persistence/plan.repository.js';
import { ReportRepository } from '../../persistence/report.repository.js';
import { PeriodNotOpenError } from '../../plans.errors.js';

export type OpenReport = {
  readonly actor: Actor;
  readonly planId: string;
  readonly unitId: string;
  readonly period: string;
};

/** The report of a unit for a period; asking twice gives the same one. */
@Injectable()
export class OpenReportUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly plans: PlanRepository,
    private readonly reports: ReportRepository,
    private readonly calendar: OfficeCalendar,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  execute({ actor, planId, unitId, period }: OpenReport): Promise<string> {
    return this.unitOfWork.run(async (tx) => {
      const reporter = await this.plans.findReporter(tx, planId, unitId);
      if (!reporter || !mayEnter(actor, reporter)) throw new NotFoundError('reporter');
      const plan = await this.plans.getForUpdate(tx, planId);
      const window = monthlyPeriod(period);
      const today = localDateOf(this.clock.now());
      if (plan.state !== 'in-force' || window.from > today || !period.startsWith(`${plan.year}-`))
        throw new PeriodNotOpenError(period);
      const { id, opened } = await this.reports.openOnce(tx, {
        id: newId(),
        planId,
        unitId,
        agencyId: reporter.agencyId,
        period,
        dueOn: reportDueDate(window, this.calendar.days, plan.content.reportDueDay),
        openedAt: this.clock.now(),
      });
      if (opened) {
        await this.audit.record(tx, {
          actor,
          action: 'plans.open-report',
          subjectType: 'unit-report',
          subjectId: id,
          details: { planId, unitId, period },
        });
      }
      return id;
    });
  }
}
