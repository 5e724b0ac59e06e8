import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { Revisions } from './persistence/revisions.js';

/** A return after any signature ends that chain: kept and marked void; the next begins unsigned. */
@Injectable()
export class NextVersion {
  constructor(private readonly revisions: Revisions) {}

  /** True when there were signatures to void. The caller saves the document. */
  async afterSignatures(tx: Tx, actor: Actor, document: OutgoingDocument): Promise<boolean> {
    if (!(await this.revisions.isSigned(tx, document.id, document.chain))) return false;
    const draft = await this.revisions.draftOf(tx, document.id, document.chain);
    await this.revisions.voidChain(tx, document.id, document.chain);
    document.startChain(draft.sha256, document.fields);
    await this.revisions.record(tx, document, { kind: 'draft', size: draft.size, actor });
    return true;
  }
}
