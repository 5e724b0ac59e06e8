import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../platform/access/actor.js';
import { OrganisationDirectory } from '../organisation/index.js';
import {
  type CredentialOwner,
  SigningDesk,
  type SignatureWish,
  SigningSubjects,
} from '../signing/index.js';
import { AnnexSigning } from './annex-signing.js';
import type { OutgoingPurpose } from './domain/signature-acts.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';

export type Box = readonly [number, number, number, number];

export type SignatureAsked = {
  /** The version that the signer read; the seal alone need not name it. */
  readonly sha256?: string | undefined;
  /** Where he moved the image to. */
  readonly box?: Box | undefined;
};

/** What was read is what is signed, or nothing is. */
export type ReadAndPin = {
  /** Where the certificate asks for one. */
  readonly pin?: string | undefined;
  readonly sha256: string;
  readonly box?: Box | undefined;
};

/** One signature on the newest revision of an outgoing document. */
@Injectable()
export class SignatureStep {
  constructor(
    private readonly desk: SigningDesk,
    private readonly subjects: SigningSubjects,
    private readonly documents: OutgoingDocuments,
    private readonly annexes: AnnexSigning,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  /** Whose turn it is and what there is to sign are said before a PIN is spent. */
  async execute(
    actor: Actor,
    id: string,
    purpose: OutgoingPurpose,
    asked: SignatureAsked & { readonly pin?: string | undefined },
  ): Promise<void> {
    const document = await this.documents.get(id);
    const wishes = await this.wishes(document, purpose, asked);
    const orders = await Promise.all(wishes.map((wish) => this.subjects.order(actor, wish)));
    const owner = await this.owner(actor, purpose === 'seal' ? document.issuingAgencyId : null);
    const key = await this.desk.unlock(owner, asked.pin);
    const title = orders[0]?.title ?? '';
    const isOne = orders.length === 1;
    const outcomes = await this.desk.signMany(orders, key, { title, together: !isOne });
    const failed = outcomes.find((one): one is Error => one instanceof Error);
    if (failed) throw failed;
  }

  /** What it missed the seal signs later. */
  private async wishes(
    document: OutgoingDocument,
    purpose: OutgoingPurpose,
    asked: SignatureAsked,
  ): Promise<readonly SignatureWish[]> {
    const own = wishOf(document, purpose, asked);
    const annexes = await this.annexesWith(document.id, purpose);
    if (annexes.length === 0) return [own];
    return document.state === 'sealed' ? annexes : [own, ...annexes];
  }

  /** The seal also signs the annexes that are files of their own. */
  async annexesWith(
    id: string,
    purpose: OutgoingPurpose,
  ): Promise<readonly (SignatureWish & { title: string })[]> {
    return purpose === 'seal' ? this.annexes.wishes(id) : [];
  }

  /**
   * The seal is the agency's, in the hand of its clerk; all else a person's own.
   *
   * @param sealOf agency whose seal it is; null for one's own signature
   */
  async owner(actor: Actor, sealOf: string | null): Promise<CredentialOwner> {
    if (sealOf === null) return { kind: 'post', postId: actor.postId };
    const agency = await this.directory.getAgency(this.dataSource, sealOf);
    // A council without a seal of its own uses that of the agency that it advises.
    return {
      kind: 'agency',
      agencyId: agency.sealOf ?? agency.id,
      clerkPostId: actor.postId,
    };
  }
}

/** Of this chain: what was signed before the document came back is void, in the same bytes too. */
export function wishOf(
  { id, chain }: Pick<OutgoingDocument, 'id' | 'chain'>,
  purpose: OutgoingPurpose,
  { sha256, box }: SignatureAsked,
): SignatureWish {
  return {
    subjectType: 'outgoing-document',
    subjectId: id,
    purpose,
    context: { chain, ...(sha256 && { sha256 }), ...(box && { box }) },
  };
}
