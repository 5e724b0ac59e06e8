import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import type { OutgoingAbandoned } from '../../contracts/index.js';
import { OutgoingActs } from '../../outgoing-acts.js';

/** Before it has a number; afterwards the number is voided instead. */
@Injectable()
export class CancelDraftUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'cancel');
      const from = document.state;
      document.cancel(reason, this.clock.now());
      await this.acts.finish(tx, actor, document, { action: 'cancel', from, reason });
      await this.outbox.add(tx, {
        topic: 'documents.outgoing-abandoned.v1',
        subjectId: id,
        payload: {
          documentId: id,
          agencyId: document.issuingAgencyId,
          state: 'cancelled',
          origin: document.origin,
        },
      } satisfies OutgoingAbandoned);
    });
  }
}
