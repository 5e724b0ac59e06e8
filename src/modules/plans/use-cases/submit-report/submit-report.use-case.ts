import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import type { Tx } from '../../../../platform/database/unit-of-work.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { mayEnter } from '../../domain/who-may.js';
import { ReportRepository } from '../../persistence/report.repository.js';
import type { UnitReport } from '../../persistence/unit-report.entity.js';
import {
  CountsContradictError,
  FiguresMissingError,
  LateTaskUnexplainedError,
  ZeroNotConfirmedError,
} from '../../plans.errors.js';
import { type ReportForm, ReportForms } from '../../report-forms.js';
import { ReportStep } from '../report-step.js';

@Injectable()
export class SubmitReportUseCase {
  constructor(
    private readonly step: ReportStep,
    private readonly reports: ReportRepository,
    private readonly forms: ReportForms,
    private readonly clock: Clock,
  ) {}

  execute({ actor, reportId }: { actor: Actor; reportId: string }): Promise<void> {
    return this.step.run(
      { actor, reportId, action: 'plans.submit-report', allows: mayEnter, changesFigures: true },
      async (report, tx, at) => {
        await this.requireComplete(tx, report);
        report.submit(at);
      },
    );
  }

  private async requireComplete(tx: Tx, report: UnitReport): Promise<void> {
    const form = await this.forms.of(tx, report);
    const entered = new Map(
      (await this.reports.figuresOf(tx, report.id)).map((figure) => [figure.key, figure]),
    );
    const missing = form.figures.filter(({ key }) => !entered.has(key));
    if (missing.length > 0) throw new FiguresMissingError(missing.map(({ label }) => label));
    const zeros = form.figures.filter(({ key }) => {
      const figure = entered.get(key);
      return figure?.value === 0 && !figure.zeroConfirmed;
    });
    if (zeros.length > 0) throw new ZeroNotConfirmedError(zeros.map(({ label }) => label));
    requirePartsWithinWholes(form, (key) => entered.get(key)?.value ?? 0);
    this.requireExplanations(form);
  }

  private requireExplanations({ duties }: ReportForm): void {
    const today = localDateOf(this.clock.now());
    const late = duties.filter(
      ({ dueOn, state, explanation }) =>
        dueOn !== null && dueOn < today && state !== 'done' && explanation.trim() === '',
    );
    if (late.length > 0) throw new LateTaskUnexplainedError(late.map(({ number }) => number));
  }
}

function requirePartsWithinWholes(
  { targets, figures, reporter }: ReportForm,
  valueOf: (key: string) => number,
): void {
  const asked = new Set(figures.map(({ key }) => key));
  const wrong = targets
    .flatMap(({ conditions }) => conditions)
    .filter(({ level }) => level === '*' || level === reporter.level)
    .filter(
      ({ numerator, denominator }) =>
        denominator !== undefined &&
        asked.has(numerator) &&
        valueOf(numerator) > valueOf(denominator),
    );
  if (wrong.length > 0) throw new CountsContradictError(wrong.map(({ label }) => label));
}
