import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../../../platform/access/actor.js';
import { newId } from '../../../../platform/database/new-id.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { ReportRepository } from '../../persistence/report.repository.js';
import { PeriodStillOpenError } from '../../plans.errors.js';
import { ReportStep } from '../report-step.js';

export type CorrectFigure = {
  readonly actor: Actor;
  readonly reportId: string;
  readonly key: string;
  readonly value: number;
  readonly reason: string;
};

/** After the close a figure is corrected beside the frozen one, which stays as it was reported. */
@Injectable()
export class CorrectFigureUseCase {
  constructor(
    private readonly step: ReportStep,
    private readonly reports: ReportRepository,
  ) {}

  execute({ actor, reportId, key, value, reason }: CorrectFigure): Promise<string> {
    return this.step.run(
      {
        ...{ actor, reportId, action: 'plans.correct-figure', details: { key, value, reason } },
        allows: (who, report) => who.agencyId === report.agencyId && hasRole(who, 'leader'),
      },
      async (report, tx, at) => {
        if (!(await this.reports.isFrozen(tx, report)))
          throw new PeriodStillOpenError(report.period);
        const old = await this.reports.currentValue(tx, reportId, key);
        if (old === null) throw new NotFoundError('figure');
        const id = newId();
        await this.reports.addCorrection(
          tx,
          { id, reportId, key, oldValue: old, newValue: value, reason, at },
          actor.postId,
        );
        return id;
      },
    );
  }
}
