import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { OtherSpaceError } from '../../documents.errors.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import { type AskedOf, Opinions } from '../../persistence/opinions.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';

export type AskOpinions = {
  readonly unitIds: readonly string[];
  readonly postIds: readonly string[];
  readonly question: string;
  readonly dueOn?: string | undefined;
};

@Injectable()
export class AskOpinionsUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly opinions: Opinions,
    private readonly directory: OrganisationDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, request: AskOpinions): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'ask-opinions');
      const asked = await this.resolve(tx, document, request);
      const from = document.state;
      document.step('ask-opinions', this.clock.now());
      await this.opinions.openRound(tx, actor, document, {
        asked,
        question: request.question,
        dueOn: request.dueOn ?? null,
      });
      await this.acts.finish(tx, actor, document, {
        action: 'ask-opinions',
        from,
        reason: request.question === '' ? null : request.question,
        details: { asked: asked.map(({ name }) => name) },
      });
    });
  }

  /** Opinions never cross between government and Party. */
  private async resolve(
    tx: Tx,
    document: OutgoingDocument,
    { unitIds, postIds }: AskOpinions,
  ): Promise<AskedOf[]> {
    const asked: AskedOf[] = [];
    for (const unitId of new Set(unitIds)) {
      const unit = await this.directory.requireStanding(tx, unitId);
      if (unit.space !== document.space) throw new OtherSpaceError();
      asked.push({ unitId, postId: null, name: unit.shortName });
    }
    for (const postId of new Set(postIds)) {
      const post = await this.directory.getPost(tx, postId);
      if (post.space !== document.space) throw new OtherSpaceError();
      asked.push({ unitId: null, postId, name: post.personName });
    }
    return asked;
  }
}
