import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { Nightly, type NightlyTask } from '../../../platform/jobs/nightly.js';
import { requireKeeper } from './certificate-access.js';
import { CertificateRegister } from './certificate-register.js';
import { isSuspension, type RevocationAnswer, RevocationInquiry } from './revocation-inquiry.js';
import { CERTIFICATE_TABLES, standingAt } from './standing.sql.js';

type Asked = {
  readonly ids: readonly string[];
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
};

/** Answers are slow, not heavy. */
const AT_ONCE = 8;
const SUSPENDED = `credential.end_cause = 'authority' AND credential.end_reason = 'certificate-hold'`;

/** Each night, and when a clerk wants to know: has its authority revoked it? */
@Injectable()
export class AskRevocationUseCase implements NightlyTask, OnModuleInit {
  readonly name = 'signing.ask-revocation';

  // eslint-disable-next-line @typescript-eslint/max-params -- a question, its record and its consequence
  constructor(
    private readonly nightly: Nightly,
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly inquiry: RevocationInquiry,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.nightly.add(this);
  }

  /** All that can sign or is suspended; an agency's one certificate is asked about once. */
  async run(): Promise<void> {
    const waiting = await rows<Asked>(
      this.dataSource,
      `SELECT array_agg(credential.id) AS ids, credential.certificate,
              (array_agg(to_jsonb(ARRAY(SELECT encode(one, 'base64') FROM unnest(credential.chain) one))))[1] AS chain
         FROM ${CERTIFICATE_TABLES}
        WHERE ${standingAt('$1')} = 'in-force' OR (${SUSPENDED})
        GROUP BY credential.certificate`,
      [this.clock.now()],
    );
    const queue = [...waiting];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.askOne(next, null);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Now, about one; answers after the answer is written down. */
  async askNow(actor: Actor, id: string): Promise<RevocationAnswer> {
    const found = await maybeRow<Asked & { agencyId: string }>(
      this.dataSource,
      `SELECT ARRAY[credential.id] AS ids, credential.certificate, agency.id AS "agencyId",
              to_jsonb(ARRAY(SELECT encode(one, 'base64') FROM unnest(credential.chain) one)) AS chain
         FROM ${CERTIFICATE_TABLES} WHERE credential.id = $1`,
      [id],
    );
    if (!found) throw new NotFoundError('certificate');
    requireKeeper(actor, found.agencyId);
    return this.askOne(found, actor);
  }

  private async askOne(asked: Asked, actor: Actor | null): Promise<RevocationAnswer> {
    const chain = asked.chain.map((one) => Buffer.from(String(one), 'base64'));
    const answer = await this.inquiry.ask(asked.certificate, chain);
    await this.unitOfWork.run(async (tx) => {
      for (const id of asked.ids) await this.note(tx, id, answer);
      if (actor) {
        await this.audit.record(tx, {
          actor,
          action: 'signing.ask-revocation',
          subjectType: 'signing-credential',
          subjectId: asked.ids[0] ?? '',
          details: { state: answer.state, detail: answer.detail },
        });
      }
      await this.conclude(tx, actor, asked.ids, answer);
    });
    return answer;
  }

  /** An answer that says nothing does not forget the last that did. */
  private async note(tx: Tx, id: string, answer: RevocationAnswer): Promise<void> {
    const isKnown = answer.state !== 'unknown';
    await rows(
      tx,
      `INSERT INTO signing.certificate_inquiry AS kept (credential_id, asked_at, state, source, detail, known_state, known_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (credential_id) DO UPDATE
         SET asked_at = excluded.asked_at, state = excluded.state, source = excluded.source,
             detail = excluded.detail,
             known_state = COALESCE(excluded.known_state, kept.known_state),
             known_at = COALESCE(excluded.known_at, kept.known_at)`,
      [
        id,
        this.clock.now(),
        answer.state,
        answer.source,
        answer.detail,
        isKnown ? answer.state : null,
        isKnown ? this.clock.now() : null,
      ],
    );
  }

  private async conclude(
    tx: Tx,
    actor: Actor | null,
    ids: readonly string[],
    { state, revokedAt, detail }: RevocationAnswer,
  ): Promise<void> {
    if (state === 'unknown') return;
    for (const id of ids) {
      const certificate = await this.register.getForUpdate(tx, id);
      if (state === 'revoked') {
        const at = revokedAt ?? this.clock.now();
        const reason = detail === '' ? 'unspecified' : detail;
        const ended = await this.register.end(tx, certificate, { at, cause: 'authority', reason });
        const on = localDateOf(at);
        const event = { kind: 'revoke', on, note: reason, source: 'authority' } as const;
        await this.register.write(tx, actor, ended, event);
      } else if (certificate.endCause === 'authority' && isSuspension(certificate.endReason)) {
        await this.lift(tx, actor, id);
      }
    }
  }

  /** A suspension that is over; not when something took its place meanwhile. */
  private async lift(tx: Tx, actor: Actor | null, id: string): Promise<void> {
    const lifted = await rows<{ id: string }>(
      tx,
      `UPDATE signing.credential SET revoked_at = NULL, end_cause = NULL, end_reason = NULL
        WHERE id = $1 AND replaced_by IS NULL AND NOT EXISTS (
          SELECT 1 FROM signing.credential other
           WHERE other.id <> credential.id AND other.post_id = credential.post_id
             AND other.owner_kind = credential.owner_kind
             AND other.agency_id IS NOT DISTINCT FROM credential.agency_id AND other.revoked_at IS NULL)
        RETURNING id`,
      [id],
    );
    const on = this.register.today();
    const ids = lifted.map((one) => one.id);
    await this.register.write(tx, actor, ids, { kind: 'lift', on, source: 'authority' });
  }
}
