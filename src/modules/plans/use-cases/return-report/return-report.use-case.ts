import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, hasRole } from '../../../../platform/access/actor.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { UnitReport } from '../../persistence/unit-report.entity.js';
import { ReportForms } from '../../report-forms.js';
import { ReportStep } from '../report-step.js';

export type ReturnReport = {
  readonly actor: Actor;
  readonly reportId: string;
  readonly reason: string;
};

/** Asked for again: by the own head before it is sent, by who receives it afterwards. */
@Injectable()
export class ReturnReportUseCase {
  constructor(
    private readonly step: ReportStep,
    private readonly dataSource: DataSource,
    private readonly forms: ReportForms,
  ) {}

  async execute({ actor, reportId, reason }: ReturnReport): Promise<void> {
    const seen = await this.dataSource.getRepository(UnitReport).findOneBy({ id: reportId });
    if (!seen) throw new NotFoundError('unit-report');
    const plan = await this.forms.planHead(this.dataSource, seen.planId);
    const receives = [plan.agencyId, plan.draftingAgencyId].includes(actor.agencyId);
    await this.step.run(
      {
        ...{ actor, reportId, action: 'plans.return-report', details: { reason } },
        changesFigures: true,
        allows: (who, report) =>
          report.state === 'sent'
            ? receives && hasRole(who, 'leader', 'par-officer')
            : who.agencyId === report.agencyId && hasRole(who, 'leader'),
      },
      (report) => {
        report.giveBack(reason);
      },
    );
  }
}
