import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import type { Tx } from '../../../../platform/database/unit-of-work.js';
import { type FieldIssue, InvalidInputError } from '../../../../platform/errors/platform.errors.js';
import type { ReportSections } from '../../domain/report-document.js';
import { mayEnter } from '../../domain/who-may.js';
import {
  type FigureRow,
  type ProgressRow,
  ReportRepository,
} from '../../persistence/report.repository.js';
import { ReportForms } from '../../report-forms.js';
import type { UnitReport } from '../../persistence/unit-report.entity.js';
import { ReportStep } from '../report-step.js';

export type EnteredFigure = {
  readonly key: string;
  /** Null takes the figure out again. */
  readonly value: number | null;
  readonly source: string;
  readonly zeroConfirmed: boolean;
};

export type EnterFigures = {
  readonly actor: Actor;
  readonly reportId: string;
  readonly ifMatch: number;
  readonly figures: readonly EnteredFigure[];
  readonly progress: readonly ProgressRow[];
  readonly sections?: ReportSections | undefined;
};

/** Saves the form as far as it is filled in; what is missing is asked for on submission. */
@Injectable()
export class EnterFiguresUseCase {
  constructor(
    private readonly step: ReportStep,
    private readonly reports: ReportRepository,
    private readonly forms: ReportForms,
  ) {}

  execute({ actor, reportId, ifMatch, ...entered }: EnterFigures): Promise<void> {
    return this.step.run(
      {
        ...{ actor, reportId, ifMatch, action: 'plans.enter-figures', changesFigures: true },
        allows: mayEnter,
        details: { figures: entered.figures },
      },
      async (report, tx, at) => {
        report.enter(entered.sections ?? report.sections);
        await this.requireKnown(tx, report, entered);
        await this.reports.touch(tx, report);
        const by = { postId: actor.postId, at };
        for (const figure of entered.figures) await this.put(tx, reportId, figure, by);
        for (const line of entered.progress) await this.reports.putProgress(tx, reportId, line);
      },
    );
  }

  private async put(
    tx: Tx,
    reportId: string,
    { value, ...figure }: EnteredFigure,
    by: { postId: string; at: Date },
  ): Promise<void> {
    if (value === null) {
      await this.reports.removeFigures(tx, reportId, [figure.key]);
      return;
    }
    const zeroConfirmed = figure.zeroConfirmed && value === 0;
    const row: FigureRow = { ...figure, value, zeroConfirmed, entry: 'typed' };
    await this.reports.putFigure(tx, reportId, row, by);
  }

  private async requireKnown(
    tx: Tx,
    report: UnitReport,
    { figures, progress }: Pick<EnterFigures, 'figures' | 'progress'>,
  ): Promise<void> {
    const form = await this.forms.of(tx, report);
    const keys = new Set(form.figures.map(({ key }) => key));
    const duties = new Set(form.duties.map(({ dutyId }) => dutyId));
    const issues: FieldIssue[] = [
      ...figures.flatMap(({ key }, index) =>
        keys.has(key)
          ? []
          : [
              {
                pointer: `/figures/${index}/key`,
                code: 'plans.unknown-figure',
                params: { value: key },
              },
            ],
      ),
      ...progress.flatMap(({ dutyId }, index) =>
        duties.has(dutyId) ? [] : [{ pointer: `/progress/${index}/dutyId`, code: 'custom' }],
      ),
    ];
    if (issues.length > 0) throw new InvalidInputError(issues);
  }
}
