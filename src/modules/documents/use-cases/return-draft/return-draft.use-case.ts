import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import type { OutgoingReturned } from '../../contracts/index.js';
import { NextVersion } from '../../next-version.js';
import { OutgoingActs } from '../../outgoing-acts.js';

/** To the head of the drafting unit, who hands it to the drafter (NĐ 30/2020, article 10.3). */
@Injectable()
export class ReturnDraftUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly nextVersion: NextVersion,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'return');
      const from = document.state;
      document.return(reason, this.clock.now());
      const voided = await this.nextVersion.afterSignatures(tx, actor, document);
      await this.acts.finish(tx, actor, document, {
        action: 'return',
        from,
        reason,
        details: { voided },
      });
      await this.outbox.add(tx, {
        topic: 'documents.outgoing-returned.v1',
        subjectId: id,
        payload: {
          documentId: id,
          agencyId: document.issuingAgencyId,
          reason,
          origin: document.origin,
        },
      } satisfies OutgoingReturned);
    });
  }
}
