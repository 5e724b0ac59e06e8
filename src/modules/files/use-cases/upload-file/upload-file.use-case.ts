import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../../config/settings.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { storable } from '../../../../platform/database/storable-text.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { InvalidInputError } from '../../../../platform/errors/platform.errors.js';
import { DescribingThread } from '../../describing-thread.js';
import { FileStore } from '../../file-store.js';
import { type UploadFinding, UploadChecks } from '../../upload-checks.js';

export type UploadedFile = {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly pages: number;
  readonly findings: readonly UploadFinding[];
};

@Injectable()
export class UploadFileUseCase {
  constructor(
    private readonly describing: DescribingThread,
    private readonly files: FileStore,
    private readonly checks: UploadChecks,
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    given: { name: string; content: AsyncIterable<Buffer> },
  ): Promise<UploadedFile> {
    let pages = 0;
    let findings: readonly UploadFinding[] = [];
    const stored = await this.files.storeStream(given.content, {
      mediaType: 'application/pdf',
      maxBytes: this.settings.storage.maxFileMb * 1024 * 1024,
      inspect: async (path) => {
        const description = await this.describing.describe(path);
        if ('refusal' in description)
          throw new InvalidInputError([{ pointer: '/file', ...description.refusal }]);
        pages = description.pages;
        findings = await this.checks.run(await readFile(path));
      },
    });
    const name = storable(given.name.normalize('NFC').slice(-255)) || 'van-ban.pdf';
    return this.unitOfWork.run(async (tx) => {
      const id = await this.files.register(tx, {
        sha256: stored.sha256,
        name,
        pages,
        uploadedBy: actor.postId,
      });
      await this.audit.record(tx, {
        actor,
        action: 'files.upload-file',
        subjectType: 'upload',
        subjectId: id,
        details: { name, sha256: stored.sha256, size: stored.size },
      });
      return { id, ...stored, name, pages, findings };
    });
  }
}
