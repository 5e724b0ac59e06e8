import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { type OutgoingNumberOrder, Registers } from '../../../registers/index.js';
import type { NumberTaken } from '../../contracts/index.js';
import { symbolFor, typeName } from '../../domain/document-notation.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';
import { Recipients } from '../../persistence/recipients.js';

export type TakenNumber = {
  readonly number: number;
  readonly symbol: string;
  readonly issuedOn: string;
};

/**
 * Transaction 1 of issuing: number, date, register row, state and the job that stamps the page. The
 * bytes follow in transaction 2, for no file is written inside one (docs/adr/0006).
 */
@Injectable()
export class TakeNumberUseCase {
  // eslint-disable-next-line @typescript-eslint/max-params -- one transaction over document, register and job
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly acts: OutgoingActs,
    private readonly registers: Registers,
    private readonly recipients: Recipients,
    private readonly directory: OrganisationDirectory,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string): Promise<TakenNumber> {
    return this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'take-number');
      const order = await this.order(tx, document);
      const from = document.state;
      const baseSha256 = document.sha256;
      // Last, for it holds the series until the commit: clerks of one agency queue here.
      const taken = await this.registers.takeOutgoingNumber(tx, order);
      const issue = {
        number: taken.number,
        symbol: taken.symbol,
        issuedOn: order.on,
        registerEntryId: taken.entryId,
      };
      document.takeNumber(issue, this.clock.now());
      await this.acts.finish(tx, actor, document, {
        action: 'take-number',
        from,
        details: { symbol: taken.symbol, issuedOn: order.on },
      });
      await this.outbox.add(tx, {
        topic: 'documents.number-taken.v1',
        subjectId: id,
        payload: { documentId: id, baseSha256 },
      } satisfies NumberTaken);
      return { number: taken.number, symbol: taken.symbol, issuedOn: order.on };
    });
  }

  private async order(tx: Tx, document: OutgoingDocument): Promise<OutgoingNumberOrder> {
    const agency = await this.directory.getAgency(tx, document.issuingAgencyId);
    const unit = await this.directory.getUnit(
      tx,
      document.isFromOutside ? document.draftingAgencyId : document.draftingUnitId,
    );
    const signer = await this.directory.getPost(tx, document.signerPostId);
    const recipients = await this.recipients.list(tx, document.id);
    const on = localDateOf(this.clock.now());
    return {
      agencyId: agency.id,
      space: document.space,
      typeCode: document.typeCode,
      on,
      symbolOf: (number) =>
        symbolFor({
          space: document.space,
          typeCode: document.typeCode,
          on,
          number,
          agency: agency.abbreviation,
          // The agency itself drafts: its office stands for it.
          unit: unit.id === agency.id ? 'VP' : unit.abbreviation,
        }),
      entry: {
        documentId: document.id,
        typeName: typeName(document.space, document.typeCode),
        subject: document.subject,
        signer: signer.personName,
        recipients: recipients.map(({ printed }) => printed).join('; '),
        keptBy: document.keptBy,
        copies: document.copies,
      },
    };
  }
}
