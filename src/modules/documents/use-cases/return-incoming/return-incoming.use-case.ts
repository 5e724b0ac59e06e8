import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import type { IncomingReturned } from '../../contracts/index.js';
import { IncomingActs } from '../../incoming-acts.js';
import type { ReturnReason } from '../../persistence/incoming-document.entity.js';

/** Back to the sender with a reason from the list; he sees it on his recipient's row. */
@Injectable()
export class ReturnIncomingUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: IncomingActs,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    id: string,
    given: { reason: ReturnReason; text: string | null },
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'return');
      const from = document.state;
      document.return(given.reason, given.text, this.clock.now());
      await this.acts.finish(tx, actor, document, {
        action: 'return',
        from,
        reason: given.text,
        details: { reason: given.reason },
      });
      await this.outbox.add(tx, {
        topic: 'documents.incoming-returned.v1',
        subjectId: id,
        payload: {
          incomingDocumentId: id,
          agencyId: document.agencyId,
          outgoingDocumentId: document.outgoingDocumentId,
          reason: given.reason,
        },
      } satisfies IncomingReturned);
    });
  }
}
