import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FileStore } from '../../files/index.js';
import { printedCode, PublicCodes } from '../../signing/index.js';
import { COPY_SUBJECT } from '../copies/copy-files.js';
import { PaperCopy } from '../copies/paper-copy.js';
import { unsignedPages } from '../copies/unsigned-pages.js';
import { COPY_NAMES } from '../domain/copy-rules.js';
import { Copies, type CopyRow } from '../persistence/copies.js';
import { withCode } from '../signed-files/print-sheet.js';
import type { FileContent } from './read-file.query.js';

/** A copy to look at, and one to put on paper. */
@Injectable()
export class PrintCopyQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly copies: Copies,
    private readonly files: FileStore,
    private readonly paper: PaperCopy,
    private readonly codes: PublicCodes,
  ) {}

  /** The file itself; of one on paper what will be signed in ink. */
  async content(id: string): Promise<FileContent> {
    const copy = await this.copies.get(this.dataSource, id);
    return {
      stream:
        copy.targetForm === 'electronic'
          ? await this.files.stream(copy.sha256)
          : Readable.from([Buffer.from(await this.pages(copy))]),
      name: nameOf(copy),
    };
  }

  /**
   * With a code that leads to the report of the version that is shown, once all may verify it.
   *
   * @param origin address under which this office is reached, `https://vanban.example.gov.vn`
   */
  async print(id: string, origin: string): Promise<FileContent> {
    const copy = await this.copies.get(this.dataSource, id);
    const pages = await this.pages(copy);
    const sheet = await this.withCode(copy, pages, origin);
    return { stream: Readable.from([Buffer.from(sheet)]), name: nameOf(copy) };
  }

  private async pages(copy: CopyRow): Promise<Uint8Array> {
    const pdf = await this.files.read(copy.sha256);
    return copy.targetForm === 'electronic' ? unsignedPages(pdf, null) : this.paper.draw(copy, pdf);
  }

  private async withCode(copy: CopyRow, pages: Uint8Array, origin: string): Promise<Uint8Array> {
    if (copy.state !== 'issued' || copy.space !== 'government') return pages;
    const sha256 = copy.targetForm === 'electronic' ? copy.sha256 : copy.sourceSha256;
    const code = await this.codes.codeOf({
      subjectType: COPY_SUBJECT,
      subjectId: copy.id,
      sha256,
    });
    return withCode(pages, { url: `${origin}/kiem-tra/${code}`, printed: printedCode(code) });
  }
}

function nameOf(copy: CopyRow): string {
  const title = `${copy.symbol ?? ''} ${copy.sourceTitle}`.replace(/[\\/:*?"<>|\s]+/gu, ' ').trim();
  return `${COPY_NAMES[copy.typeCode]} ${title.slice(0, 120)}.pdf`;
}
