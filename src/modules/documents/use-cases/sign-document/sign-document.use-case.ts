import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { type Box, SignatureStep } from '../../signature-step.js';

export type SignDocument = {
  readonly pin?: string | undefined;
  readonly sha256: string;
  readonly box?: Box | undefined;
};

/** The competent person signs exactly the approved version, in the capacity that he has today. */
@Injectable()
export class SignDocumentUseCase {
  constructor(private readonly signature: SignatureStep) {}

  execute(actor: Actor, id: string, given: SignDocument): Promise<void> {
    return this.signature.execute(actor, id, 'approve', given);
  }
}
