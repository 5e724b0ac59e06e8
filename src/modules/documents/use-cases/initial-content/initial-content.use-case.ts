import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { type ReadAndPin, SignatureStep } from '../../signature-step.js';

/**
 * The head of the drafting unit answers for the content (NĐ 30/2020, article 12.1). His initial is
 * the first signature and certifies the form.
 */
@Injectable()
export class InitialContentUseCase {
  constructor(private readonly signature: SignatureStep) {}

  execute(actor: Actor, id: string, given: ReadAndPin): Promise<void> {
    return this.signature.execute(actor, id, 'initial-content', given);
  }
}
