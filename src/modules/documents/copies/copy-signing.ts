import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FIELD } from '../../../../libs/document-layout/index.js';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import {
  type AppliedOrder,
  BaseMovedOnError,
  type BatchItem,
  type SignatureOrder,
  type SignatureWish,
  type SigningSubject,
  SigningSubjects,
} from '../../signing/index.js';
import { COPY_NAMES } from '../domain/copy-rules.js';
import { Copies, type CopyRow } from '../persistence/copies.js';
import { CopyMovedOnError } from './copies.errors.js';

/**
 * The agency's signature on an electronic copy: no image and no number, but form of copy, agency
 * and second at the top right (NĐ 30/2020, annex I, part II).
 */
@Injectable()
export class CopySigning implements SigningSubject, OnModuleInit {
  readonly type = 'document-copy';

  constructor(
    private readonly subjects: SigningSubjects,
    private readonly copies: Copies,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  orders(
    actor: Actor,
    wishes: readonly SignatureWish[],
  ): Promise<readonly (SignatureOrder | Error)[]> {
    return Promise.all(
      wishes.map((wish) =>
        this.order(actor, wish).catch((error: unknown) =>
          error instanceof Error ? error : new Error(String(error)),
        ),
      ),
    );
  }

  /**
   * What is signed of a copy in a batch, and by whose certificate.
   *
   * @throws {ForbiddenError} not its agency's clerk
   */
  async inBatch(actor: Actor, id: string): Promise<{ item: BatchItem; agencyId: string }> {
    const copy = await this.copies.get(this.dataSource, id);
    const refusal = refusalOf(actor, copy);
    return {
      agencyId: copy.agencyId,
      item: {
        ...{ subjectType: this.type, subjectId: id, purpose: 'copy', context: {} },
        ...{ title: titleOf(copy), ...(refusal && { refusal }) },
      },
    };
  }

  async apply(tx: Tx, applied: readonly AppliedOrder[]): Promise<void> {
    for (const { order, sha256, size, signedAt } of applied) {
      const copy = await this.copies.getForUpdate(tx, order.subjectId);
      const refusal = refusalOf(order.actor, copy);
      if (refusal) throw refusal;
      if (copy.sha256 !== order.baseSha256) throw new BaseMovedOnError();
      await this.copies.move(tx, copy, 'seal', {
        file: { sha256, size },
        issuedOn: localDateOf(signedAt),
      });
    }
  }

  private async order(actor: Actor, wish: SignatureWish): Promise<SignatureOrder> {
    const copy = await this.copies.get(this.dataSource, wish.subjectId);
    const refusal = refusalOf(actor, copy);
    if (refusal) throw refusal;
    const agency = await this.directory.getAgency(this.dataSource, copy.agencyId);
    return {
      ...wish,
      actor,
      title: titleOf(copy),
      baseSha256: copy.sha256,
      field: FIELD.seal,
      lock: true,
      timedText: `${COPY_NAMES[copy.typeCode]}; ${agency.legalName}`,
    };
  }
}

/** @throws {ForbiddenError} not its agency's clerk */
function refusalOf(actor: Actor, copy: CopyRow): Error | null {
  if (!actor.clerkOf.includes(copy.agencyId)) throw new ForbiddenError('documents.seal-copy');
  return copy.state === 'awaiting-seal' ? null : new CopyMovedOnError(copy.state);
}

function titleOf({ typeCode, sourceTitle }: CopyRow): string {
  return `${COPY_NAMES[typeCode]}: ${sourceTitle}`;
}
