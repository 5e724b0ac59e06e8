import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import {
  BatchStart,
  type CredentialOwner,
  type SignatureWish,
  SigningSubjects,
  type StartedBatch,
} from '../../../signing/index.js';
import { Copies } from '../../persistence/copies.js';

/** The clerk, with his own PIN: the agency's signature makes an electronic copy (NĐ 30/2020, article 25.1c). */
@Injectable()
export class SealCopyUseCase {
  constructor(
    private readonly batches: BatchStart,
    private readonly subjects: SigningSubjects,
    private readonly copies: Copies,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  /** A batch of one: where the agency's key is on the clerk's own PC, his page goes on with it. */
  async execute(actor: Actor, id: string, pin?: string): Promise<StartedBatch> {
    const { title } = await this.subjects.order(actor, wishOf(id));
    const owner = await this.ownerFor(actor, id);
    return this.batches.start(actor, { owner, title, items: [{ ...wishOf(id), title }] }, pin);
  }

  private async ownerFor(actor: Actor, id: string): Promise<CredentialOwner> {
    const { agencyId } = await this.copies.get(this.dataSource, id);
    const agency = await this.directory.getAgency(this.dataSource, agencyId);
    return { kind: 'agency', agencyId: agency.sealOf ?? agency.id, clerkPostId: actor.postId };
  }
}

function wishOf(id: string): SignatureWish {
  return { subjectType: 'document-copy', subjectId: id, purpose: 'copy', context: {} };
}
