import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { SigningBatches } from '../../../signing/index.js';
import { SignatureStep } from '../../signature-step.js';
import { SignDocumentUseCase } from '../sign-document/sign-document.use-case.js';

export type BatchEntry = { readonly id: string; readonly sha256: string };

/** Many documents, one PIN, each with its own result: what fails explains itself and stops nothing. */
@Injectable()
export class SignBatchUseCase {
  constructor(
    private readonly signature: SignatureStep,
    private readonly sign: SignDocumentUseCase,
    private readonly batches: SigningBatches,
  ) {}

  async execute(
    actor: Actor,
    entries: readonly BatchEntry[],
    pin: string,
  ): Promise<{ batchId: string }> {
    const documents: { readonly subject: string }[] = [];
    for (const { id } of entries) documents.push(await this.signature.look(actor, id, 'sign'));
    const key = await this.signature.unlockOwn(actor, pin);
    const items = entries.map(({ id, sha256 }, index) => ({
      subjectId: id,
      title: documents[index]?.subject ?? '',
      run: (opened: typeof key) => this.sign.withKey(actor, id, opened, { sha256 }),
    }));
    return { batchId: await this.batches.start(actor, items, key) };
  }
}
