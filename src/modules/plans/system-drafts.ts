import { Injectable } from '@nestjs/common';
import type { RenderedDocument } from '../../../libs/document-layout/index.js';
import type { Actor } from '../../platform/access/actor.js';
import { maybeRow, type Queryable } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Documents, type RenderedFile, type SystemDraft } from '../documents/index.js';
import { FileStore } from '../files/index.js';

const ABANDONED = ['cancelled', 'number-voided'];

/** Documents whose PDF the system makes: stored first, then laid on the outgoing desk. */
@Injectable()
export class SystemDrafts {
  constructor(
    private readonly documents: Documents,
    private readonly files: FileStore,
  ) {}

  async store({ pdf, fields }: RenderedDocument): Promise<RenderedFile> {
    const { sha256 } = await this.files.storeBytes(pdf, { mediaType: 'application/pdf' });
    return { sha256, fields };
  }

  /** Who signs the draft that is already there: its block is printed, so it does not change. */
  async signerOf(db: Queryable, documentId: string | null): Promise<string | null> {
    if (documentId === null || !(await this.isAlive(db, documentId))) return null;
    const found = await maybeRow<{ postId: string }>(
      db,
      'SELECT signer_post_id AS "postId" FROM documents.outgoing WHERE id = $1',
      [documentId],
    );
    return found?.postId ?? null;
  }

  /** Replaces the draft while it is at its drafter; an abandoned one gets a successor. */
  async place(
    tx: Tx,
    actor: Actor,
    documentId: string | null,
    draft: SystemDraft,
  ): Promise<string> {
    if (documentId === null || !(await this.isAlive(tx, documentId)))
      return this.documents.createSystemDraft(tx, actor, draft);
    const { rendered, subject } = draft;
    await this.documents.replaceSystemDraft(tx, actor, documentId, { ...rendered, subject });
    return documentId;
  }

  /** Whether its drafter still has it, so that what it was made from may change. */
  async isAtDrafter(db: Queryable, documentId: string): Promise<{ yes: boolean; state: string }> {
    const state = (await this.documents.getOutgoing(db, documentId))?.state ?? 'cancelled';
    return { yes: ['draft', 'returned', ...ABANDONED].includes(state), state };
  }

  private async isAlive(db: Queryable, documentId: string): Promise<boolean> {
    const document = await this.documents.getOutgoing(db, documentId);
    return document !== null && !ABANDONED.includes(document.state);
  }
}
