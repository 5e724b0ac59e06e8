import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CopyBlock, withCopyBlock } from '../../../../libs/document-layout/index.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import { COPY_MANDATE, COPY_NAMES } from '../domain/copy-rules.js';
import { blankCopyLines, issueLines } from '../domain/document-notation.js';
import type { CopyRow } from '../persistence/copies.js';

/**
 * A copy as it is put on paper, to be signed and sealed in ink: what it shows, and below it the
 * copy's own parts (NĐ 30/2020, annex I, part II.II). Before the decision number and date are blank.
 */
@Injectable()
export class PaperCopy {
  constructor(
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  async draw(copy: CopyRow, pages: Uint8Array): Promise<Uint8Array> {
    return withCopyBlock(pages, await this.block(copy));
  }

  private async block(copy: CopyRow): Promise<CopyBlock> {
    const agency = await this.directory.getAgency(this.dataSource, copy.agencyId);
    const { number, date } =
      copy.symbol === null || copy.issuedOn === null
        ? blankCopyLines(copy.typeCode, agency.abbreviation, agency.placeName)
        : issueLines({
            space: 'government',
            symbol: copy.symbol,
            place: agency.placeName,
            on: copy.issuedOn,
          });
    return {
      form: 'government',
      copyName: COPY_NAMES[copy.typeCode],
      agencyLines: agency.headerLines.issuer,
      numberLine: number,
      dateLine: date,
      recipients: recipientsOf(copy),
      signature: { authorityLines: await this.authority(copy), fullName: copy.signerName },
    };
  }

  /** As the decision kept it; before that as it would be today. */
  private async authority(copy: CopyRow): Promise<readonly string[]> {
    if (copy.signatureLines) return copy.signatureLines;
    const mandate = await this.directory.findMandate(this.dataSource, {
      agencyId: copy.agencyId,
      postId: copy.signerPostId,
      typeCode: COPY_MANDATE,
    });
    return mandate?.authorityLines ?? [];
  }
}

/** One a line, and last where the copy is kept: `Lưu: VT`. */
function recipientsOf({ recipients, keptBy }: CopyRow): { text: string }[] {
  const named = recipients
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [...named, `Lưu: ${keptBy === '' ? 'VT' : keptBy}`].map((text) => ({ text }));
}
