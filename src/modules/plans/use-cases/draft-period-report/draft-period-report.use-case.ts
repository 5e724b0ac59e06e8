import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import type { ReportSections } from '../../domain/report-document.js';
import { CloseRepository } from '../../persistence/close.repository.js';
import { ReportPrinter } from '../../report-printer.js';
import { SystemDrafts } from '../../system-drafts.js';

export type DraftPeriodReport = {
  readonly actor: Actor;
  readonly closeId: string;
  readonly signerPostId: string | null;
  readonly sections: ReportSections;
};

/** The report of a closed period as a draft, made from the frozen figures; may be made again. */
@Injectable()
export class DraftPeriodReportUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly closes: CloseRepository,
    private readonly printer: ReportPrinter,
    private readonly drafts: SystemDrafts,
    private readonly audit: AuditLog,
  ) {}

  async execute({ actor, closeId, ...order }: DraftPeriodReport): Promise<string> {
    const seen = await this.closes.find(this.dataSource, closeId);
    if (seen?.agencyId !== actor.agencyId) throw new NotFoundError('period-close');
    const bound = await this.drafts.signerOf(this.dataSource, seen.documentId);
    const printed = await this.printer.printPeriodReport(this.dataSource, seen, {
      ...order,
      signerPostId: bound ?? order.signerPostId,
    });
    const rendered = await this.drafts.store(printed.document);

    return this.unitOfWork.run(async (tx) => {
      const close = await this.closes.findForUpdate(tx, closeId);
      const documentId = await this.drafts.place(tx, actor, close?.documentId ?? null, {
        issuingAgencyId: seen.agencyId,
        draftingUnitId: actor.unitId,
        typeCode: 'report',
        subject: printed.subject,
        signerPostId: printed.signer.postId,
        addressees: printed.addressees,
        recipients: printed.recipients,
        keptBy: 'VT',
        origin: { type: 'period-report', id: closeId },
        rendered,
      });
      await this.closes.attach(tx, closeId, documentId);
      await this.audit.record(tx, {
        actor,
        action: 'plans.draft-period-report',
        subjectType: 'period-close',
        subjectId: closeId,
        details: { documentId, sha256: rendered.sha256 },
      });
      return documentId;
    });
  }
}
