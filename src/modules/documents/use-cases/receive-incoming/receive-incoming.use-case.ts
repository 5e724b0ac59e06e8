import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import type { Urgency } from '../../contracts/index.js';
import { DraftChecks } from '../../draft-checks.js';
import { History } from '../../persistence/history.js';
import { IncomingDocuments } from '../../persistence/incoming-documents.js';

/** The eight fields of a letter, and where it came from; a scan is optional on paper only. */
export type ReceiveIncoming = {
  readonly agencyId: string;
  readonly channel: 'paper' | 'email' | 'direct';
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn?: string | undefined;
  readonly typeName: string;
  readonly subject: string;
  readonly urgency: Urgency;
  readonly signer: string;
  readonly pages?: number | undefined;
  readonly replyDueOn?: string | undefined;
  readonly note: string;
  readonly fileSha256?: string | undefined;
};

/** Written down at the clerk's desk. What came as a file has its signature checked before it goes on. */
@Injectable()
export class ReceiveIncomingUseCase {
  // eslint-disable-next-line @typescript-eslint/max-params -- a letter begins with its row, history and audit entry
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: IncomingDocuments,
    private readonly directory: OrganisationDirectory,
    private readonly checks: DraftChecks,
    private readonly history: History,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, request: ReceiveIncoming): Promise<{ id: string; state: string }> {
    if (!actor.clerkOf.includes(request.agencyId))
      throw new ForbiddenError('documents.receive-incoming');
    return this.unitOfWork.run(async (tx) => {
      const agency = await this.directory.getAgency(tx, request.agencyId);
      await this.requireOwnFile(tx, actor, request.fileSha256);
      const id = newId();
      const at = this.clock.now();
      const isPaper = request.channel === 'paper';
      const state = isPaper ? 'to-register' : 'arrived';
      await this.documents.add(tx, {
        id,
        version: 1,
        state,
        space: agency.space,
        agencyId: agency.id,
        channel: request.channel,
        author: request.author.normalize('NFC').trim(),
        symbol: request.symbol.normalize('NFC').trim(),
        issuedOn: request.issuedOn ?? null,
        typeName: request.typeName,
        subject: request.subject.normalize('NFC').trim(),
        urgency: request.urgency,
        signer: request.signer,
        pages: request.pages ?? null,
        replyDueOn: request.replyDueOn ?? null,
        note: request.note,
        sha256: request.fileSha256 ?? null,
        heldSince: at,
        createdAt: at,
      });
      await this.history.record(tx, {
        documentId: id,
        direction: 'incoming',
        actor,
        action: 'arrive',
        from: null,
        to: state,
        details: { channel: request.channel, on: localDateOf(at) },
      });
      await this.audit.record(tx, {
        actor,
        action: 'documents.receive-incoming',
        subjectType: 'incoming-document',
        subjectId: id,
        details: { channel: request.channel, author: request.author, symbol: request.symbol },
      });
      return { id, state };
    });
  }

  private async requireOwnFile(tx: Tx, actor: Actor, sha256: string | undefined): Promise<void> {
    if (sha256 !== undefined) await this.checks.ownFile(tx, actor, sha256);
  }
}
