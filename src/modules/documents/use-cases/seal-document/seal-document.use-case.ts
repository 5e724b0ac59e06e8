import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FIELD } from '../../../../../libs/document-layout/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import { NoSealError } from '../../documents.errors.js';
import { type Box, SignatureStep } from '../../signature-step.js';

/** The clerk in person, with his own PIN, only over a personal signature (NĐ 30/2020, article 32.2). */
@Injectable()
export class SealDocumentUseCase {
  constructor(
    private readonly signature: SignatureStep,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  async execute(actor: Actor, id: string, given: { pin: string; box?: Box }): Promise<void> {
    const document = await this.signature.look(actor, id, 'seal');
    const agency = await this.directory.getAgency(this.dataSource, document.issuingAgencyId);
    if (!agency.hasSeal) throw new NoSealError(agency.shortName);
    // A council without a seal of its own uses that of the agency that it advises.
    const key = await this.signature.unlockSeal(actor, agency.sealOf ?? agency.id, given.pin);
    await this.signature.execute(actor, id, key, {
      action: 'seal',
      purpose: 'seal',
      field: FIELD.seal,
      lock: true,
      box: given.box,
      move: (_, found, { signedAt }) => {
        found.step('seal', signedAt);
        return Promise.resolve({ onBehalf: agency.legalName });
      },
    });
  }
}
