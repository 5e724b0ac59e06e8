import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { maybeRow } from '../../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { ForbiddenError, NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { isAssignee } from '../../routing.policy.js';
import { Routing } from '../../routing.js';

export type AssignmentOrder =
  | { readonly action: 'accept' | 'confirm' }
  | { readonly action: 'progress'; readonly text: string }
  | {
      readonly action: 'report';
      readonly result: string;
      readonly documentId?: string | undefined;
    }
  | { readonly action: 'redo' | 'recall'; readonly reason: string };

type Party = {
  readonly postId: string | null;
  readonly unitId: string;
  readonly byPost: string;
  readonly parentPostId: string | null;
  readonly parentUnitId: string | null;
};

/** What the assignee does with his task, and what its giver says to the result. */
@Injectable()
export class MoveAssignmentUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly routing: Routing,
  ) {}

  async execute(actor: Actor, assignmentId: string, order: AssignmentOrder): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const party = await partyOf(tx, assignmentId);
      const isGiverAct =
        order.action === 'confirm' || order.action === 'redo' || order.action === 'recall';
      const may = isGiverAct ? isGiver(actor, party) : isAssignee(actor, party);
      if (!may) throw new ForbiddenError(`routing.${order.action}`);
      await this.perform(tx, actor, assignmentId, order);
    });
  }

  private perform(
    tx: Tx,
    actor: Actor,
    assignmentId: string,
    order: AssignmentOrder,
  ): Promise<void> {
    switch (order.action) {
      case 'accept':
        return this.routing.accept(tx, actor, { assignmentId });
      case 'progress':
        return this.routing.progress(tx, actor, { assignmentId, text: order.text });
      case 'report':
        return this.routing.report(tx, actor, { assignmentId, ...order });
      case 'confirm':
        return this.routing.confirm(tx, actor, { assignmentId });
      case 'redo':
        return this.routing.askForMore(tx, actor, { assignmentId, reason: order.reason });
      case 'recall':
        return this.routing.recall(tx, actor, { assignmentId, reason: order.reason });
    }
  }
}

/** Whoever gave it, or holds the task that it is a part of. */
function isGiver(actor: Actor, party: Party): boolean {
  if (party.byPost === actor.postId) return true;
  return (
    party.parentUnitId !== null &&
    isAssignee(actor, { postId: party.parentPostId, unitId: party.parentUnitId })
  );
}

async function partyOf(tx: Tx, assignmentId: string): Promise<Party> {
  const party = await maybeRow<Party>(
    tx,
    `SELECT own.post_id AS "postId", own.unit_id AS "unitId", directive.by_post AS "byPost",
       parent.post_id AS "parentPostId", parent.unit_id AS "parentUnitId"
     FROM routing.assignment own
     JOIN routing.directive ON directive.id = own.directive_id
     LEFT JOIN routing.assignment parent ON parent.id = own.parent_id
     WHERE own.id = $1`,
    [assignmentId],
  );
  if (!party) throw new NotFoundError('assignment');
  return party;
}
