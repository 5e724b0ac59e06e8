import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { InvalidInputError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { IncomingActs } from '../../incoming-acts.js';

/** To a leader or the office's chief, or to whichever of them opens it first. */
@Injectable()
export class SubmitIncomingUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: IncomingActs,
    private readonly directory: OrganisationDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, toPostId: string | null): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'submit');
      const to = toPostId === null ? null : await this.receiver(tx, document.agencyId, toPostId);
      const from = document.state;
      document.submit(toPostId, this.clock.now());
      await this.acts.finish(tx, actor, document, {
        action: 'submit',
        from,
        details: { to },
      });
    });
  }

  private async receiver(tx: Tx, agencyId: string, postId: string): Promise<string> {
    const post = await this.directory.getPost(tx, postId);
    const may =
      post.active &&
      post.agencyId === agencyId &&
      post.roles.some((role) => role === 'leader' || role === 'office-chief');
    if (!may) throw new InvalidInputError([{ pointer: '/toPostId', code: 'invalid_value' }]);
    return post.personName;
  }
}
