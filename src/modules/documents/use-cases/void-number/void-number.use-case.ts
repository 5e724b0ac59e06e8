import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import { Registers } from '../../../registers/index.js';
import type { OutgoingAbandoned } from '../../contracts/index.js';
import { OutgoingActs } from '../../outgoing-acts.js';

/** The document stops after its number was taken; the register keeps the number and says why. */
@Injectable()
export class VoidNumberUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly registers: Registers,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, reason: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'void-number');
      const from = document.state;
      document.voidNumber(reason, this.clock.now());
      if (document.registerEntryId === null) throw new Error('A numbered document has its entry');
      await this.registers.voidNumber(tx, document.registerEntryId, {
        reason,
        postId: actor.postId,
      });
      await this.acts.finish(tx, actor, document, { action: 'void-number', from, reason });
      await this.outbox.add(tx, {
        topic: 'documents.outgoing-abandoned.v1',
        subjectId: id,
        payload: {
          documentId: id,
          agencyId: document.issuingAgencyId,
          state: 'number-voided',
          origin: document.origin,
        },
      } satisfies OutgoingAbandoned);
    });
  }
}
