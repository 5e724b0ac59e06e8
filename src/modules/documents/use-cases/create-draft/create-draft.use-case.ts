import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import type { Urgency } from '../../contracts/index.js';
import { DraftChecks } from '../../draft-checks.js';
import { NewOutgoing } from '../../new-outgoing.js';
import type { RecipientInput } from '../../persistence/recipients.js';

export type CreateDraft = {
  readonly typeCode: string;
  readonly subject: string;
  readonly issuingAgencyId: string;
  readonly draftingUnitId?: string | undefined;
  readonly fileSha256: string;
  readonly signerPostId: string;
  readonly addressees: readonly string[];
  readonly recipients: readonly RecipientInput[];
  readonly urgency: Urgency;
  readonly keptBy: string;
  readonly copies: number;
  readonly replyTo: readonly string[];
  readonly submitsDocumentId?: string | undefined;
};

@Injectable()
export class CreateDraftUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: DraftChecks,
    private readonly directory: OrganisationDirectory,
    private readonly outgoing: NewOutgoing,
  ) {}

  async execute(actor: Actor, request: CreateDraft): Promise<{ id: string; version: number }> {
    return this.unitOfWork.run(async (tx) => {
      const draftingUnitId = request.draftingUnitId ?? actor.unitId;
      const unit = await this.directory.getUnit(tx, draftingUnitId);
      if (unit.agencyId !== actor.agencyId) throw new ForbiddenError('documents.draft-for-unit');
      const file = await this.checks.ownFile(tx, actor, request.fileSha256);
      const id = await this.outgoing.add(tx, actor, {
        ...request,
        draftingUnit: unit,
        file: { sha256: request.fileSha256, size: file.size },
        fields: null,
        origin: null,
        isSystem: false,
      });
      return { id, version: 1 };
    });
  }
}
