import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fillFields } from '../../../../libs/pdf-signature/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Outbox } from '../../../platform/jobs/outbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import { SubscriberRegistry } from '../../../platform/jobs/subscriber-registry.js';
import { FileStore, type StoredFile } from '../../files/index.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import type { NumberTaken, OutgoingNumbered } from '../contracts/index.js';
import { issueValues } from '../domain/issue-values.js';
import { OutgoingActs } from '../outgoing-acts.js';
import type { OutgoingDocument } from '../persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from '../persistence/outgoing-documents.js';
import { Revisions } from '../persistence/revisions.js';

/**
 * Transaction 2 of issuing: the revision that shows number and date. Built from base hash, number
 * and date alone, so that doing it again is harmless; attached once.
 */
@Injectable()
export class StampNumberSubscriber extends Subscriber implements OnModuleInit {
  readonly name = 'documents.stamp-number';
  readonly topics = ['documents.number-taken.v1'];

  // eslint-disable-next-line @typescript-eslint/max-params -- the job joins file, document, history and event
  constructor(
    private readonly registry: SubscriberRegistry,
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly outbox: Outbox,
    private readonly files: FileStore,
    private readonly documents: OutgoingDocuments,
    private readonly revisions: Revisions,
    private readonly acts: OutgoingActs,
    private readonly directory: OrganisationDirectory,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.add(this);
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const { documentId, baseSha256 } = event.payload as NumberTaken['payload'];
    const seen = await this.documents.get(documentId);
    const stamped = isWaiting(seen, baseSha256) ? await this.stamp(seen) : null;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      const document = await this.documents.getForUpdate(tx, documentId);
      // Voided meanwhile: the number stays in the register, no page shows it.
      if (!isWaiting(document, baseSha256) || stamped === null) return;
      const from = document.state;
      document.step('attach-number', this.clock.now());
      document.extend(stamped.sha256);
      await this.acts.finish(tx, null, document, { action: 'attach-number', from });
      await this.revisions.record(tx, document, {
        kind: 'number',
        size: stamped.size,
        actor: null,
      });
      await this.outbox.add(tx, numbered(document));
    });
  }

  private async stamp(document: OutgoingDocument): Promise<StoredFile> {
    const base = await this.files.read(document.sha256);
    const agency = await this.directory.getAgency(this.dataSource, document.issuingAgencyId);
    const { number, symbol, issuedOn } = requireIssue(document);
    const values = issueValues(document.fields ?? [], {
      space: document.space,
      number,
      symbol,
      place: agency.placeName,
      on: issuedOn,
    });
    const pdf = fillFields(base, values);
    return this.files.storeBytes(pdf, { mediaType: 'application/pdf' });
  }
}

function isWaiting(document: OutgoingDocument, baseSha256: string): boolean {
  return document.state === 'numbering' && document.sha256 === baseSha256;
}

function requireIssue(document: OutgoingDocument): {
  number: number;
  symbol: string;
  issuedOn: string;
} {
  const { number, symbol, issuedOn } = document;
  if (number === null || symbol === null || issuedOn === null)
    throw new Error(`Document ${document.id} has no number`);
  return { number, symbol, issuedOn };
}

function numbered(document: OutgoingDocument): OutgoingNumbered {
  return {
    topic: 'documents.outgoing-numbered.v1',
    subjectId: document.id,
    payload: {
      documentId: document.id,
      agencyId: document.issuingAgencyId,
      ...requireIssue(document),
      origin: document.origin,
    },
  };
}
