import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NextVersion } from '../../next-version.js';
import { OutgoingActs } from '../../outgoing-acts.js';

/** Taken back by whoever sent it on, until the next one has opened it. */
@Injectable()
export class WithdrawDraftUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly nextVersion: NextVersion,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'withdraw');
      const from = document.state;
      document.step('withdraw', this.clock.now());
      const voided = await this.nextVersion.afterSignatures(tx, actor, document);
      await this.acts.finish(tx, actor, document, {
        action: 'withdraw',
        from,
        details: { voided },
      });
    });
  }
}
