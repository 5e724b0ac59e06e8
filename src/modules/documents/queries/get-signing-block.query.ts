import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FIELD } from '../../../../libs/document-layout/index.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import type { FieldBox } from '../domain/field-box.js';
import { OutgoingDocuments } from '../persistence/outgoing-documents.js';

export type SigningBlock = {
  readonly sha256: string;
  readonly approvedSha256: string | null;
  /** Exactly the lines above the signature, top first. */
  readonly authorityLines: readonly string[];
  readonly positionBelow: string | null;
  readonly personName: string;
  readonly basis: string;
  /** False: no mandate today, the signature would be refused. */
  readonly isCompetent: boolean;
  readonly boxes: readonly FieldBox[];
};

/** Shown before the PIN: in whose name one signs, and where the images will stand. */
@Injectable()
export class GetSigningBlockQuery {
  constructor(
    private readonly documents: OutgoingDocuments,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  async execute(id: string): Promise<SigningBlock> {
    const document = await this.documents.get(id);
    const signer = await this.directory.getPost(this.dataSource, document.signerPostId);
    const mandate = await this.directory.findMandate(this.dataSource, {
      agencyId: document.issuingAgencyId,
      postId: document.signerPostId,
      typeCode: document.typeCode,
    });
    const shown: readonly string[] = [
      FIELD.signer,
      FIELD.seal,
      FIELD.contentInitial,
      FIELD.formInitial,
    ];
    return {
      sha256: document.sha256,
      approvedSha256: document.approvedSha256,
      authorityLines: mandate?.authorityLines ?? [],
      positionBelow: mandate?.positionBelow ?? null,
      personName: signer.personName,
      basis: mandate?.basis ?? '',
      isCompetent: mandate !== null,
      boxes: (document.fields ?? []).filter(({ name }) => shown.includes(name)),
    };
  }
}
