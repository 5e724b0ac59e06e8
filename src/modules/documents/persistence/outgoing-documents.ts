import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { OutgoingDocument } from './outgoing-document.entity.js';

@Injectable()
export class OutgoingDocuments {
  constructor(private readonly dataSource: DataSource) {}

  /** As it stands now, unlocked: for work that comes before the transaction. */
  async get(id: string): Promise<OutgoingDocument> {
    return present(await this.dataSource.manager.findOneBy(OutgoingDocument, { id }));
  }

  /** Locked until the transaction ends: of two who press together one waits and then sees the other's move. */
  async getForUpdate(tx: Tx, id: string): Promise<OutgoingDocument> {
    return present(
      await tx.findOne(OutgoingDocument, { where: { id }, lock: { mode: 'pessimistic_write' } }),
    );
  }

  async add(tx: Tx, document: Partial<OutgoingDocument>): Promise<void> {
    await tx.insert(OutgoingDocument, { ...document });
  }

  /** Writes what the entity's methods changed; the row is locked, so nobody wrote in between. */
  async save(tx: Tx, document: OutgoingDocument): Promise<void> {
    const { id, ...columns } = document;
    await tx.update(OutgoingDocument, { id }, columns);
  }
}

function present(document: OutgoingDocument | null): OutgoingDocument {
  if (!document) throw new NotFoundError('outgoing document');
  return document;
}
