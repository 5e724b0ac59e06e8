import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { SystemDrafts } from '../../../plans/index.js';
import { ConclusionPrinter, type ConclusionOrder } from '../../conclusion-printer.js';
import { Review } from '../../persistence/review.entity.js';
import { ReviewRepository } from '../../persistence/review.repository.js';
import { NoConclusionItemError, ReviewActionNotAllowedError } from '../../reviews.errors.js';
import { ReviewStep } from '../review-step.js';
import { RunMeetingUseCase } from '../run-meeting/run-meeting.use-case.js';

export type DraftConclusion = ConclusionOrder & {
  readonly actor: Actor;
  readonly reviewId: string;
};

/** The conclusions as a Party document on the committee's outgoing desk; may be made again. */
@Injectable()
export class DraftConclusionUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly step: ReviewStep,
    private readonly reviews: ReviewRepository,
    private readonly meeting: RunMeetingUseCase,
    private readonly printer: ConclusionPrinter,
    private readonly drafts: SystemDrafts,
  ) {}

  async execute({ actor, reviewId, ...order }: DraftConclusion): Promise<string> {
    const seen = await this.dataSource.getRepository(Review).findOneBy({ id: reviewId });
    if (seen?.committeeId !== actor.agencyId) throw new NotFoundError('review');
    if (seen.state !== 'drafting')
      throw new ReviewActionNotAllowedError('draft-conclusion', seen.state);
    const bound = await this.drafts.signerOf(this.dataSource, seen.documentId);
    const signerPostId = bound ?? order.signerPostId;
    // A draft that is there keeps its type: its register and its signer follow from it.
    const type = bound === null ? order.type : (seen.documentType ?? order.type);
    const printed = await this.printer.print(this.dataSource, seen, {
      ...order,
      type,
      signerPostId,
    });
    const rendered = await this.drafts.store(printed.document);

    return this.step.run(
      {
        ...{ actor, reviewId, ifMatch: seen.version, action: 'reviews.draft-conclusion' },
        details: { type, sha256: rendered.sha256 },
      },
      async (review, tx) => {
        await this.meeting.requireAnswers(tx, review);
        if ((await this.reviews.itemsOf(tx, reviewId)).length === 0)
          throw new NoConclusionItemError();
        const documentId = await this.drafts.place(tx, actor, review.documentId, {
          issuingAgencyId: review.committeeId,
          draftingUnitId: actor.unitId,
          typeCode: type,
          subject: printed.subject,
          signerPostId: printed.signer.postId,
          recipients: printed.recipients,
          keptBy: 'Văn phòng Đảng ủy',
          origin: { type: 'review-conclusion', id: review.id },
          rendered,
        });
        review.draftConclusion(type, documentId);
        return documentId;
      },
    );
  }
}
