import { Injectable } from '@nestjs/common';
import { legalTimeOf } from '../../../libs/working-calendar/index.js';
import { type Actor } from '../../platform/access/actor.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../platform/errors/platform.errors.js';
import type { OutgoingState } from './contracts/index.js';
import { DocumentMovedOnError, type LastMove, SealTooEarlyError } from './documents.errors.js';
import type { OutgoingAction } from './domain/outgoing.lifecycle.js';
import { isCompetent, isTurn } from './domain/outgoing-turn.js';
import { History } from './persistence/history.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';

export type FinishedMove = {
  readonly action: OutgoingAction;
  readonly from: OutgoingState;
  readonly onBehalf?: string | null;
  readonly reason?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
};

export type MoveOfDocument = FinishedMove & {
  /** Null for the system itself. */
  readonly actor: Actor | null;
  readonly document: OutgoingDocument;
  readonly to: OutgoingState;
};

/** The two ends that every act upon an outgoing document shares: whose turn it is, and what is kept. */
@Injectable()
export class OutgoingActs {
  constructor(
    private readonly documents: OutgoingDocuments,
    private readonly history: History,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Locks the document for an act.
   *
   * @throws {ForbiddenError} never this actor's act
   * @throws {DocumentMovedOnError} not now: somebody was faster, or it has not come that far
   */
  async begin(tx: Tx, actor: Actor, id: string, action: OutgoingAction): Promise<OutgoingDocument> {
    const document = await this.documents.getForUpdate(tx, id);
    await this.requireTurn(tx, actor, document, action);
    return document;
  }

  /** The same question before work that is done outside a transaction. */
  async requireTurn(
    db: Parameters<History['last']>[0],
    actor: Actor,
    document: OutgoingDocument,
    action: OutgoingAction,
  ): Promise<void> {
    if (isTurn(actor, document, action)) return;
    if (!isCompetent(actor, document, action)) throw new ForbiddenError(`documents.${action}`);
    if (action === 'seal' && document.signedAt === null) throw new SealTooEarlyError();
    const last = await this.history.last(db, document.id);
    throw new DocumentMovedOnError(action, document.state, last && spoken(document, last));
  }

  finish(
    tx: Tx,
    actor: Actor | null,
    document: OutgoingDocument,
    move: FinishedMove,
  ): Promise<void> {
    return this.finishAll(tx, [{ ...move, actor, document, to: document.state }]);
  }

  /** The moves of many documents in their order; each document is saved once, as it stands now. */
  async finishAll(tx: Tx, moves: readonly MoveOfDocument[]): Promise<void> {
    await this.documents.saveAll(tx, [...new Set(moves.map(({ document }) => document))]);
    await this.history.recordAll(
      tx,
      moves.map(({ document, ...move }) => ({
        ...move,
        documentId: document.id,
        direction: 'outgoing',
      })),
    );
    await this.audit.recordAll(
      tx,
      moves.map(({ actor, document, action, from, to, ...told }) => {
        const { onBehalf = null, reason = null, details = {} } = told;
        return {
          actor,
          action: `documents.${action}`,
          subjectType: 'outgoing-document',
          subjectId: document.id,
          details: { ...details, from, to, reason, onBehalf },
        };
      }),
    );
  }
}

function spoken(document: OutgoingDocument, last: { personName: string; at: Date }): LastMove {
  const [hour, minute] = legalTimeOf(last.at).split(':');
  return {
    address: document.space === 'party' ? 'đồng chí' : 'ông (bà)',
    name: last.personName,
    at: `${hour} giờ ${minute}`,
  };
}
