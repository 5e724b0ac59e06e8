import { Injectable } from '@nestjs/common';
import { inspectPdf } from '../../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../../platform/errors/platform.errors.js';
import { FileStore, type StoredFile } from '../../../files/index.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { CopyNotPermittedError } from '../../copies/copies.errors.js';
import { type CopySource, CopySources } from '../../copies/copy-source.js';
import { unsignedPages } from '../../copies/unsigned-pages.js';
import {
  type CopyForm,
  copyRefusal,
  type CopySourceType,
  type CopyType,
} from '../../domain/copy-rules.js';
import { Copies } from '../../persistence/copies.js';

export type CreateCopy = {
  readonly typeCode: CopyType;
  readonly source: { readonly type: CopySourceType; readonly id: string };
  readonly to: CopyForm;
  readonly pages?: { readonly first: number; readonly last: number } | undefined;
  readonly signerPostId: string;
  readonly recipients: string;
  readonly keptBy: string;
  readonly copies: number;
};

/** The agency's clerk prepares a copy; who may decide on it is asked next (NĐ 30/2020, articles 25 to 27). */
@Injectable()
export class CreateCopyUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sources: CopySources,
    private readonly copies: Copies,
    private readonly files: FileStore,
    private readonly directory: OrganisationDirectory,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, given: CreateCopy): Promise<{ copyId: string }> {
    const source = await this.sources.get(given.source.type, given.source.id);
    if (!actor.clerkOf.includes(source.agencyId)) throw new ForbiddenError('documents.create-copy');
    const pages = given.pages ?? null;
    const refusal = copyRefusal({
      type: given.typeCode,
      from: source.form,
      to: given.to,
      sourceType: source.copyType,
      pages,
    });
    if (refusal) throw new CopyNotPermittedError(refusal);
    const file = await this.content(source, pages);
    return this.unitOfWork.run(async (tx) => {
      const signer = await this.directory.getPost(tx, given.signerPostId);
      const copyId = await this.copies.add(tx, actor, {
        agencyId: source.agencyId,
        space: source.space,
        typeCode: given.typeCode,
        sourceType: given.source.type,
        sourceId: given.source.id,
        sourceForm: source.form,
        targetForm: given.to,
        sourceTitle: source.title,
        pages,
        ...file,
        signerPostId: signer.id,
        signerName: signer.personName,
        recipients: given.recipients.normalize('NFC').trim(),
        keptBy: given.keptBy.normalize('NFC').trim(),
        copies: given.copies,
      });
      await this.audit.record(tx, {
        actor,
        action: 'documents.create-copy',
        subjectType: 'document-copy',
        subjectId: copyId,
        details: { typeCode: given.typeCode, source: given.source, to: given.to, pages },
      });
      return { copyId };
    });
  }

  /** What is shown, without the signatures: only the copying agency signs a copy. */
  private async content(
    source: CopySource,
    pages: { first: number; last: number } | null,
  ): Promise<StoredFile> {
    const pdf = await this.files.read(source.sha256);
    const { pages: all, signatures, fields } = inspectPdf(pdf);
    if (pages && (pages.first > pages.last || pages.last > all.length))
      throw new CopyNotPermittedError('pages');
    const isPlain = pages === null && signatures === 0 && fields.length === 0;
    const content = isPlain ? pdf : await unsignedPages(pdf, pages);
    return this.files.storeBytes(content, { mediaType: 'application/pdf' });
  }
}
