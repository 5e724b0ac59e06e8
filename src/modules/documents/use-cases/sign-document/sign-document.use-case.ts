import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FIELD } from '../../../../../libs/document-layout/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import type { UnlockedKey } from '../../../signing/index.js';
import type { OutgoingSigned } from '../../contracts/index.js';
import { MayNotSignError, RevisionMovedOnError } from '../../documents.errors.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';
import { type Box, SignatureStep } from '../../signature-step.js';

export type SignDocument = { readonly sha256: string; readonly box?: Box | undefined };

/** The competent person signs exactly the approved version, in the capacity that he has today. */
@Injectable()
export class SignDocumentUseCase {
  constructor(
    private readonly signature: SignatureStep,
    private readonly directory: OrganisationDirectory,
    private readonly outbox: Outbox,
    private readonly dataSource: DataSource,
  ) {}

  async execute(actor: Actor, id: string, given: SignDocument & { pin: string }): Promise<void> {
    const document = await this.signature.look(actor, id, 'sign');
    requireVersion(document, given.sha256);
    await this.authorityLines(actor, document);
    const key = await this.signature.unlockOwn(actor, given.pin);
    await this.withKey(actor, id, key, given);
  }

  /** For a batch, whose one PIN has opened the key already. */
  async withKey(actor: Actor, id: string, key: UnlockedKey, given: SignDocument): Promise<void> {
    const document = await this.signature.look(actor, id, 'sign');
    const lines = await this.authorityLines(actor, document);
    await this.signature.execute(actor, id, key, {
      action: 'sign',
      purpose: 'approve',
      field: FIELD.signer,
      lock: false,
      box: given.box,
      check: (found) => {
        requireVersion(found, given.sha256);
        found.requireApproved();
      },
      move: (_, found, { signedAt }) => {
        found.sign(lines, signedAt);
        return Promise.resolve({ onBehalf: lines.join(' / '), details: { sha256: given.sha256 } });
      },
      after: (tx, found) =>
        this.outbox.add(tx, {
          topic: 'documents.outgoing-signed.v1',
          subjectId: id,
          payload: {
            documentId: id,
            agencyId: found.issuingAgencyId,
            signerPostId: found.signerPostId,
            origin: found.origin,
          },
        } satisfies OutgoingSigned),
    });
  }

  /** Competence is asked for again on the day: a mandate may have ended since the draft. */
  private async authorityLines(
    actor: Actor,
    document: OutgoingDocument,
  ): Promise<readonly string[]> {
    const mandate = await this.directory.findMandate(this.dataSource, {
      agencyId: document.issuingAgencyId,
      postId: actor.postId,
      typeCode: document.typeCode,
    });
    if (!mandate) throw new MayNotSignError(actor.personName);
    return mandate.authorityLines;
  }
}

/** @throws {RevisionMovedOnError} what he read is not what lies there */
function requireVersion(document: OutgoingDocument, sha256: string): void {
  if (document.sha256 !== sha256) throw new RevisionMovedOnError();
}
