import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { maybeRow } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { FileStore } from '../../files/index.js';
import { printedCode, PublicCodes, Verifier } from '../../signing/index.js';
import { ANNEX_SUBJECT } from '../annex-files.js';
import { unsignedPages } from '../copies/unsigned-pages.js';
import { Annexes, type AnnexRow } from '../persistence/annexes.js';
import { OutgoingDocuments } from '../persistence/outgoing-documents.js';
import { withCode } from '../signed-files/print-sheet.js';
import type { FileContent } from './read-file.query.js';

export type ReceivedAnnex = Pick<AnnexRow, 'id' | 'ordinal' | 'name' | 'size'> & {
  readonly signedAt: string | null;
  readonly verdict: 'valid' | 'invalid' | 'unknown' | 'unsigned';
  readonly sentence: { readonly vi: string; readonly en: string };
};

/** Annexes as a receiving agency has them, and as they are put on paper. */
@Injectable()
export class AnnexesQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly annexes: Annexes,
    private readonly documents: OutgoingDocuments,
    private readonly files: FileStore,
    private readonly verifier: Verifier,
    private readonly codes: PublicCodes,
  ) {}

  /** None for what did not come through this system. */
  async received(incomingId: string): Promise<ReceivedAnnex[]> {
    const documentId = await this.sentAs(incomingId);
    if (documentId === null) return [];
    const found = await this.annexes.list(this.dataSource, documentId);
    return Promise.all(
      found.map(async ({ id, ordinal, name, size, sha256, signedAt }) => {
        const { verdict, sentence } = await this.verifier.verifyStored(sha256);
        return {
          ...{ id, ordinal, name, size, verdict, sentence },
          signedAt: signedAt?.toISOString() ?? null,
        };
      }),
    );
  }

  /** @throws {NotFoundError} no such annex of what was received */
  async receivedContent(incomingId: string, id: string): Promise<FileContent> {
    const documentId = await this.sentAs(incomingId);
    const annex = documentId && (await this.annexes.find(this.dataSource, documentId, id));
    if (!annex) throw new NotFoundError('annex');
    return { stream: await this.files.stream(annex.sha256), name: nameOf(annex) };
  }

  /** Without signatures; once released with the code that leads to the report of this version. */
  async print(documentId: string, id: string, origin: string): Promise<FileContent> {
    const annex = await this.annexes.find(this.dataSource, documentId, id);
    if (!annex) throw new NotFoundError('annex');
    const { state, space } = await this.documents.get(documentId);
    const pages = await unsignedPages(await this.files.read(annex.sha256), null);
    const isPublic = state === 'released' && space === 'government' && annex.signedAt !== null;
    const sheet = isPublic ? await this.coded(annex, pages, origin) : pages;
    return { stream: Readable.from([Buffer.from(sheet)]), name: nameOf(annex) };
  }

  private async coded(annex: AnnexRow, pages: Uint8Array, origin: string): Promise<Uint8Array> {
    const code = await this.codes.codeOf({
      subjectType: ANNEX_SUBJECT,
      subjectId: annex.id,
      sha256: annex.sha256,
    });
    return withCode(pages, { url: `${origin}/kiem-tra/${code}`, printed: printedCode(code) });
  }

  private async sentAs(incomingId: string): Promise<string | null> {
    const found = await maybeRow<{ documentId: string | null }>(
      this.dataSource,
      'SELECT outgoing_document_id AS "documentId" FROM documents.incoming WHERE id = $1',
      [incomingId],
    );
    return found?.documentId ?? null;
  }
}

function nameOf({ name }: AnnexRow): string {
  return `${name.replace(/[\\/:*?"<>|\s]+/gu, ' ').slice(0, 120)}.pdf`;
}
