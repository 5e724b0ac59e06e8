import { Injectable } from '@nestjs/common';
import { type LocalDate, localDateOf } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { EventDayError } from './certificates.errors.js';
import { CERTIFICATE_TABLES, standingAt } from './standing.sql.js';
import type { Standing } from './credential-standing.js';

export type RegisteredCertificate = {
  readonly id: string;
  readonly kind: 'post' | 'agency';
  readonly agencyId: string;
  readonly certificate: Buffer;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly standing: Standing;
  readonly endReason: string | null;
  readonly endCause: 'replaced' | 'register' | 'authority' | null;
  readonly replacedBy: string | null;
};

type NewEvent = {
  readonly kind: 'hand-over' | 'return' | 'revoke' | 'lift' | 'replace';
  readonly on: LocalDate;
  readonly device?: string;
  readonly giver?: string;
  readonly receiver?: string;
  readonly minutes?: string;
  readonly note?: string;
  readonly source?: 'register' | 'authority';
  readonly successorId?: string;
};

/** The rows of the register and what is written into it; every line has its audit entry. */
@Injectable()
export class CertificateRegister {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  today(): LocalDate {
    return localDateOf(this.clock.now());
  }

  /** @throws {EventDayError} */
  requirePast(on: string): LocalDate {
    if (on > this.today()) throw new EventDayError('future');
    return on as LocalDate;
  }

  /** Locked until the transaction ends. */
  async getForUpdate(tx: Tx, id: string): Promise<RegisteredCertificate> {
    const found = await maybeRow<RegisteredCertificate>(
      tx,
      `SELECT credential.id, credential.owner_kind AS kind, agency.id AS "agencyId",
              credential.certificate, credential.serial, credential.not_before AS "notBefore",
              credential.not_after AS "notAfter", ${standingAt('$2')} AS standing,
              credential.end_reason AS "endReason", credential.end_cause AS "endCause",
              credential.replaced_by AS "replacedBy"
         FROM ${CERTIFICATE_TABLES} WHERE credential.id = $1 FOR UPDATE OF credential`,
      [id, this.clock.now()],
    );
    if (!found) throw new NotFoundError('certificate');
    return found;
  }

  /** @param actor null when the register learnt it by itself */
  async write(
    tx: Tx,
    actor: Actor | null,
    credentialIds: readonly string[],
    event: NewEvent,
  ): Promise<void> {
    const { kind, on, ...details } = event;
    const recorder = actor && { post: actor.postId, name: actor.personName };
    for (const credentialId of credentialIds) {
      await rows(tx, INSERT_EVENT, [
        newId(),
        credentialId,
        JSON.stringify(event),
        recorder?.post,
        recorder?.name,
        this.clock.now(),
      ]);
    }
    await this.audit.recordAll(
      tx,
      credentialIds.map((subjectId) => ({
        actor,
        action: `signing.${ACTIONS[kind]}`,
        subjectType: 'signing-credential',
        subjectId,
        details: { on, ...details },
      })),
    );
  }

  /**
   * An agency's one certificate lies with several clerks: it ends in every hand.
   *
   * @returns the rows that ended
   */
  async end(
    tx: Tx,
    { certificate, agencyId }: RegisteredCertificate,
    how: { readonly at: Date; readonly cause: 'register' | 'authority'; readonly reason: string },
  ): Promise<readonly string[]> {
    const ended = await rows<{ id: string }>(
      tx,
      `UPDATE signing.credential SET revoked_at = $3, end_cause = $4, end_reason = $5
         FROM organisation.report_tenure_v1 tenure
        WHERE tenure.post_id = credential.post_id AND credential.certificate = $1
          AND COALESCE(credential.agency_id, tenure.agency_id) = $2
          AND credential.end_cause IS DISTINCT FROM 'register'
          AND credential.end_cause IS DISTINCT FROM 'authority'
        RETURNING credential.id`,
      [certificate, agencyId, how.at, how.cause, how.reason],
    );
    return ended.map(({ id }) => id);
  }
}

/** What the event leaves out is null, or empty where the column says so. */
const INSERT_EVENT = `
  INSERT INTO signing.certificate_event (id, credential_id, kind, happened_on, device, giver, receiver, minutes,
                                         note, source, successor_id, recorded_by, recorder_name, recorded_at)
  SELECT $1, $2, kind, "on", device, giver, receiver, COALESCE(minutes, ''), COALESCE(note, ''), source,
         "successorId", $4::uuid, $5::text, $6
    FROM jsonb_to_record($3::jsonb) AS event (kind text, "on" date, device text, giver text, receiver text,
         minutes text, note text, source text, "successorId" uuid)`;

const ACTIONS: Readonly<Record<NewEvent['kind'], string>> = {
  'hand-over': 'hand-over-device',
  return: 'take-device-back',
  revoke: 'revoke-certificate',
  lift: 'lift-end-of-certificate',
  replace: 'replace-certificate',
};
