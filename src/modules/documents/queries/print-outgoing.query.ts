import { Injectable } from '@nestjs/common';
import { FileStore } from '../../files/index.js';
import { printedCode, PublicCodes } from '../../signing/index.js';
import { unsignedPages } from '../copies/unsigned-pages.js';
import { OutgoingDocuments } from '../persistence/outgoing-documents.js';
import { OUTGOING_SUBJECT } from '../signed-files/outgoing-files.js';
import { withCode } from '../signed-files/print-sheet.js';

/** What is put on paper: the pages as they look, and a code that leads to the report of this version. */
@Injectable()
export class PrintOutgoingQuery {
  constructor(
    private readonly documents: OutgoingDocuments,
    private readonly files: FileStore,
    private readonly codes: PublicCodes,
  ) {}

  /**
   * A code stands only on what all may verify; a draft is printed without.
   *
   * @param origin address under which this office is reached, `https://vanban.example.gov.vn`
   */
  async execute(id: string, origin: string): Promise<Uint8Array> {
    const { sha256, state, space } = await this.documents.get(id);
    const pages = await unsignedPages(await this.files.read(sha256), null);
    if (state !== 'released' || space !== 'government') return pages;
    const code = await this.codes.codeOf({
      subjectType: OUTGOING_SUBJECT,
      subjectId: id,
      sha256,
    });
    return withCode(pages, { url: `${origin}/kiem-tra/${code}`, printed: printedCode(code) });
  }
}
