import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { SigningDesk, SigningSubjects } from '../../../signing/index.js';
import { Copies } from '../../persistence/copies.js';

/** The clerk, with his own PIN: the agency's signature makes an electronic copy (NĐ 30/2020, article 25.1c). */
@Injectable()
export class SealCopyUseCase {
  constructor(
    private readonly desk: SigningDesk,
    private readonly subjects: SigningSubjects,
    private readonly copies: Copies,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  async execute(actor: Actor, id: string, pin?: string): Promise<void> {
    const order = await this.subjects.order(actor, {
      subjectType: 'document-copy',
      subjectId: id,
      purpose: 'copy',
      context: {},
    });
    const { agencyId } = await this.copies.get(this.dataSource, id);
    const agency = await this.directory.getAgency(this.dataSource, agencyId);
    const key = await this.desk.unlock(
      { kind: 'agency', agencyId: agency.sealOf ?? agency.id, clerkPostId: actor.postId },
      pin,
    );
    await this.desk.sign(order, key);
  }
}
