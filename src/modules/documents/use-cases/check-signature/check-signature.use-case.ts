import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Verifier } from '../../../signing/index.js';
import { IncomingActs } from '../../incoming-acts.js';
import type { SignatureVerdict } from '../../persistence/incoming-document.entity.js';
import { IncomingDocuments } from '../../persistence/incoming-documents.js';

export type CheckedSignature = {
  readonly state: string;
  readonly verdict: SignatureVerdict | null;
  readonly verdictText: string | null;
};

/** Authenticity and integrity first (NĐ 30/2020, article 21.2): what fails can only be returned. */
@Injectable()
export class CheckSignatureUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: IncomingDocuments,
    private readonly acts: IncomingActs,
    private readonly verifier: Verifier,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  async execute(actor: Actor, id: string): Promise<CheckedSignature> {
    const seen = await this.documents.get(id);
    await this.acts.requireTurn(this.dataSource, actor, seen, 'receive');
    const view = seen.sha256 === null ? null : await this.verifier.verifyArrived(seen.sha256);
    return this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'receive');
      const from = document.state;
      document.receive(view?.verdict ?? null, view?.sentence.vi ?? null, this.clock.now());
      await this.acts.finish(tx, actor, document, {
        action: 'receive',
        from,
        details: { verdict: document.verdict },
      });
      const { state, verdict, verdictText } = document;
      return { state, verdict, verdictText };
    });
  }
}
