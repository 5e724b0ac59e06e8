import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { ForbiddenError, NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { mayEnter } from '../../domain/who-may.js';
import { UnitReport } from '../../persistence/unit-report.entity.js';
import { UnitReportActionNotAllowedError } from '../../plans.errors.js';
import { ReportPrinter } from '../../report-printer.js';
import { SystemDrafts } from '../../system-drafts.js';
import { ReportStep } from '../report-step.js';

export type DraftReportDocument = {
  readonly actor: Actor;
  readonly reportId: string;
  readonly signerPostId: string | null;
};

/** The approved figures as a report on the outgoing desk; released, it counts as sent. */
@Injectable()
export class DraftReportDocumentUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly step: ReportStep,
    private readonly printer: ReportPrinter,
    private readonly drafts: SystemDrafts,
  ) {}

  async execute({ actor, reportId, signerPostId }: DraftReportDocument): Promise<string> {
    const seen = await this.dataSource.getRepository(UnitReport).findOneBy({ id: reportId });
    if (!seen) throw new NotFoundError('unit-report');
    if (!mayEnter(actor, seen)) throw new ForbiddenError('plans.draft-report-document');
    if (seen.state !== 'approved') throw new UnitReportActionNotAllowedError('draft', seen.state);
    const bound = await this.drafts.signerOf(this.dataSource, seen.documentId);
    const printed = await this.printer.printUnitReport(
      this.dataSource,
      seen,
      bound ?? signerPostId,
    );
    const rendered = await this.drafts.store(printed.document);

    return this.step.run(
      {
        ...{ actor, reportId, ifMatch: seen.version, allows: mayEnter },
        action: 'plans.draft-report-document',
        details: { sha256: rendered.sha256 },
      },
      async (report, tx) => {
        const documentId = await this.drafts.place(tx, actor, report.documentId, {
          issuingAgencyId: report.agencyId,
          draftingUnitId: actor.unitId,
          typeCode: 'report',
          subject: printed.subject,
          signerPostId: printed.signer.postId,
          addressees: printed.addressees,
          recipients: printed.recipients,
          keptBy: 'VT',
          origin: { type: 'unit-report', id: report.id },
          rendered,
        });
        report.attach(documentId);
        return documentId;
      },
    );
  }
}
