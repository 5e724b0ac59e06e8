import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { ForbiddenError, StaleVersionError } from '../../platform/errors/platform.errors.js';
import { DocumentMovedOnError } from './documents.errors.js';
import { isCompetent, mayEditOutgoing } from './domain/outgoing-turn.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';

/** Loads a draft for whoever may still write in it. */
@Injectable()
export class EditableDrafts {
  constructor(private readonly documents: OutgoingDocuments) {}

  /**
   * @throws {StaleVersionError} somebody else has edited it since it was read
   * @throws {DocumentMovedOnError} it lies with others now
   */
  async getForEdit(
    tx: Tx,
    actor: Actor,
    id: string,
    ifMatch: number | null,
  ): Promise<OutgoingDocument> {
    const document = await this.documents.getForUpdate(tx, id);
    if (!mayEditOutgoing(actor, document)) {
      if (!isCompetent(actor, document, 'submit')) throw new ForbiddenError('documents.edit-draft');
      throw new DocumentMovedOnError('edit', document.state);
    }
    if (ifMatch !== null && ifMatch !== document.version)
      throw new StaleVersionError(document.version);
    return document;
  }
}
