import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { rows } from '../../../platform/database/rows.js';
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

  /** Those of these that exist, unlocked. */
  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, OutgoingDocument>> {
    return byId(await this.dataSource.manager.findBy(OutgoingDocument, { id: In([...ids]) }));
  }

  /** Locked in one order, so that two who lock several never wait for each other. */
  async getManyForUpdate(
    tx: Tx,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, OutgoingDocument>> {
    const locked = await tx.find(OutgoingDocument, {
      where: { id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return byId(locked);
  }

  async add(tx: Tx, document: Partial<OutgoingDocument>): Promise<void> {
    await tx.insert(OutgoingDocument, { ...document });
  }

  /** Writes what the entity's methods changed; the row is locked, so nobody wrote in between. */
  save(tx: Tx, document: OutgoingDocument): Promise<void> {
    return this.saveAll(tx, [document]);
  }

  /** The same for many rows, by one statement. */
  async saveAll(tx: Tx, documents: readonly OutgoingDocument[]): Promise<void> {
    const columns = tx.getRepository(OutgoingDocument).metadata.columns;
    const assignments = columns
      .filter(({ isPrimary }) => !isPrimary)
      .map(({ databaseName }) => `${databaseName} = changed.${databaseName}`);
    const written = documents.map((document) =>
      Object.fromEntries(
        columns.map((column) => [column.databaseName, column.getEntityValue(document) as unknown]),
      ),
    );
    await rows(
      tx,
      `UPDATE documents.outgoing AS document SET ${assignments.join(', ')}
         FROM jsonb_populate_recordset(NULL::documents.outgoing, $1::jsonb) AS changed
        WHERE document.id = changed.id`,
      [JSON.stringify(written)],
    );
  }
}

function byId(documents: readonly OutgoingDocument[]): ReadonlyMap<string, OutgoingDocument> {
  return new Map(documents.map((document) => [document.id, document]));
}

export function present(document: OutgoingDocument | null | undefined): OutgoingDocument {
  if (!document) throw new NotFoundError('outgoing document');
  return document;
}
