import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { IncomingActs } from '../../incoming-acts.js';

/** The chief of the office says who should lead; the leader decides. */
@Injectable()
export class ProposeHandlingUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: IncomingActs,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, proposal: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'propose');
      const from = document.state;
      document.propose(proposal, actor.postId, this.clock.now());
      await this.acts.finish(tx, actor, document, { action: 'propose', from, reason: proposal });
    });
  }
}
