import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { OutgoingActs } from '../../outgoing-acts.js';

/** The head of the drafting unit hands a returned draft to its drafter, with a word. */
@Injectable()
export class ReviseDraftUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, note: string | null): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'revise');
      const from = document.state;
      document.step('revise', this.clock.now());
      await this.acts.finish(tx, actor, document, { action: 'revise', from, reason: note });
    });
  }
}
