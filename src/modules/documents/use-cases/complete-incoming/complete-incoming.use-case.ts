import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { maybeRow } from '../../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import { Routing } from '../../../routing/index.js';
import type { IncomingCompleted } from '../../contracts/index.js';
import { ResultMissingError } from '../../documents.errors.js';
import { IncomingActs } from '../../incoming-acts.js';
import { IncomingDocuments } from '../../persistence/incoming-documents.js';

type Reply = { readonly id: string; readonly symbol: string };

/** Done by a reply that was released, or by a result in words; never while a part of it is open. */
@Injectable()
export class CompleteIncomingUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: IncomingDocuments,
    private readonly acts: IncomingActs,
    private readonly routing: Routing,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {ResultMissingError} neither a released reply nor a word about the result
   * @throws {OpenChildrenError} a coordinator or a person has not reported yet
   */
  async execute(actor: Actor, id: string, given: { result: string }): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'complete');
      const reply = await releasedReply(tx, id);
      const result = given.result !== '' ? given.result : reply && `Trả lời bằng ${reply.symbol}`;
      if (result === null) throw new ResultMissingError();
      const from = document.state;
      const lead = await this.documents.findLead(tx, id);
      if (lead)
        await this.routing.complete(tx, actor, {
          assignmentId: lead.id,
          result,
          ...(reply ? { documentId: reply.id } : {}),
        });
      document.complete(result, this.clock.now());
      await this.acts.finish(tx, actor, document, {
        action: 'complete',
        from,
        reason: result,
        details: { replyId: reply?.id ?? null },
      });
      await this.outbox.add(tx, {
        topic: 'documents.incoming-completed.v1',
        subjectId: id,
        payload: {
          incomingDocumentId: id,
          agencyId: document.agencyId,
          outgoingDocumentId: document.outgoingDocumentId,
          origin: document.origin,
          completedOn: localDateOf(this.clock.now()),
        },
      } satisfies IncomingCompleted);
    });
  }
}

function releasedReply(tx: Tx, incomingId: string): Promise<Reply | null> {
  return maybeRow<Reply>(
    tx,
    `SELECT outgoing.id, outgoing.symbol FROM documents.reply
     JOIN documents.outgoing ON outgoing.id = reply.outgoing_id
     WHERE reply.incoming_id = $1 AND outgoing.state = 'released'
     ORDER BY outgoing.released_at DESC LIMIT 1`,
    [incomingId],
  );
}
