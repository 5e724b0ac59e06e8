import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { ReviewStep } from '../review-step.js';

@Injectable()
export class CloseReviewUseCase {
  constructor(private readonly step: ReviewStep) {}

  execute(order: { readonly actor: Actor; readonly reviewId: string }): Promise<void> {
    return this.step.run({ ...order, action: 'reviews.close-review' }, (review) => {
      review.close();
    });
  }
}
