import { Injectable } from '@nestjs/common';
import { FIELD } from '../../../../../libs/document-layout/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import { type Box, SignatureStep } from '../../signature-step.js';

/**
 * The head of the drafting unit answers for the content (NĐ 30/2020, article 12.1). His initial is
 * the first signature and certifies the form. One's own draft goes straight on to the office;
 * another agency's waits for its Tờ trình.
 */
@Injectable()
export class InitialContentUseCase {
  constructor(
    private readonly signature: SignatureStep,
    private readonly acts: OutgoingActs,
  ) {}

  async execute(actor: Actor, id: string, given: { pin: string; box?: Box }): Promise<void> {
    await this.signature.look(actor, id, 'initial-content');
    const key = await this.signature.unlockOwn(actor, given.pin);
    await this.signature.execute(actor, id, key, {
      action: 'initial-content',
      purpose: 'initial-content',
      field: FIELD.contentInitial,
      lock: false,
      box: given.box,
      move: (_, document, { signedAt }) => {
        document.step('initial-content', signedAt);
        return Promise.resolve({});
      },
      after: async (tx, document) => {
        if (document.isFromOutside) return;
        const from = document.state;
        document.step('receive-submission', document.heldSince);
        await this.acts.finish(tx, null, document, { action: 'receive-submission', from });
      },
    });
  }
}
