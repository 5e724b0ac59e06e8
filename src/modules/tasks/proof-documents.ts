import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access/actor.js';
import { maybeRow, type Queryable } from '../../platform/database/rows.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';

export type Proof = {
  readonly typeCode: string;
  readonly symbol: string | null;
  readonly released: boolean;
};

/** A document of the actor's own agency that is to prove a result. */
@Injectable()
export class ProofDocuments {
  async find(db: Queryable, actor: Actor, documentId: string): Promise<Proof> {
    const proof = await maybeRow<Proof>(
      db,
      `SELECT type_code AS "typeCode", symbol, state = 'released' AS released
       FROM documents.outgoing_document WHERE id = $1 AND agency_id = $2`,
      [documentId, actor.agencyId],
    );
    if (!proof) throw new NotFoundError('document');
    return proof;
  }
}
