import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { ForbiddenError, InvalidInputError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory, type PostView } from '../../../organisation/index.js';
import { copyNotPermitted } from '../../copies/copies.errors.js';
import { CopyContents } from '../../copies/copy-contents.js';
import { type CopySource, CopySources } from '../../copies/copy-source.js';
import {
  COPY_MANDATE,
  type CopyForm,
  copyRefusal,
  type CopySourceType,
  type CopyType,
  type PageRange,
} from '../../domain/copy-rules.js';
import { Copies } from '../../persistence/copies.js';

export type CreateCopy = {
  readonly typeCode: CopyType;
  readonly source: { readonly type: CopySourceType; readonly id: string };
  /** The clerk says of what was received that it is a certified copy itself. */
  readonly isCertifiedCopy?: boolean | undefined;
  readonly to: CopyForm;
  readonly pages?: readonly PageRange[] | undefined;
  readonly fileSha256?: string | undefined;
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
    private readonly contents: CopyContents,
    private readonly directory: OrganisationDirectory,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, given: CreateCopy): Promise<{ copyId: string }> {
    const source = await this.sources.get(given.source.type, given.source.id);
    if (!actor.clerkOf.includes(source.agencyId)) throw new ForbiddenError('documents.create-copy');
    requirePermitted(given, source);
    const pages = given.pages ?? null;
    const file = await this.contents.store(actor, {
      sourceSha256: source.sha256,
      pages,
      fileSha256: given.fileSha256 ?? null,
    });
    return this.unitOfWork.run(async (tx) => {
      const signer = await this.signer(tx, source.agencyId, given.signerPostId);
      const copyId = await this.copies.add(tx, actor, {
        agencyId: source.agencyId,
        space: source.space,
        typeCode: given.typeCode,
        sourceType: given.source.type,
        sourceId: given.source.id,
        sourceForm: source.form,
        targetForm: given.to,
        sourceTitle: source.title,
        sourceSha256: source.sha256,
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
        details: {
          typeCode: given.typeCode,
          source: given.source,
          to: given.to,
          pages,
          fileSha256: given.fileSha256 ?? null,
        },
      });
      return { copyId };
    });
  }

  /** Told to the clerk now, and asked again when the copy is decided on. */
  private async signer(tx: Tx, agencyId: string, postId: string): Promise<PostView> {
    const post = await this.directory.getPost(tx, postId);
    const mandate = await this.directory.findMandate(tx, {
      agencyId,
      postId,
      typeCode: COPY_MANDATE,
    });
    if (mandate && post.active) return post;
    throw new InvalidInputError([
      {
        pointer: '/signerPostId',
        code: 'documents.copy-signer',
        params: { name: post.personName },
      },
    ]);
  }
}

function requirePermitted(given: CreateCopy, source: CopySource): void {
  const received = given.isCertifiedCopy === true ? 'certified-copy' : null;
  const refusal = copyRefusal({
    type: given.typeCode,
    from: source.form,
    to: given.to,
    source: given.source.type,
    sourceType: source.copyType ?? (given.source.type === 'incoming-document' ? received : null),
    content: contentOf(given),
  });
  if (refusal) throw copyNotPermitted(refusal);
}

/** Pages and a file at once would leave open which of them is meant. */
function contentOf({ pages, fileSha256 }: CreateCopy): 'whole' | 'pages' | 'file' {
  if (pages !== undefined && fileSha256 !== undefined)
    throw copyNotPermitted({ field: 'pages', rule: 'pages' });
  if (fileSha256 !== undefined) return 'file';
  return pages === undefined ? 'whole' : 'pages';
}
