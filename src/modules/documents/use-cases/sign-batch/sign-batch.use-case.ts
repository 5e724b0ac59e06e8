import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import {
  type BatchItem,
  BatchStart,
  type CredentialOwner,
  type StartedBatch,
} from '../../../signing/index.js';
import { AnnexSigning } from '../../annex-signing.js';
import { MixedBatchError, NothingToSignError } from '../../documents.errors.js';
import { purposeIn, SIGNATURE_ACTS } from '../../domain/signature-acts.js';
import { typeName } from '../../domain/document-notation.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import { OutgoingDocuments, present } from '../../persistence/outgoing-documents.js';
import { type Box, SignatureStep, wishOf } from '../../signature-step.js';

export type BatchEntry = {
  readonly id: string;
  readonly sha256: string;
  /** Where its signer moved the image to. */
  readonly box?: Box | undefined;
};

/**
 * Many documents, one PIN: initials, signatures and seals as each document waits for, each with its
 * own result: what fails explains itself and stops nothing.
 */
@Injectable()
export class SignBatchUseCase {
  constructor(
    private readonly signature: SignatureStep,
    private readonly acts: OutgoingActs,
    private readonly documents: OutgoingDocuments,
    private readonly annexes: AnnexSigning,
    private readonly batches: BatchStart,
    private readonly dataSource: DataSource,
  ) {}

  async execute(actor: Actor, entries: readonly BatchEntry[], pin?: string): Promise<StartedBatch> {
    const { items, owner } = await this.look(actor, entries);
    const title = `Ký ${items.length} văn bản`;
    return this.batches.start(actor, { owner, title, items }, pin);
  }

  /** Before a PIN is spent: whose turn each is, and that one key signs them all. */
  private async look(
    actor: Actor,
    entries: readonly BatchEntry[],
  ): Promise<{ items: readonly BatchItem[]; owner: CredentialOwner }> {
    const found = await this.documents.getMany(entries.map(({ id }) => id));
    const items: BatchItem[] = [];
    const owners = new Map<string, CredentialOwner>();
    for (const { id, sha256, box } of entries) {
      const document = present(found.get(id));
      const purpose = purposeIn(document.state);
      await this.acts.requireTurn(
        this.dataSource,
        actor,
        document,
        purpose === null ? 'sign' : SIGNATURE_ACTS[purpose].action,
      );
      if (purpose === null) throw new NothingToSignError();
      const agency = purpose === 'seal' ? document.issuingAgencyId : 'own';
      if (!owners.has(agency))
        owners.set(agency, await this.signature.ownerFor(actor, id, purpose));
      const title = `${typeName(document.space, document.typeCode)}: ${document.subject}`;
      items.push({ ...wishOf(id, purpose, { sha256, box }), title });
      if (purpose === 'seal') items.push(...(await this.annexes.wishes(id)));
    }
    const [owner, another] = owners.values();
    if (!owner || another) throw new MixedBatchError();
    return { items, owner };
  }
}
