import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../../organisation/index.js';

/** The person goes on in another of his posts; the next request is judged by that one. */
@Injectable()
export class ChoosePostUseCase {
  constructor(
    private readonly organisation: OrganisationDirectory,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {NotFoundError} also for a post of somebody else, or one that has ended */
  async execute(actor: Actor, postId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const post = await this.organisation.findPost(tx, postId);
      if (!post?.active || post.personId !== actor.personId) throw new NotFoundError('post');
      await this.audit.record(tx, {
        actor,
        action: 'identity.choose-post',
        subjectType: 'account',
        subjectId: actor.accountId,
        details: { postId },
      });
    });
  }
}
