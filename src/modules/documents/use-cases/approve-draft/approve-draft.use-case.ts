import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { RevisionMovedOnError } from '../../documents.errors.js';
import { OutgoingActs } from '../../outgoing-acts.js';

/** The signer approves the very bytes that he has read (NĐ 30/2020, article 11). */
@Injectable()
export class ApproveDraftUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly clock: Clock,
  ) {}

  /** @throws {RevisionMovedOnError} `sha256` is not what lies there now */
  async execute(actor: Actor, id: string, sha256: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'approve');
      if (document.sha256 !== sha256) throw new RevisionMovedOnError();
      const from = document.state;
      document.approve(this.clock.now());
      await this.acts.finish(tx, actor, document, { action: 'approve', from, details: { sha256 } });
    });
  }
}
