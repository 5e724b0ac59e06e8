import { Injectable } from '@nestjs/common';
import type { FieldBox, RenderedDocument } from '../../../libs/document-layout/index.js';
import type { Actor } from '../../platform/access/actor.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Documents, type SystemDraft } from '../documents/index.js';
import { FileStore } from '../files/index.js';

export type Rendered = { readonly sha256: string; readonly fields: readonly FieldBox[] };

const DEAD = ['cancelled', 'number-voided'];

/** Documents whose PDF the system makes: stored first, then laid on the outgoing desk. */
@Injectable()
export class SystemDrafts {
  constructor(
    private readonly documents: Documents,
    private readonly files: FileStore,
  ) {}

  async store({ pdf, fields }: RenderedDocument): Promise<Rendered> {
    const { sha256 } = await this.files.storeBytes(pdf, { mediaType: 'application/pdf' });
    return { sha256, fields };
  }

  /** Replaces the draft while it is at its drafter; a cancelled one gets a successor. */
  async place(
    tx: Tx,
    actor: Actor,
    documentId: string | null,
    draft: SystemDraft,
  ): Promise<string> {
    if (documentId !== null) {
      const { state } = await this.documents.getOutgoing(tx, documentId);
      if (!DEAD.includes(state)) {
        await this.documents.replaceSystemDraft(tx, actor, documentId, draft.rendered);
        return documentId;
      }
    }
    return this.documents.createSystemDraft(tx, actor, draft);
  }
}
