import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Queryable } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../platform/errors/platform.errors.js';
import type { IncomingState } from './contracts/index.js';
import { IncomingMovedOnError, InvalidSignatureError } from './documents.errors.js';
import type { IncomingAction } from './domain/incoming.lifecycle.js';
import { isCompetentForIncoming, isIncomingTurn } from './domain/incoming-turn.js';
import { History } from './persistence/history.js';
import type { IncomingDocument } from './persistence/incoming-document.entity.js';
import { IncomingDocuments } from './persistence/incoming-documents.js';

/** The two ends that every act upon an incoming document shares: whose turn it is, and what is kept. */
@Injectable()
export class IncomingActs {
  constructor(
    private readonly documents: IncomingDocuments,
    private readonly history: History,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws {ForbiddenError} never this actor's act
   * @throws {InvalidSignatureError} it can only be returned
   * @throws {IncomingMovedOnError} somebody was faster
   */
  async begin(tx: Tx, actor: Actor, id: string, action: IncomingAction): Promise<IncomingDocument> {
    const document = await this.documents.getForUpdate(tx, id);
    await this.requireTurn(tx, actor, document, action);
    return document;
  }

  async requireTurn(
    db: Queryable,
    actor: Actor,
    document: IncomingDocument,
    action: IncomingAction,
  ): Promise<void> {
    const lead = await this.documents.findLead(db, document.id);
    const { state, agencyId, verdict } = document;
    const facts = { state, agencyId, verdict, lead };
    if (isIncomingTurn(actor, facts, action)) return;
    if (!isCompetentForIncoming(actor, facts, action))
      throw new ForbiddenError(`documents.${action}-incoming`);
    const isOpen = document.state === 'arrived' || document.state === 'to-register';
    if (document.verdict === 'invalid' && isOpen) throw new InvalidSignatureError();
    throw new IncomingMovedOnError(action, document.state);
  }

  async finish(
    tx: Tx,
    actor: Actor | null,
    document: IncomingDocument,
    move: {
      action: string;
      from: IncomingState;
      reason?: string | null;
      details?: Readonly<Record<string, unknown>>;
    },
  ): Promise<void> {
    const { action, from, reason = null, details = {} } = move;
    await this.documents.save(tx, document);
    await this.history.record(tx, {
      documentId: document.id,
      direction: 'incoming',
      actor,
      action,
      from,
      to: document.state,
      reason,
      details,
    });
    await this.audit.record(tx, {
      actor,
      action: `documents.${action}-incoming`,
      subjectType: 'incoming-document',
      subjectId: document.id,
      details: { ...details, from, to: document.state, reason },
    });
  }
}
