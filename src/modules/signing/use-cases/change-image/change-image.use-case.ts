import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { rows } from '../../../../platform/database/rows.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';

/** The picture of a hand-written signature or of a seal that pages show from now on. */
@Injectable()
export class ChangeImageUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, credentialId: string, image: Uint8Array): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const changed = await rows(
        tx,
        `UPDATE signing.credential SET image = $3, sample_image = NULL
          WHERE id = $1 AND post_id = $2 AND revoked_at IS NULL RETURNING id`,
        [credentialId, actor.postId, Buffer.from(image)],
      );
      if (changed.length !== 1) throw new NotFoundError('signing-credential');
      await this.audit.record(tx, {
        actor,
        action: 'signing.change-image',
        subjectType: 'signing-credential',
        subjectId: credentialId,
        details: { sha256: createHash('sha256').update(image).digest('hex') },
      });
    });
  }
}
