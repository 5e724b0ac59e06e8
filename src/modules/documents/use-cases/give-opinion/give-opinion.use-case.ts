import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NoOpenOpinionError } from '../../documents.errors.js';
import { History } from '../../persistence/history.js';
import { Opinions } from '../../persistence/opinions.js';
import { OutgoingDocuments } from '../../persistence/outgoing-documents.js';

@Injectable()
export class GiveOpinionUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: OutgoingDocuments,
    private readonly opinions: Opinions,
    private readonly history: History,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    id: string,
    opinion: { answer: 'agree' | 'comment'; text: string },
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.documents.getForUpdate(tx, id);
      const isAsked = await this.opinions.give(tx, actor, { documentId: id, ...opinion });
      if (!isAsked) throw new NoOpenOpinionError();
      await this.history.record(tx, {
        documentId: id,
        direction: 'outgoing',
        actor,
        action: 'give-opinion',
        from: document.state,
        to: document.state,
        reason: opinion.text === '' ? null : opinion.text,
        details: { answer: opinion.answer },
      });
      await this.audit.record(tx, {
        actor,
        action: 'documents.give-opinion',
        subjectType: 'outgoing-document',
        subjectId: id,
        details: { answer: opinion.answer },
      });
    });
  }
}
