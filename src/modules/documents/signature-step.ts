import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/access/actor.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { type AppliedSignature, SigningDesk, type UnlockedKey } from '../signing/index.js';
import { RevisionMovedOnError } from './documents.errors.js';
import { OutgoingActs } from './outgoing-acts.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';
import { Revisions } from './persistence/revisions.js';

export type Box = readonly [number, number, number, number];

export type SignatureOnDocument = {
  readonly action: 'initial-content' | 'initial-form' | 'sign' | 'seal';
  readonly purpose: 'initial-content' | 'initial-form' | 'approve' | 'seal';
  readonly field: string;
  readonly lock: boolean;
  readonly box?: Box | undefined;
  /** Last look before anything is signed; what it throws refuses. */
  readonly check?: (document: OutgoingDocument) => void;
  /** Moves the document in the transaction that makes the signature true; says what to tell. */
  readonly move: (
    tx: Tx,
    document: OutgoingDocument,
    applied: AppliedSignature,
  ) => Promise<{ onBehalf?: string; details?: Readonly<Record<string, unknown>> }>;
  /** After the document is saved, in the same transaction. */
  readonly after?: (tx: Tx, document: OutgoingDocument) => Promise<void>;
};

/** One signature on the newest revision: the file first, then all of its effect in one transaction. */
@Injectable()
export class SignatureStep {
  constructor(
    private readonly desk: SigningDesk,
    private readonly acts: OutgoingActs,
    private readonly documents: OutgoingDocuments,
    private readonly revisions: Revisions,
    private readonly dataSource: DataSource,
  ) {}

  /** Before a PIN is spent: whose turn it is. */
  async look(
    actor: Actor,
    id: string,
    action: SignatureOnDocument['action'],
  ): Promise<OutgoingDocument> {
    const document = await this.documents.get(id);
    await this.acts.requireTurn(this.dataSource, actor, document, action);
    return document;
  }

  unlockOwn(actor: Actor, pin: string): Promise<UnlockedKey> {
    return this.desk.unlock({ kind: 'post', postId: actor.postId }, pin);
  }

  unlockSeal(actor: Actor, agencyId: string, pin: string): Promise<UnlockedKey> {
    return this.desk.unlock({ kind: 'agency', agencyId, clerkPostId: actor.postId }, pin);
  }

  async execute(
    actor: Actor,
    id: string,
    key: UnlockedKey,
    step: SignatureOnDocument,
  ): Promise<void> {
    const seen = await this.look(actor, id, step.action);
    step.check?.(seen);
    await this.desk.sign(
      {
        actor,
        subjectType: 'outgoing-document',
        subjectId: id,
        purpose: step.purpose,
        baseSha256: seen.sha256,
        field: step.field,
        lock: step.lock,
        ...(step.box ? { box: step.box } : {}),
      },
      key,
      async (tx, applied) => {
        const document = await this.acts.begin(tx, actor, id, step.action);
        if (document.sha256 !== seen.sha256) throw new RevisionMovedOnError();
        step.check?.(document);
        const from = document.state;
        const told = await step.move(tx, document, applied);
        document.extend(applied.sha256);
        await this.acts.finish(tx, actor, document, { action: step.action, from, ...told });
        await this.revisions.record(tx, document, {
          kind: step.purpose,
          size: applied.size,
          actor,
        });
        await step.after?.(tx, document);
      },
    );
  }
}
