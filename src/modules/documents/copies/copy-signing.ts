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

  async apply(tx: Tx, applied: readonly AppliedOrder[]): Promise<void> {
    for (const { order, sha256, size, signedAt } of applied) {
      const copy = await this.copies.getForUpdate(tx, order.subjectId);
      requireTurn(order.actor, copy);
      if (copy.sha256 !== order.baseSha256) throw new BaseMovedOnError();
      await this.copies.move(tx, copy, 'seal', {
        file: { sha256, size },
        issuedOn: localDateOf(signedAt),
      });
    }
  }

  private async order(actor: Actor, wish: SignatureWish): Promise<SignatureOrder> {
    const copy = await this.copies.get(this.dataSource, wish.subjectId);
    requireTurn(actor, copy);
    const agency = await this.directory.getAgency(this.dataSource, copy.agencyId);
    return {
      ...wish,
      actor,
      title: `${COPY_NAMES[copy.typeCode]}: ${copy.sourceTitle}`,
      baseSha256: copy.sha256,
      field: FIELD.seal,
      lock: true,
      timedText: `${COPY_NAMES[copy.typeCode]}; ${agency.legalName}`,
    };
  }
}

function requireTurn(actor: Actor, copy: CopyRow): void {
  if (!actor.clerkOf.includes(copy.agencyId)) throw new ForbiddenError('documents.seal-copy');
  if (copy.state !== 'awaiting-seal') throw new CopyMovedOnError(copy.state);
}
