import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { type Box, SignatureStep } from '../../signature-step.js';

/** The clerk in person, with his own PIN, only over a personal signature (NĐ 30/2020, article 32.2). */
@Injectable()
export class SealDocumentUseCase {
  constructor(private readonly signature: SignatureStep) {}

  execute(actor: Actor, id: string, given: { pin?: string | undefined; box?: Box }): Promise<void> {
    return this.signature.execute(actor, id, 'seal', given);
  }
}
