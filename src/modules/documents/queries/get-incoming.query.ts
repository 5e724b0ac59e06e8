import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor, Space } from '../../../platform/access/actor.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { type AssignmentNode, Routing } from '../../routing/index.js';
import type { IncomingState, RecipientKind, Urgency } from '../contracts/index.js';
import { allowedIncomingActions } from '../domain/incoming-turn.js';
import { INCOMING_STATE_NAMES } from '../domain/state-names.js';
import { History, type MoveView } from '../persistence/history.js';
import {
  type Duplicate,
  IncomingDocuments,
  INCOMING_SUBJECT,
} from '../persistence/incoming-documents.js';
import { actorValues, INCOMING_SEEN } from '../visibility.js';
import type { RelatedDocument } from './get-outgoing.query.js';

type Head = {
  readonly id: string;
  readonly version: number;
  readonly state: IncomingState;
  readonly space: Space;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly channel: string;
  readonly recipientKind: RecipientKind | null;
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn: string | null;
  readonly typeCode: string | null;
  readonly typeName: string;
  readonly subject: string;
  readonly urgency: Urgency;
  readonly signer: string;
  readonly pages: number | null;
  readonly sha256: string | null;
  readonly originType: string | null;
  readonly originId: string | null;
  readonly verdict: 'valid' | 'invalid' | 'unknown' | 'unsigned' | null;
  readonly verdictText: string | null;
  readonly replyDueOn: string | null;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
  readonly note: string;
  readonly proposal: string | null;
  readonly proposedByName: string | null;
  readonly submittedToName: string | null;
  readonly result: string | null;
  readonly returnReason: string | null;
  readonly returnText: string | null;
  readonly heldSince: Date;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
};

export type IncomingDetails = Head & {
  readonly stateName: string;
  readonly holderName: string | null;
  /** What this actor may do now, by the table and the turn. */
  readonly allowedActions: readonly string[];
  /** The same number, symbol and author in the register: shown while it is not registered. */
  readonly duplicate: Duplicate | null;
  readonly assignments: readonly AssignmentNode[];
  readonly timeline: readonly MoveView[];
  readonly replies: readonly RelatedDocument[];
};

@Injectable()
export class GetIncomingQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: IncomingDocuments,
    private readonly history: History,
    private readonly routing: Routing,
  ) {}

  /** @throws {NotFoundError} absent, or not this actor's to see */
  async execute(actor: Actor, id: string): Promise<IncomingDetails> {
    const head = await this.head(actor, id);
    const assignments = await this.routing.treeFor(this.dataSource, INCOMING_SUBJECT, id);
    const lead = await this.documents.findLead(this.dataSource, id);
    const isOpen = head.state === 'arrived' || head.state === 'to-register';
    return {
      ...head,
      stateName: INCOMING_STATE_NAMES[head.state],
      holderName: holderName(head, assignments),
      allowedActions: allowedIncomingActions(actor, { ...head, lead }),
      duplicate: isOpen
        ? await this.documents.findDuplicate(this.dataSource, { ...head, exceptId: id })
        : null,
      assignments,
      timeline: await this.history.list(this.dataSource, id),
      replies: await this.replies(id),
    };
  }

  private async head(actor: Actor, id: string): Promise<Head> {
    const found = await maybeRow<Head>(
      this.dataSource,
      `SELECT i.id, i.version, i.state, i.space, i.agency_id AS "agencyId",
         agency.short_name AS "agencyName", i.channel, i.recipient_kind AS "recipientKind",
         i.author, i.symbol, to_char(i.issued_on, 'YYYY-MM-DD') AS "issuedOn",
         i.type_code AS "typeCode", i.type_name AS "typeName", i.subject, i.urgency, i.signer,
         i.pages, i.sha256, i.origin_type AS "originType", i.origin_id AS "originId", i.verdict,
         i.verdict_text AS "verdictText", to_char(i.reply_due_on, 'YYYY-MM-DD') AS "replyDueOn",
         i.arrival_number AS "arrivalNumber", to_char(i.arrived_on, 'YYYY-MM-DD') AS "arrivedOn",
         i.note, i.proposal, proposer.person_name AS "proposedByName",
         receiver.person_name AS "submittedToName", i.result, i.return_reason AS "returnReason",
         i.return_text AS "returnText", i.held_since AS "heldSince", i.created_at AS "createdAt",
         i.completed_at AS "completedAt"
       FROM documents.incoming i
       JOIN organisation.report_unit_v1 agency ON agency.id = i.agency_id
       LEFT JOIN organisation.report_post_v1 proposer ON proposer.id = i.proposed_by_post
       LEFT JOIN organisation.report_post_v1 receiver ON receiver.id = i.submitted_to_post
       WHERE ${INCOMING_SEEN} AND i.id = $9`,
      [...actorValues(actor), id],
    );
    if (!found) throw new NotFoundError('incoming document');
    return found;
  }

  private replies(id: string): Promise<RelatedDocument[]> {
    return rows<RelatedDocument>(
      this.dataSource,
      `SELECT outgoing.id, outgoing.symbol, outgoing.subject, outgoing.state
       FROM documents.reply JOIN documents.outgoing ON outgoing.id = reply.outgoing_id
       WHERE reply.incoming_id = $1 ORDER BY outgoing.created_at LIMIT 100`,
      [id],
    );
  }
}

/** Who has it now: the office's desks first, then whoever leads the work. */
function holderName(head: Head, assignments: readonly AssignmentNode[]): string | null {
  switch (head.state) {
    case 'arrived':
    case 'to-register':
    case 'registered':
      return `Văn thư ${head.agencyName}`;
    case 'submitted':
      return head.submittedToName ?? `Lãnh đạo, Văn phòng ${head.agencyName}`;
    case 'distributed':
      return `Lãnh đạo ${head.agencyName}`;
    case 'directed':
    case 'in-progress':
      return deepestLead(assignments);
    case 'completed':
    case 'returned':
      return null;
  }
}

function deepestLead(assignments: readonly AssignmentNode[]): string | null {
  const open = assignments.filter(
    ({ role, state }) => role === 'lead' && state !== 'completed' && state !== 'recalled',
  );
  const last = open.findLast(({ id }) => !open.some(({ parentId }) => parentId === id));
  return last ? (last.postName ?? last.unitName) : null;
}
