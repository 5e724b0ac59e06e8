import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { maybeRow } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { FileStore } from '../../files/index.js';
import { Annexes } from '../persistence/annexes.js';
import { IncomingDocuments } from '../persistence/incoming-documents.js';

export type FileContent = { readonly stream: Readable; readonly name: string };

/** Bytes of a document that the route's policy has let the actor see. */
@Injectable()
export class ReadFileQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FileStore,
    private readonly incoming: IncomingDocuments,
    private readonly annexes: Annexes,
  ) {}

  /** @throws {NotFoundError} the document never had such a revision */
  async outgoing(id: string, sha256: string): Promise<FileContent> {
    const found = await maybeRow<{ symbol: string | null; subject: string }>(
      this.dataSource,
      `SELECT d.symbol, d.subject FROM documents.revision
       JOIN documents.outgoing d ON d.id = revision.document_id
       WHERE revision.document_id = $1 AND revision.sha256 = $2 LIMIT 1`,
      [id, sha256],
    );
    if (!found) throw new NotFoundError('revision');
    return { stream: await this.files.stream(sha256), name: fileName(found) };
  }

  /** @throws {NotFoundError} no such annex of this document */
  async annex(documentId: string, id: string): Promise<FileContent> {
    const annex = await this.annexes.find(this.dataSource, documentId, id);
    if (!annex) throw new NotFoundError('annex');
    return {
      stream: await this.files.stream(annex.sha256),
      name: fileName({ symbol: null, subject: annex.name }),
    };
  }

  /** @throws {NotFoundError} it came on paper and was not scanned */
  async ofIncoming(id: string): Promise<FileContent> {
    const document = await this.incoming.get(id);
    if (document.sha256 === null) throw new NotFoundError('file');
    return { stream: await this.files.stream(document.sha256), name: fileName(document) };
  }
}

function fileName({ symbol, subject }: { symbol: string | null; subject: string }): string {
  const words = `${symbol ?? 'du-thao'} ${subject}`.replace(/[\\/:*?"<>|\s]+/gu, ' ').trim();
  return `${words.slice(0, 120)}.pdf`;
}
