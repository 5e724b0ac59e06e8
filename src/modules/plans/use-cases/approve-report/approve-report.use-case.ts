import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../../../platform/access/actor.js';
import { ReportStep } from '../report-step.js';

/** The head of the reporting agency answers for its figures. */
@Injectable()
export class ApproveReportUseCase {
  constructor(private readonly step: ReportStep) {}

  execute({ actor, reportId }: { actor: Actor; reportId: string }): Promise<void> {
    return this.step.run(
      {
        ...{ actor, reportId, action: 'plans.approve-report' },
        allows: (who, report) => who.agencyId === report.agencyId && hasRole(who, 'leader'),
      },
      (report, _tx, at) => {
        report.approve(at);
      },
    );
  }
}
