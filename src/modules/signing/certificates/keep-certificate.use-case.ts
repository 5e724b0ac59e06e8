import { Injectable } from '@nestjs/common';
import { legalInstant, localDateOf } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { requireKeeper } from './certificate-access.js';
import { CertificateRegister, type RegisteredCertificate } from './certificate-register.js';
import type { HandoverRequest, ReplaceRequest, RevokeRequest } from './certificate.views.js';
import {
  AlreadyReplacedError,
  AlreadyRevokedError,
  DeviceAlreadyHandedOverError,
  DeviceNotHandedOverError,
  EventDayError,
  NotASuccessorError,
} from './certificates.errors.js';
import { CERTIFICATE_TABLES, MAY_SUCCEED, succeeded } from './standing.sql.js';

type LastMove = { readonly kind: string; readonly receiver: string; readonly on: string };

/** What a clerk writes into the register of certificates (NĐ 30/2020, Điều 32; NĐ 68/2024). */
@Injectable()
export class KeepCertificateUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
  ) {}

  /** @throws {DeviceAlreadyHandedOverError} {@link EventDayError} */
  handOver(actor: Actor, id: string, request: HandoverRequest): Promise<void> {
    return this.keep(actor, id, async (tx, certificate) => {
      const on = this.register.requirePast(request.on);
      const last = await lastMove(tx, certificate.id);
      if (last?.kind === 'hand-over') throw new DeviceAlreadyHandedOverError(last.receiver);
      await this.register.write(tx, actor, [id], { ...request, kind: 'hand-over', on });
    });
  }

  /** @throws {DeviceNotHandedOverError} {@link EventDayError} */
  takeBack(actor: Actor, id: string, request: HandoverRequest): Promise<void> {
    return this.keep(actor, id, async (tx, certificate) => {
      const on = this.register.requirePast(request.on);
      const last = await lastMove(tx, certificate.id);
      if (last?.kind !== 'hand-over') throw new DeviceNotHandedOverError();
      if (on < last.on) throw new EventDayError('before-hand-over');
      await this.register.write(tx, actor, [id], { ...request, kind: 'return', on });
    });
  }

  /** From now on it signs nothing, whatever its authority says. */
  revoke(actor: Actor, id: string, { on: day, reason }: RevokeRequest): Promise<void> {
    return this.keep(actor, id, async (tx, certificate) => {
      const on = this.register.requirePast(day);
      if (on < localDateOf(certificate.notBefore)) throw new EventDayError('before-certificate');
      if (certificate.standing === 'revoked') throw new AlreadyRevokedError();
      const at = on === this.register.today() ? this.clock.now() : legalInstant(on);
      const ended = await this.register.end(tx, certificate, { at, cause: 'register', reason });
      await this.register.write(tx, actor, ended, {
        kind: 'revoke',
        on,
        note: reason,
        source: 'register',
      });
    });
  }

  /** The new one signs from its own enrolment on; the old one no longer does. */
  replace(actor: Actor, id: string, { successorId, note }: ReplaceRequest): Promise<void> {
    return this.keep(actor, id, async (tx, certificate) => {
      if (certificate.replacedBy !== null) throw new AlreadyReplacedError();
      await requireSuccessor(tx, certificate, successorId);
      await rows(
        tx,
        `UPDATE signing.credential
            SET replaced_by = $2, revoked_at = COALESCE(revoked_at, $3),
                end_cause = COALESCE(end_cause, 'replaced')
          WHERE id = $1`,
        [id, successorId, this.clock.now()],
      );
      const on = this.register.today();
      await this.register.write(tx, actor, [id], { kind: 'replace', on, note, successorId });
    });
  }

  /** He has read the warning: it counts no longer. */
  async acknowledge(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run((tx) =>
      rows(
        tx,
        `UPDATE signing.certificate_warning SET seen_at = $3
          WHERE credential_id = $1 AND post_id = $2 AND seen_at IS NULL`,
        [id, actor.postId, this.clock.now()],
      ),
    );
  }

  private keep(
    actor: Actor,
    id: string,
    work: (tx: Tx, certificate: RegisteredCertificate) => Promise<void>,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const certificate = await this.register.getForUpdate(tx, id);
      requireKeeper(actor, certificate.agencyId);
      await work(tx, certificate);
    });
  }
}

/** Locked until the transaction ends. */
async function requireSuccessor(tx: Tx, old: RegisteredCertificate, id: string): Promise<void> {
  const found = await maybeRow(
    tx,
    `SELECT 1 FROM ${CERTIFICATE_TABLES} WHERE ${MAY_SUCCEED} AND credential.id = $5
        FOR UPDATE OF credential`,
    [...succeeded(old), id],
  );
  if (!found) throw new NotASuccessorError();
}

function lastMove(tx: Tx, id: string): Promise<LastMove | null> {
  return maybeRow<LastMove>(
    tx,
    `SELECT kind, receiver, happened_on::text AS "on" FROM signing.certificate_event
      WHERE credential_id = $1 AND kind IN ('hand-over', 'return')
      ORDER BY recorded_at DESC, id DESC LIMIT 1`,
    [id],
  );
}
