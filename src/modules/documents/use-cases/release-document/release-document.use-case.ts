import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { Registers } from '../../../registers/index.js';
import { Verifier } from '../../../signing/index.js';
import type { OutgoingReleased } from '../../contracts/index.js';
import {
  AnnexesNotSignedError,
  BrokenSignaturesError,
  NotSealedError,
} from '../../documents.errors.js';
import { Deliveries } from '../../deliveries.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import { Annexes } from '../../persistence/annexes.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from '../../persistence/outgoing-documents.js';

/** The clerk sends out: one delivery a receiving agency, each with a life of its own. */
@Injectable()
export class ReleaseDocumentUseCase {
  // eslint-disable-next-line @typescript-eslint/max-params -- one transaction over document, register, deliveries
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: OutgoingDocuments,
    private readonly acts: OutgoingActs,
    private readonly deliveries: Deliveries,
    private readonly registers: Registers,
    private readonly directory: OrganisationDirectory,
    private readonly verifier: Verifier,
    private readonly annexes: Annexes,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  async execute(actor: Actor, id: string): Promise<{ deliveries: number }> {
    const seen = await this.documents.get(id);
    await this.acts.requireTurn(this.dataSource, actor, seen, 'release');
    await this.requireSealed(seen);
    await this.requireSignedAnnexes(seen);
    const verdict = await this.verifier.verifySettled(seen.sha256);
    if (verdict.verdict !== 'valid') throw new BrokenSignaturesError(verdict.sentence.vi);
    return this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'release');
      const from = document.state;
      const at = this.clock.now();
      const made = await this.deliveries.create(tx, document, { text: verdict.sentence.vi, at });
      document.release(at);
      if (document.registerEntryId !== null)
        await this.registers.markDispatched(tx, document.registerEntryId, {
          on: localDateOf(at),
          receipt: 'Gửi qua hệ thống',
        });
      await this.acts.finish(tx, actor, document, {
        action: 'release',
        from,
        details: { deliveries: made.length },
      });
      await this.bringSubmitted(tx, document);
      await this.outbox.add(tx, {
        topic: 'documents.outgoing-released.v1',
        subjectId: id,
        payload: {
          documentId: id,
          agencyId: document.issuingAgencyId,
          typeCode: document.typeCode,
          symbol: document.symbol ?? '',
          issuedOn: document.issuedOn ?? '',
          origin: document.origin,
          deliveries: made,
        },
      } satisfies OutgoingReleased);
      return { deliveries: made.length };
    });
  }

  private async requireSealed(document: OutgoingDocument): Promise<void> {
    if (document.state === 'sealed') return;
    const agency = await this.directory.getAgency(this.dataSource, document.issuingAgencyId);
    if (agency.hasSeal) throw new NotSealedError();
  }

  private async requireSignedAnnexes(document: OutgoingDocument): Promise<void> {
    if (document.state !== 'sealed') return;
    const open = await this.annexes.unsigned(this.dataSource, document.id);
    if (open.length > 0) throw new AnnexesNotSignedError(open.map(({ name }) => name));
  }

  /** A Tờ trình brings the draft that it submits to the office of the issuing agency. */
  private async bringSubmitted(tx: Tx, submission: OutgoingDocument): Promise<void> {
    if (submission.submitsDocumentId === null) return;
    const draft = await this.documents.getForUpdate(tx, submission.submitsDocumentId);
    if (draft.state !== 'content-checked') return;
    const from = draft.state;
    draft.step('receive-submission', this.clock.now());
    await this.acts.finish(tx, null, draft, {
      action: 'receive-submission',
      from,
      details: { submissionId: submission.id, symbol: submission.symbol },
    });
  }
}
