import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { InvalidInputError } from '../../../../platform/errors/platform.errors.js';
import { readFigures } from '../../domain/figures-table.js';
import { mayEnter } from '../../domain/who-may.js';
import { ReportRepository } from '../../persistence/report.repository.js';
import { ReportForms } from '../../report-forms.js';
import { ReportStep } from '../report-step.js';

export type ImportFigures = {
  readonly actor: Actor;
  readonly reportId: string;
  readonly ifMatch?: number | undefined;
  readonly entry: 'pasted' | 'csv';
  readonly text: string;
};

/** Takes a whole table or nothing of it: half an import would leave figures nobody has checked. */
@Injectable()
export class ImportFiguresUseCase {
  constructor(
    private readonly step: ReportStep,
    private readonly reports: ReportRepository,
    private readonly forms: ReportForms,
  ) {}

  execute({ actor, reportId, ifMatch, entry, text }: ImportFigures): Promise<number> {
    return this.step.run(
      {
        ...{ actor, reportId, ifMatch, action: 'plans.import-figures', changesFigures: true },
        allows: mayEnter,
        details: { entry },
      },
      async (report, tx, at) => {
        report.enter(report.sections);
        const { figures } = await this.forms.of(tx, report);
        const { lines, issues } = readFigures(text, figures);
        if (issues.length > 0) throw new InvalidInputError(issues);
        await this.reports.touch(tx, report);
        for (const line of lines) {
          const by = { postId: actor.postId, at };
          await this.reports.putFigure(tx, reportId, { ...line, entry }, by);
        }
        return lines.length;
      },
    );
  }
}
