import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { Registers } from '../../../registers/index.js';
import { MayNotSignError } from '../../documents.errors.js';
import { COPY_MANDATE } from '../../domain/copy-rules.js';
import { copySymbol } from '../../domain/document-notation.js';
import { Copies, type CopyChange, type CopyRow } from '../../persistence/copies.js';

export type CopyDecision = { readonly approve: true } | { readonly approve: false; reason: string };

/**
 * Whoever signs copies for the agency decides (NĐ 30/2020, article 27). One on paper gets number
 * and register row at once: SY, SL and TrS share a series. An electronic one carries neither.
 */
@Injectable()
export class DecideCopyUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly copies: Copies,
    private readonly registers: Registers,
    private readonly directory: OrganisationDirectory,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string, decision: CopyDecision): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const copy = await this.copies.getForUpdate(tx, id);
      if (copy.signerPostId !== actor.postId) throw new ForbiddenError('documents.decide-copy');
      if (decision.approve) await this.approve(tx, actor, copy);
      else await this.copies.move(tx, copy, 'refuse', { reason: decision.reason });
      await this.audit.record(tx, {
        actor,
        action: decision.approve ? 'documents.approve-copy' : 'documents.refuse-copy',
        subjectType: 'document-copy',
        subjectId: id,
        details: decision.approve ? {} : { reason: decision.reason },
      });
    });
  }

  private async approve(tx: Tx, actor: Actor, copy: CopyRow): Promise<void> {
    const mandate = await this.directory.findMandate(tx, {
      agencyId: copy.agencyId,
      postId: actor.postId,
      typeCode: COPY_MANDATE,
    });
    if (!mandate) throw new MayNotSignError(actor.personName);
    const change: CopyChange = { lines: mandate.authorityLines };
    if (copy.targetForm === 'electronic')
      return this.copies.move(tx, copy, 'approve-electronic', change);
    const on = localDateOf(this.clock.now());
    const agency = await this.directory.getAgency(tx, copy.agencyId);
    const entry = await this.registers.takeCopyNumber(tx, {
      agencyId: copy.agencyId,
      on,
      typeCode: copy.typeCode,
      symbolOf: (number) => copySymbol(copy.typeCode, agency.abbreviation, number),
      entry: {
        copyId: copy.id,
        subject: copy.sourceTitle,
        signer: copy.signerName,
        recipients: copy.recipients,
        keptBy: copy.keptBy,
        copies: copy.copies,
      },
    });
    return this.copies.move(tx, copy, 'approve-paper', { ...change, issuedOn: on, entry });
  }
}
