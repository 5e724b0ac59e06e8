import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FIELD } from '../../../libs/document-layout/index.js';
import type { Actor } from '../../platform/access/actor.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { ForbiddenError, NotFoundError } from '../../platform/errors/platform.errors.js';
import {
  type AppliedOrder,
  BaseMovedOnError,
  type SignatureOrder,
  type SignatureWish,
  type SigningSubject,
  SigningSubjects,
} from '../signing/index.js';
import { AnnexAlreadySignedError, DocumentMovedOnError } from './documents.errors.js';
import { isCompetent } from './domain/outgoing-turn.js';
import { Annexes, type AnnexRow } from './persistence/annexes.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';

/**
 * The agency signs each annex that is a file of its own: no image, the document's number and the
 * second of the signature at the top right (NĐ 30/2020, annex I, part I, III.1d).
 */
@Injectable()
export class AnnexSigning implements SigningSubject, OnModuleInit {
  readonly type = 'outgoing-annex';

  constructor(
    private readonly subjects: SigningSubjects,
    private readonly annexes: Annexes,
    private readonly documents: OutgoingDocuments,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  /** What the seal of this document also has to sign. */
  async wishes(documentId: string): Promise<readonly (SignatureWish & { title: string })[]> {
    const open = await this.annexes.unsigned(this.dataSource, documentId);
    return open.map(({ id, name }) => ({
      subjectType: this.type,
      subjectId: id,
      purpose: 'annex',
      context: {},
      title: name,
    }));
  }

  async orders(
    actor: Actor,
    wishes: readonly SignatureWish[],
  ): Promise<readonly (SignatureOrder | Error)[]> {
    const annexes = await this.annexes.getMany(
      this.dataSource,
      wishes.map(({ subjectId }) => subjectId),
    );
    const documents = await this.documents.getMany(
      [...annexes.values()].map(({ documentId }) => documentId),
    );
    return wishes.map((wish) => {
      const annex = annexes.get(wish.subjectId);
      const document = annex && documents.get(annex.documentId);
      if (!annex || !document) return new NotFoundError('annex');
      const refusal = refusalOf(actor, annex, document);
      if (refusal) return refusal;
      return {
        ...wish,
        actor,
        title: annex.name,
        baseSha256: annex.sha256,
        field: FIELD.seal,
        lock: true,
        timedText: `Số: ${document.symbol ?? ''}`,
      };
    });
  }

  async apply(tx: Tx, applied: readonly AppliedOrder[]): Promise<void> {
    const ids = applied.map(({ order }) => order.subjectId);
    await rows(tx, 'SELECT 1 FROM documents.annex WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [
      ids,
    ]);
    const annexes = await this.annexes.getMany(tx, ids);
    const documents = await this.documents.getManyForUpdate(
      tx,
      [...annexes.values()].map(({ documentId }) => documentId),
    );
    for (const { order } of applied) {
      const annex = annexes.get(order.subjectId);
      const document = annex && documents.get(annex.documentId);
      if (!annex || !document) throw new NotFoundError('annex');
      const refusal = refusalOf(order.actor, annex, document);
      if (refusal) throw refusal;
      if (annex.sha256 !== order.baseSha256) throw new BaseMovedOnError();
    }
    const [first] = applied;
    const signed = applied.map(({ order, sha256, size }) => ({
      id: order.subjectId,
      sha256,
      size,
    }));
    if (first) await this.annexes.sign(tx, signed, first.signedAt);
  }
}

/** The clerk who seals the document, once its number is known; each annex once. */
function refusalOf(actor: Actor, annex: AnnexRow, document: OutgoingDocument): Error | null {
  if (!isCompetent(actor, document, 'seal')) return new ForbiddenError('documents.sign-annex');
  if (!['numbered', 'sealed'].includes(document.state))
    return new DocumentMovedOnError('sign-annex', document.state);
  return annex.signedAt === null ? null : new AnnexAlreadySignedError(annex.name);
}
