import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import {
  type BatchItem,
  BatchStart,
  type CredentialOwner,
  type StartedBatch,
} from '../../../signing/index.js';
import { CopySigning } from '../../copies/copy-signing.js';
import { asRefusal, MixedBatchError } from '../../documents.errors.js';
import { typeName } from '../../domain/document-notation.js';
import { isCompetent, isTurn } from '../../domain/outgoing-turn.js';
import {
  OUTGOING_PURPOSES,
  type OutgoingPurpose,
  SIGNATURE_ACTS,
} from '../../domain/signature-acts.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';
import { OutgoingDocuments, present } from '../../persistence/outgoing-documents.js';
import { type Box, SignatureStep, wishOf } from '../../signature-step.js';

export type BatchEntry = {
  readonly id: string;
  readonly sha256: string;
  /** Where its signer moved the image to. */
  readonly box?: Box | undefined;
};

export type BatchRequest = {
  readonly documents?: readonly BatchEntry[] | undefined;
  /** Electronic copies that wait for the agency's signature. */
  readonly copies?: readonly string[] | undefined;
};

type Entry = {
  readonly items: readonly BatchItem[];
  /** Whose seal it is; null: the signer's own certificate. */
  readonly sealOf: string | null;
};

/**
 * Many documents, one PIN: initials, signatures, seals and the agency's signature on copies, as each
 * waits for, each with its own result: what fails explains itself and stops nothing.
 */
@Injectable()
export class SignBatchUseCase {
  constructor(
    private readonly signature: SignatureStep,
    private readonly acts: OutgoingActs,
    private readonly documents: OutgoingDocuments,
    private readonly copies: CopySigning,
    private readonly batches: BatchStart,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * @throws {MixedBatchError} one key cannot sign them all
   * @throws {ForbiddenError} one of them never waits for this actor
   */
  async execute(actor: Actor, asked: BatchRequest, pin?: string): Promise<StartedBatch> {
    const entries = [
      ...(await this.lookAtDocuments(actor, asked.documents ?? [])),
      ...(await this.lookAtCopies(actor, asked.copies ?? [])),
    ];
    const items = entries.flatMap((entry) => entry.items);
    const owner = await this.owner(actor, entries);
    return this.batches.start(actor, { owner, title: `Ký ${items.length} văn bản`, items }, pin);
  }

  /** Before a PIN is spent: whose turn each is. One that moved on meanwhile stops no other. */
  private async lookAtDocuments(actor: Actor, asked: readonly BatchEntry[]): Promise<Entry[]> {
    const found = await this.documents.getMany(asked.map(({ id }) => id));
    const entries: Entry[] = [];
    for (const { id, sha256, box } of asked) {
      const document = present(found.get(id));
      const { purpose, refusal } = await this.turn(actor, document);
      const title = `${typeName(document.space, document.typeCode)}: ${document.subject}`;
      const item = { ...wishOf(document, purpose, { sha256, box }), title, refusal };
      const annexes = refusal ? [] : await this.signature.annexesWith(id, purpose);
      const sealOf = purpose === 'seal' ? document.issuingAgencyId : null;
      entries.push({ items: [item, ...annexes], sealOf });
    }
    return entries;
  }

  /** Which signature this actor gives, and why not now. */
  private async turn(
    actor: Actor,
    document: OutgoingDocument,
  ): Promise<{ readonly purpose: OutgoingPurpose; readonly refusal?: Error }> {
    const own = OUTGOING_PURPOSES.filter((purpose) =>
      isCompetent(actor, document, SIGNATURE_ACTS[purpose].action),
    );
    const due = own.find((purpose) => isTurn(actor, document, SIGNATURE_ACTS[purpose].action));
    const [purpose = 'approve'] = due ? [due] : own;
    const refusal = await this.acts
      .requireTurn(this.dataSource, actor, document, SIGNATURE_ACTS[purpose].action)
      .catch(asRefusal);
    return refusal ? { purpose, refusal } : { purpose };
  }

  private async lookAtCopies(actor: Actor, ids: readonly string[]): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (const id of ids) {
      const { item, agencyId } = await this.copies.inBatch(actor, id);
      entries.push({ items: [item], sealOf: agencyId });
    }
    return entries;
  }

  /** One key signs them all; of what nobody signs any more none is asked. */
  private async owner(actor: Actor, entries: readonly Entry[]): Promise<CredentialOwner> {
    const due = entries.filter(({ items }) => items.some(({ refusal }) => !refusal));
    const asked = new Set((due.length > 0 ? due : entries).map(({ sealOf }) => sealOf));
    const owners = new Map<string, CredentialOwner>();
    for (const sealOf of asked) {
      const owner = await this.signature.owner(actor, sealOf);
      owners.set(owner.kind === 'agency' ? owner.agencyId : owner.postId, owner);
    }
    const [owner, another] = owners.values();
    if (!owner || another) throw new MixedBatchError();
    return owner;
  }
}
