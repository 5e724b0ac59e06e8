import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inspectPdf } from '../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { InvalidInputError } from '../../../platform/errors/platform.errors.js';
import { FileStore, type StoredFile } from '../../files/index.js';
import type { PageRange } from '../domain/copy-rules.js';
import { DraftChecks } from '../draft-checks.js';
import { unsignedPages } from './unsigned-pages.js';

export type ContentWish = {
  readonly sourceSha256: string;
  readonly pages: readonly PageRange[] | null;
  /** What was scanned of a copy on paper, or the excerpt as it was set again. */
  readonly fileSha256: string | null;
};

/** What a copy shows, without the signatures: only the copying agency signs a copy. */
@Injectable()
export class CopyContents {
  constructor(
    private readonly files: FileStore,
    private readonly checks: DraftChecks,
    private readonly dataSource: DataSource,
  ) {}

  async store(actor: Actor, wish: ContentWish): Promise<StoredFile> {
    if (wish.fileSha256 !== null)
      await this.checks.ownFile(this.dataSource, actor, wish.fileSha256);
    const pdf = await this.files.read(wish.fileSha256 ?? wish.sourceSha256);
    const { pages, signatures, fields } = inspectPdf(pdf);
    if (wish.pages?.some(({ first, last }) => first > last || last > pages.length))
      throw new InvalidInputError([
        {
          pointer: '/pages',
          code: 'documents.copy-page-range',
          params: { pages: pages.length },
        },
      ]);
    const isPlain = wish.pages === null && signatures === 0 && fields.length === 0;
    const content = isPlain ? pdf : await unsignedPages(pdf, wish.pages);
    return this.files.storeBytes(content, { mediaType: 'application/pdf' });
  }
}
