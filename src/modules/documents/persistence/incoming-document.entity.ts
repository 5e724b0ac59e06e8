import { Column, Entity, PrimaryColumn } from 'typeorm';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { Space } from '../../../platform/access/actor.js';
import type { DocumentOrigin, IncomingState, RecipientKind, Urgency } from '../contracts/index.js';
import { INCOMING_LIFECYCLE, type IncomingAction } from '../domain/incoming.lifecycle.js';
import { IncomingMovedOnError, InvalidSignatureError } from '../documents.errors.js';

export type ReturnReason =
  'wrong-recipient' | 'bad-signature' | 'missing-file' | 'duplicate' | 'other';

export type SignatureVerdict = 'valid' | 'invalid' | 'unknown' | 'unsigned';

export type Arrival = {
  readonly arrivalNumber: number;
  readonly arrivedOn: string;
  readonly registerEntryId: string;
};

@Entity({ schema: 'documents', name: 'incoming' })
export class IncomingDocument {
  @PrimaryColumn('uuid')
  readonly id!: string;

  @Column('integer')
  readonly version!: number;

  @Column('text')
  readonly state!: IncomingState;

  @Column('text')
  readonly space!: Space;

  @Column('uuid', { name: 'agency_id' })
  readonly agencyId!: string;

  @Column('text')
  readonly channel!: 'electronic' | 'paper' | 'email' | 'direct';

  @Column('uuid', { name: 'outgoing_document_id', nullable: true })
  readonly outgoingDocumentId!: string | null;

  @Column('text', { name: 'recipient_kind', nullable: true })
  readonly recipientKind!: RecipientKind | null;

  @Column('text')
  readonly author!: string;

  @Column('uuid', { name: 'author_agency_id', nullable: true })
  readonly authorAgencyId!: string | null;

  @Column('text')
  readonly symbol!: string;

  @Column('date', { name: 'issued_on', nullable: true })
  readonly issuedOn!: string | null;

  @Column('text', { name: 'type_code', nullable: true })
  readonly typeCode!: string | null;

  @Column('text', { name: 'type_name' })
  readonly typeName!: string;

  @Column('text')
  readonly subject!: string;

  @Column('text')
  readonly urgency!: Urgency;

  @Column('text')
  readonly signer!: string;

  @Column('integer', { nullable: true })
  readonly pages!: number | null;

  @Column('text', { nullable: true })
  readonly sha256!: string | null;

  @Column('text', { name: 'origin_type', nullable: true })
  readonly originType!: DocumentOrigin['type'] | null;

  @Column('uuid', { name: 'origin_id', nullable: true })
  readonly originId!: string | null;

  @Column('text', { nullable: true })
  readonly verdict!: SignatureVerdict | null;

  @Column('text', { name: 'verdict_text', nullable: true })
  readonly verdictText!: string | null;

  @Column('date', { name: 'reply_due_on', nullable: true })
  readonly replyDueOn!: string | null;

  @Column('integer', { name: 'arrival_number', nullable: true })
  readonly arrivalNumber!: number | null;

  @Column('date', { name: 'arrived_on', nullable: true })
  readonly arrivedOn!: string | null;

  @Column('uuid', { name: 'register_entry_id', nullable: true })
  readonly registerEntryId!: string | null;

  @Column('text')
  readonly note!: string;

  @Column('text', { nullable: true })
  readonly proposal!: string | null;

  @Column('uuid', { name: 'proposed_by_post', nullable: true })
  readonly proposedByPost!: string | null;

  @Column('uuid', { name: 'submitted_to_post', nullable: true })
  readonly submittedToPost!: string | null;

  @Column('text', { nullable: true })
  readonly result!: string | null;

  @Column('text', { name: 'return_reason', nullable: true })
  readonly returnReason!: ReturnReason | null;

  @Column('text', { name: 'return_text', nullable: true })
  readonly returnText!: string | null;

  @Column('timestamptz', { name: 'held_since' })
  readonly heldSince!: Date;

  @Column('timestamptz', { name: 'created_at' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  readonly completedAt!: Date | null;

  get origin(): DocumentOrigin | null {
    return this.originType !== null && this.originId !== null
      ? { type: this.originType, id: this.originId }
      : null;
  }

  receive(verdict: SignatureVerdict | null, verdictText: string | null, at: Date): void {
    this.set({ verdict, verdictText });
    // What fails the check stays where it is: the only way on is back (NĐ 30/2020, article 21.2b).
    if (verdict === 'invalid') return;
    this.move('receive', at);
  }

  register(arrival: Arrival, at: Date): void {
    if (this.verdict === 'invalid') throw new InvalidSignatureError();
    this.move('register', at);
    this.set(arrival);
  }

  return(reason: ReturnReason, text: string | null, at: Date): void {
    this.move('return', at);
    this.set({ returnReason: reason, returnText: text });
  }

  submit(toPostId: string | null, at: Date): void {
    this.move('submit', at);
    this.set({ submittedToPost: toPostId });
  }

  propose(proposal: string, byPostId: string, at: Date): void {
    this.move('propose', at);
    this.set({ proposal, proposedByPost: byPostId });
  }

  direct(at: Date): void {
    this.move('direct', at);
  }

  start(at: Date): void {
    this.move('start', at);
  }

  complete(result: string, at: Date): void {
    this.move('complete', at);
    this.set({ result, completedAt: at });
  }

  private move(action: IncomingAction, at: Date): void {
    const state = nextState(INCOMING_LIFECYCLE, this.state, action);
    if (state === undefined) throw new IncomingMovedOnError(action, this.state);
    this.set({ state, heldSince: at, version: this.version + 1 });
  }

  private set(changes: Partial<IncomingDocument>): void {
    Object.assign(this, changes);
  }
}
