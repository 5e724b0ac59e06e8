import { Injectable } from '@nestjs/common';
import { legalInstant, type LocalDate } from '../../../libs/working-calendar/index.js';
import type { Space } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { RegisterImport } from '../registers/index.js';
import { type ImportedAssignment, RoutingImport } from '../routing/index.js';
import type { DocumentOrigin, IncomingState, Urgency } from './contracts/index.js';
import { INCOMING_SUBJECT, IncomingDocuments } from './persistence/incoming-documents.js';

export type ImportedArrival = {
  readonly agencyId: string;
  readonly space: Space;
  readonly channel: 'electronic' | 'paper';
  readonly author: string;
  readonly authorAgencyId: string | null;
  readonly symbol: string;
  readonly issuedOn: LocalDate | null;
  readonly typeName: string;
  readonly subject: string;
  readonly urgency: Urgency;
  readonly note: string;
  readonly origin?: DocumentOrigin;
  readonly arrivedOn: LocalDate;
  readonly verdict?: 'valid' | 'invalid';
  readonly verdictText?: string;
  /** Absent while it is not registered. */
  readonly registered?: {
    readonly number: number;
    readonly period: string;
    readonly receiver: string;
  };
  readonly state: IncomingState;
  readonly submittedToPost?: string;
  readonly directive?: {
    readonly byPostId: string;
    readonly text: string;
    readonly dueOn?: LocalDate;
    readonly assignments: readonly ImportedAssignment[];
  };
  readonly result?: string;
  readonly completedAt?: Date;
};

/** Takes over what arrived before this system, with its line in the register and its directive. */
@Injectable()
export class IncomingImport {
  constructor(
    private readonly documents: IncomingDocuments,
    private readonly registers: RegisterImport,
    private readonly routing: RoutingImport,
  ) {}

  // eslint-disable-next-line complexity -- one row, its fields present or not
  async importArrival(tx: Tx, arrival: ImportedArrival): Promise<string> {
    const { registered, directive, arrivedOn } = arrival;
    const id = newId();
    const at = legalInstant(arrivedOn, '08:00');
    const entryId =
      registered === undefined
        ? null
        : await this.registers.importIncoming(tx, {
            ...{ agencyId: arrival.agencyId, arrivedOn, incomingDocumentId: id },
            ...{ number: registered.number, period: registered.period },
            ...{ author: arrival.author, symbol: arrival.symbol, issuedOn: arrival.issuedOn },
            ...{ typeName: arrival.typeName, subject: arrival.subject },
            ...{ receiver: registered.receiver, note: arrival.note },
          });
    await this.documents.add(tx, {
      ...{ id, version: 1, state: arrival.state, space: arrival.space },
      ...{ agencyId: arrival.agencyId, channel: arrival.channel, author: arrival.author },
      ...{ authorAgencyId: arrival.authorAgencyId, symbol: arrival.symbol },
      ...{ issuedOn: arrival.issuedOn, typeName: arrival.typeName, subject: arrival.subject },
      ...{ urgency: arrival.urgency, signer: '', note: arrival.note },
      ...{ originType: arrival.origin?.type ?? null, originId: arrival.origin?.id ?? null },
      ...{ verdict: arrival.verdict ?? null, verdictText: arrival.verdictText ?? null },
      ...{ replyDueOn: directive?.dueOn ?? null },
      ...{ arrivalNumber: registered?.number ?? null, registerEntryId: entryId },
      ...{ arrivedOn: registered === undefined ? null : arrivedOn },
      ...{ submittedToPost: arrival.submittedToPost ?? null, result: arrival.result ?? null },
      ...{ heldSince: arrival.completedAt ?? at, createdAt: at },
      ...{ completedAt: arrival.completedAt ?? null },
    });
    if (directive !== undefined) {
      await this.routing.importDirective(tx, {
        ...directive,
        ...{ subjectType: INCOMING_SUBJECT, subjectId: id, agencyId: arrival.agencyId },
        at: legalInstant(arrivedOn, '10:00'),
      });
    }
    await tx.query(
      `INSERT INTO documents.move (document_id, direction, at, action, from_state, to_state, details)
       VALUES ($1, 'incoming', $2, 'import', NULL, $3, $4)`,
      [id, at, arrival.state, JSON.stringify({ on: arrivedOn })],
    );
    return id;
  }
}
