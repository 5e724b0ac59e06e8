import { Column, Entity, PrimaryColumn } from 'typeorm';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { Space } from '../../../platform/access/actor.js';
import type { DocumentOrigin, OutgoingState, Urgency } from '../contracts/index.js';
import type { FieldBox } from '../domain/field-box.js';
import { OUTGOING_LIFECYCLE, type OutgoingAction } from '../domain/outgoing.lifecycle.js';
import { ApprovedVersionChangedError, DocumentMovedOnError } from '../documents.errors.js';

export type Issue = {
  readonly number: number;
  readonly symbol: string;
  readonly issuedOn: string;
  readonly registerEntryId: string;
};

export type OutgoingMetadata = {
  readonly typeCode: string;
  readonly subject: string;
  readonly urgency: Urgency;
  readonly addressees: readonly string[];
  readonly signerPostId: string;
  readonly keptBy: string;
  readonly copies: number;
  readonly submitsDocumentId: string | null;
};

@Entity({ schema: 'documents', name: 'outgoing' })
export class OutgoingDocument {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('integer')
  readonly version!: number;

  @Column('text')
  readonly state!: OutgoingState;

  @Column('text')
  readonly space!: Space;

  @Column('uuid', { name: 'issuing_agency_id' })
  readonly issuingAgencyId!: string;

  @Column('uuid', { name: 'drafting_agency_id' })
  readonly draftingAgencyId!: string;

  @Column('uuid', { name: 'drafting_unit_id' })
  readonly draftingUnitId!: string;

  @Column('uuid', { name: 'drafter_post_id' })
  readonly drafterPostId!: string;

  @Column('uuid', { name: 'head_post_id' })
  readonly headPostId!: string;

  @Column('text', { name: 'form_checker' })
  readonly formChecker!: 'office-chief' | 'clerk';

  @Column('uuid', { name: 'office_agency_id' })
  readonly officeAgencyId!: string;

  @Column('uuid', { name: 'signer_post_id' })
  readonly signerPostId!: string;

  @Column('text', { name: 'type_code' })
  readonly typeCode!: string;

  @Column('text')
  readonly subject!: string;

  @Column('text')
  readonly urgency!: Urgency;

  @Column('jsonb')
  readonly addressees!: readonly string[];

  @Column('text', { name: 'kept_by' })
  readonly keptBy!: string;

  @Column('integer')
  readonly copies!: number;

  @Column('text', { name: 'origin_type', nullable: true })
  readonly originType!: DocumentOrigin['type'] | null;

  @Column('uuid', { name: 'origin_id', nullable: true })
  readonly originId!: string | null;

  @Column('uuid', { name: 'submits_document_id', nullable: true })
  readonly submitsDocumentId!: string | null;

  @Column('boolean', { name: 'is_system' })
  readonly isSystem!: boolean;

  /** Which draft version; a new one starts from unsigned bytes. */
  @Column('integer')
  readonly chain!: number;

  /** Which revision within the chain is the newest. */
  @Column('integer')
  readonly ordinal!: number;

  @Column('text')
  readonly sha256!: string;

  @Column('jsonb', { nullable: true })
  readonly fields!: readonly FieldBox[] | null;

  @Column('text', { name: 'approved_sha256', nullable: true })
  readonly approvedSha256!: string | null;

  @Column('jsonb', { name: 'signature_lines', nullable: true })
  readonly signatureLines!: readonly string[] | null;

  @Column('integer', { nullable: true })
  readonly number!: number | null;

  @Column('text', { nullable: true })
  readonly symbol!: string | null;

  @Column('date', { name: 'issued_on', nullable: true })
  readonly issuedOn!: string | null;

  @Column('uuid', { name: 'register_entry_id', nullable: true })
  readonly registerEntryId!: string | null;

  @Column('text', { nullable: true })
  readonly reason!: string | null;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  readonly openedAt!: Date | null;

  @Column('timestamptz', { name: 'held_since' })
  readonly heldSince!: Date;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'signed_at', nullable: true })
  readonly signedAt!: Date | null;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  readonly releasedAt!: Date | null;

  get origin(): DocumentOrigin | null {
    return this.originType !== null && this.originId !== null
      ? { type: this.originType, id: this.originId }
      : null;
  }

  /** Drafted by another agency: its Tờ trình brings it to the issuing one. */
  get isFromOutside(): boolean {
    return this.draftingAgencyId !== this.issuingAgencyId;
  }

  describe(metadata: OutgoingMetadata): void {
    this.set({ ...metadata, version: this.version + 1 });
  }

  rename(subject: string): void {
    this.set({ subject, version: this.version + 1 });
  }

  placeFields(fields: readonly FieldBox[]): void {
    this.set({ fields, version: this.version + 1 });
  }

  /** New bytes that nobody has signed: what was approved or laid out before no longer counts. */
  startChain(sha256: string, fields: readonly FieldBox[] | null): void {
    this.set({
      chain: this.chain + 1,
      ordinal: 1,
      sha256,
      fields,
      approvedSha256: null,
      signatureLines: null,
      signedAt: null,
      version: this.version + 1,
    });
  }

  /** The next revision of this chain. */
  extend(sha256: string): void {
    this.set({ ordinal: this.ordinal + 1, sha256 });
  }

  /** A plain step: who holds it next is a matter of the state alone. */
  step(
    action:
      | 'ask-opinions'
      | 'close-opinions'
      | 'submit'
      | 'withdraw'
      | 'initial-content'
      | 'receive-submission'
      | 'initial-form'
      | 'revise'
      | 'attach-number'
      | 'seal',
    at: Date,
  ): void {
    this.move(action, at);
  }

  approve(at: Date): void {
    this.move('approve', at);
    this.set({ approvedSha256: this.sha256 });
  }

  /** NĐ 30/2020, article 11: exactly the approved version, nothing else. */
  requireApproved(): void {
    if (this.approvedSha256 !== this.sha256) throw new ApprovedVersionChangedError();
  }

  sign(lines: readonly string[], at: Date): void {
    this.move('sign', at);
    this.set({ signatureLines: lines, signedAt: at });
  }

  return(reason: string, at: Date): void {
    this.move('return', at);
    this.set({ reason, approvedSha256: null });
  }

  takeNumber(issue: Issue, at: Date): void {
    this.move('take-number', at);
    this.set(issue);
  }

  voidNumber(reason: string, at: Date): void {
    this.move('void-number', at);
    this.set({ reason });
  }

  cancel(reason: string, at: Date): void {
    this.move('cancel', at);
    this.set({ reason });
  }

  release(at: Date): void {
    this.move('release', at);
    this.set({ releasedAt: at });
  }

  open(at: Date): void {
    this.set({ openedAt: at });
  }

  private move(action: OutgoingAction, at: Date): void {
    const state = nextState(OUTGOING_LIFECYCLE, this.state, action);
    if (state === undefined) throw new DocumentMovedOnError(action, this.state);
    this.set({ state, openedAt: null, heldSince: at });
  }

  private set(changes: Partial<OutgoingDocument>): void {
    Object.assign(this, changes);
  }
}
