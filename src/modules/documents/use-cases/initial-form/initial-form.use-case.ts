import { Injectable } from '@nestjs/common';
import { FIELD } from '../../../../../libs/document-layout/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { type Box, SignatureStep } from '../../signature-step.js';

/** The office answers for form and layout (NĐ 30/2020, article 12.2). */
@Injectable()
export class InitialFormUseCase {
  constructor(private readonly signature: SignatureStep) {}

  async execute(actor: Actor, id: string, given: { pin: string; box?: Box }): Promise<void> {
    await this.signature.look(actor, id, 'initial-form');
    const key = await this.signature.unlockOwn(actor, given.pin);
    await this.signature.execute(actor, id, key, {
      action: 'initial-form',
      purpose: 'initial-form',
      field: FIELD.formInitial,
      lock: false,
      box: given.box,
      move: (_, document, { signedAt }) => {
        document.step('initial-form', signedAt);
        return Promise.resolve({});
      },
    });
  }
}
