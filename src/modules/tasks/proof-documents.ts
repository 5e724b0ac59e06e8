import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import type { Queryable } from '../../platform/database/rows.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import { Documents } from '../documents/index.js';

export type Proof = {
  readonly typeCode: string;
  readonly symbol: string | null;
  readonly released: boolean;
};

/** A document of the actor's own agency that is to prove a result. */
@Injectable()
export class ProofDocuments {
  constructor(private readonly documents: Documents) {}

  async find(db: Queryable, actor: Actor, documentId: string): Promise<Proof> {
    const document = await this.documents.getOutgoing(db, documentId);
    if (document?.issuingAgencyId !== actor.agencyId) throw new NotFoundError('document');
    const { typeCode, symbol, state } = document;
    return { typeCode, symbol, released: state === 'released' };
  }
}
