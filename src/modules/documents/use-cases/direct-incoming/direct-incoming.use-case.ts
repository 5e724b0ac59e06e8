import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { Registers } from '../../../registers/index.js';
import { type Assignee, type DirectiveReceipt, Routing } from '../../../routing/index.js';
import type { IncomingDirected } from '../../contracts/index.js';
import { DueInPastError } from '../../documents.errors.js';
import { IncomingActs } from '../../incoming-acts.js';
import type { IncomingDocument } from '../../persistence/incoming-document.entity.js';
import { INCOMING_SUBJECT } from '../../persistence/incoming-documents.js';

export type DirectIncoming = {
  readonly text: string;
  readonly lead: Assignee;
  readonly coordinators: readonly Assignee[];
  readonly inform: readonly Assignee[];
  readonly dueOn?: string | undefined;
};

/** Bút phê: one lead, coordinators, readers, a deadline (NĐ 30/2020, article 23.2). */
@Injectable()
export class DirectIncomingUseCase {
  // eslint-disable-next-line @typescript-eslint/max-params -- one transaction over document, assignments, register and event
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: IncomingActs,
    private readonly routing: Routing,
    private readonly registers: Registers,
    private readonly directory: OrganisationDirectory,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    id: string,
    request: DirectIncoming,
  ): Promise<{ directiveId: string; leadAssignmentId: string }> {
    return this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'direct');
      const today = localDateOf(this.clock.now());
      if (request.dueOn !== undefined && request.dueOn < today)
        throw new DueInPastError(request.dueOn);
      const from = document.state;
      document.direct(this.clock.now());
      const given = await this.routing.giveDirective(tx, actor, {
        subjectType: INCOMING_SUBJECT,
        subjectId: id,
        agencyId: document.agencyId,
        ...request,
      });
      if (document.registerEntryId !== null)
        await this.registers.completeIncoming(tx, document.registerEntryId, {
          receiver: await this.receiver(tx, request),
          handedOn: today,
        });
      await this.acts.finish(tx, actor, document, {
        action: 'direct',
        from,
        reason: request.text,
        details: { directiveId: given.directiveId, dueOn: request.dueOn ?? null },
      });
      await this.outbox.add(tx, directed(actor, document, given));
      return { directiveId: given.directiveId, leadAssignmentId: given.leadAssignmentId };
    });
  }

  private async receiver(tx: Tx, request: DirectIncoming): Promise<string> {
    const names = [];
    for (const { unitId } of [request.lead, ...request.coordinators])
      names.push((await this.directory.getUnit(tx, unitId)).shortName);
    return names.join('; ');
  }
}

function directed(
  actor: Actor,
  document: IncomingDocument,
  given: DirectiveReceipt,
): IncomingDirected {
  return {
    topic: 'documents.incoming-directed.v1',
    subjectId: document.id,
    payload: {
      incomingDocumentId: document.id,
      agencyId: document.agencyId,
      origin: document.origin,
      outgoingDocumentId: document.outgoingDocumentId,
      directiveId: given.directiveId,
      assignments: given.assignments,
      byPostId: actor.postId,
    },
  };
}
