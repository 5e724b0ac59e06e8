import { Injectable } from '@nestjs/common';
import { localDate, localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import { Registers } from '../../../registers/index.js';
import type { IncomingRegistered } from '../../contracts/index.js';
import { LooksDuplicateError } from '../../documents.errors.js';
import { IncomingActs } from '../../incoming-acts.js';
import { IncomingDocuments } from '../../persistence/incoming-documents.js';

export type Registered = { readonly arrivalNumber: number; readonly arrivedOn: string };

/** The legal gate: from the arrival number on there is a duty to process (NĐ 30/2020, article 22). */
@Injectable()
export class RegisterIncomingUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: IncomingDocuments,
    private readonly acts: IncomingActs,
    private readonly registers: Registers,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws {LooksDuplicateError} until the clerk says that it is another one */
  async execute(
    actor: Actor,
    id: string,
    given: { confirmDuplicate: boolean },
  ): Promise<Registered> {
    return this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'register');
      const duplicate = await this.documents.findDuplicate(tx, {
        agencyId: document.agencyId,
        symbol: document.symbol,
        author: document.author,
        exceptId: id,
      });
      const isRegistered = duplicate !== null && duplicate.arrivalNumber !== null;
      if (isRegistered && !given.confirmDuplicate) throw new LooksDuplicateError(duplicate);
      const from = document.state;
      const on = localDateOf(this.clock.now());
      const taken = await this.registers.takeArrivalNumber(tx, {
        agencyId: document.agencyId,
        on,
        entry: {
          incomingDocumentId: id,
          author: document.author,
          symbol: document.symbol,
          issuedOn: document.issuedOn === null ? null : localDate(document.issuedOn),
          typeName: document.typeName,
          subject: document.subject,
          receiver: '',
          note: document.note,
        },
      });
      document.register(
        { arrivalNumber: taken.number, arrivedOn: on, registerEntryId: taken.entryId },
        this.clock.now(),
      );
      await this.acts.finish(tx, actor, document, {
        action: 'register',
        from,
        details: { arrivalNumber: taken.number, duplicateOf: duplicate?.id ?? null },
      });
      await this.outbox.add(tx, {
        topic: 'documents.incoming-registered.v1',
        subjectId: id,
        payload: {
          incomingDocumentId: id,
          agencyId: document.agencyId,
          arrivalNumber: taken.number,
          arrivedOn: on,
          outgoingDocumentId: document.outgoingDocumentId,
          origin: document.origin,
        },
      } satisfies IncomingRegistered);
      return { arrivalNumber: taken.number, arrivedOn: on };
    });
  }
}
