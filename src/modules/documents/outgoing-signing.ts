import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.js';
import type { Queryable } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { OrganisationDirectory } from '../organisation/index.js';
import {
  type AppliedOrder,
  BaseMovedOnError,
  type SignatureOrder,
  type SignatureWish,
  type SigningSubject,
  SigningSubjects,
} from '../signing/index.js';
import type { OutgoingSigned } from './contracts/index.js';
import {
  ImageOutsideFieldError,
  MayNotSignError,
  NoSealError,
  RevisionMovedOnError,
} from './documents.errors.js';
import { typeName } from './domain/document-notation.js';
import { isImagePlace } from './domain/image-place.js';
import { isOutgoingPurpose, SIGNATURE_ACTS } from './domain/signature-acts.js';
import { type MoveOfDocument, OutgoingActs } from './outgoing-acts.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { OutgoingDocuments, present } from './persistence/outgoing-documents.js';
import { type NewRevision, Revisions } from './persistence/revisions.js';

/** What an order remembers until its signature comes, perhaps in another process. */
const Context = z.object({
  /** The version that the signer read. */
  sha256: z.string().optional(),
  /** Where he moved the image to. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  /** In whose name, as it stood on the day of the signature. */
  lines: z.array(z.string()).optional(),
});
type Context = z.infer<typeof Context>;

type LinesOf = (document: OutgoingDocument) => Promise<readonly string[]>;

/** What the signatures on an outgoing document mean: whose turn, which field, and what follows. */
@Injectable()
export class OutgoingSigning implements SigningSubject, OnModuleInit {
  readonly type = 'outgoing-document';

  // eslint-disable-next-line @typescript-eslint/max-params -- the act joins document, history, mandate and event
  constructor(
    private readonly subjects: SigningSubjects,
    private readonly acts: OutgoingActs,
    private readonly documents: OutgoingDocuments,
    private readonly revisions: Revisions,
    private readonly directory: OrganisationDirectory,
    private readonly outbox: Outbox,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async orders(
    actor: Actor,
    wishes: readonly SignatureWish[],
  ): Promise<readonly (SignatureOrder | Error)[]> {
    const found = await this.documents.getMany(wishes.map(({ subjectId }) => subjectId));
    const linesOf = this.authorities(this.dataSource, actor);
    return Promise.all(
      wishes.map((wish) =>
        this.order(actor, wish, found.get(wish.subjectId), linesOf).catch((error: unknown) =>
          error instanceof Error ? error : new Error(String(error)),
        ),
      ),
    );
  }

  async apply(tx: Tx, applied: readonly AppliedOrder[]): Promise<void> {
    const locked = await this.documents.getManyForUpdate(
      tx,
      applied.map(({ order }) => order.subjectId),
    );
    const asked = new Map<string, LinesOf>();
    const moves: MoveOfDocument[] = [];
    const revisions: NewRevision[] = [];
    for (const one of applied) {
      const document = present(locked.get(one.order.subjectId));
      const { actor, purpose } = one.order;
      const linesOf = asked.get(actor.postId) ?? this.authorities(tx, actor);
      asked.set(actor.postId, linesOf);
      moves.push(...(await this.move(tx, document, one, linesOf)));
      if (isOutgoingPurpose(purpose))
        revisions.push({ document, kind: purpose, size: one.size, actor });
    }
    await this.acts.finishAll(tx, moves);
    await this.revisions.recordAll(tx, revisions);
    await this.outbox.addAll(
      tx,
      moves.flatMap(({ action, document }) => (action === 'sign' ? [signed(document)] : [])),
    );
  }

  private async order(
    actor: Actor,
    wish: SignatureWish,
    found: OutgoingDocument | undefined,
    linesOf: LinesOf,
  ): Promise<SignatureOrder> {
    const document = present(found);
    const { action, field, lock } = actOf(wish);
    await this.acts.requireTurn(this.dataSource, actor, document, action);
    const context = Context.parse(wish.context);
    requireRead(document, wish, context);
    const asked = { field, isSeal: wish.purpose === 'seal' };
    if (context.box && !isImagePlace(document.fields, asked, context.box))
      throw new ImageOutsideFieldError();
    return {
      ...wish,
      actor,
      title: `${typeName(document.space, document.typeCode)}: ${document.subject}`,
      baseSha256: document.sha256,
      chain: document.chain,
      field,
      lock,
      box: context.box,
      context: { ...context, lines: await this.lines(wish, document, linesOf) },
    };
  }

  private async lines(
    { purpose }: SignatureWish,
    document: OutgoingDocument,
    linesOf: LinesOf,
  ): Promise<readonly string[]> {
    if (purpose === 'approve') return linesOf(document);
    if (purpose !== 'seal') return [];
    const agency = await this.directory.getAgency(this.dataSource, document.issuingAgencyId);
    if (!agency.hasSeal) throw new NoSealError(agency.shortName);
    return [agency.legalName];
  }

  /** Moves the entity; answers what the history tells. */
  private async move(
    tx: Tx,
    document: OutgoingDocument,
    { order, sha256, signedAt }: AppliedOrder,
    linesOf: LinesOf,
  ): Promise<readonly MoveOfDocument[]> {
    const { action } = actOf(order);
    const { actor } = order;
    await this.acts.requireTurn(tx, actor, document, action);
    const context = Context.parse(order.context);
    requireRead(document, order, context);
    if (document.sha256 !== order.baseSha256) throw new BaseMovedOnError();
    const from = document.state;
    const lines = action === 'sign' ? await linesOf(document) : (context.lines ?? []);
    if (action === 'sign') document.sign(lines, signedAt);
    else document.step(action, signedAt);
    document.extend(sha256);
    const first: MoveOfDocument = {
      actor,
      document,
      action,
      from,
      to: document.state,
      onBehalf: lines.length > 0 ? lines.join(' / ') : null,
      details: action === 'sign' ? { sha256: context.sha256 } : {},
    };
    return action === 'initial-content' ? [first, ...received(document)] : [first];
  }

  /** Competence is asked for again on the day: a mandate may have ended since the draft. */
  private authorities(db: Queryable, actor: Actor): LinesOf {
    const asked = new Map<string, Promise<readonly string[]>>();
    return ({ issuingAgencyId: agencyId, typeCode }) => {
      const key = `${agencyId} ${typeCode}`;
      const known = asked.get(key);
      if (known) return known;
      const answer = this.directory
        .findMandate(db, { agencyId, postId: actor.postId, typeCode })
        .then((mandate) => {
          if (!mandate) throw new MayNotSignError(actor.personName);
          return mandate.authorityLines;
        });
      asked.set(key, answer);
      return answer;
    };
  }
}

function actOf({ purpose }: SignatureWish): (typeof SIGNATURE_ACTS)['seal'] {
  if (!isOutgoingPurpose(purpose)) throw new Error(`No ${purpose} on an outgoing document`);
  return SIGNATURE_ACTS[purpose];
}

/** NĐ 30/2020, articles 11 and 12: what he read is what was approved is what lies there. */
function requireRead(
  document: OutgoingDocument,
  { purpose }: SignatureWish,
  { sha256 }: Context,
): void {
  if (purpose === 'seal') return;
  if (document.sha256 !== sha256) throw new RevisionMovedOnError();
  if (purpose === 'approve') document.requireApproved();
}

/** One's own draft goes straight on to the office; another agency's waits for its Tờ trình. */
function received(document: OutgoingDocument): readonly MoveOfDocument[] {
  if (document.isFromOutside) return [];
  const from = document.state;
  document.step('receive-submission', document.heldSince);
  return [{ actor: null, document, action: 'receive-submission', from, to: document.state }];
}

function signed(document: OutgoingDocument): OutgoingSigned {
  return {
    topic: 'documents.outgoing-signed.v1',
    subjectId: document.id,
    payload: {
      documentId: document.id,
      agencyId: document.issuingAgencyId,
      signerPostId: document.signerPostId,
      origin: document.origin,
    },
  };
}
