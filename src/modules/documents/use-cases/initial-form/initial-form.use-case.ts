import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { type ReadAndPin, SignatureStep } from '../../signature-step.js';

/** The office answers for form and layout (NĐ 30/2020, article 12.2). */
@Injectable()
export class InitialFormUseCase {
  constructor(private readonly signature: SignatureStep) {}

  execute(actor: Actor, id: string, given: ReadAndPin): Promise<void> {
    return this.signature.execute(actor, id, 'initial-form', given);
  }
}
