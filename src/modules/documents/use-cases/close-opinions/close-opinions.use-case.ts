import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import { Opinions } from '../../persistence/opinions.js';

/** Summed up: what was taken in, what was not and why. */
@Injectable()
export class CloseOpinionsUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly opinions: Opinions,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, summary: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'close-opinions');
      const from = document.state;
      document.step('close-opinions', this.clock.now());
      await this.opinions.close(tx, id, summary);
      await this.acts.finish(tx, actor, document, {
        action: 'close-opinions',
        from,
        reason: summary,
      });
    });
  }
}
