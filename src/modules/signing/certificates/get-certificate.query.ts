import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { textOf } from '../../../platform/errors/texts.js';
import { keptAgencies } from './certificate-access.js';
import type { CertificateDetail, CertificateEvent } from './certificate.views.js';
import { refusalFor, type StandingFacts } from './credential-standing.js';
import { LINE_COLUMNS, type LineRow, toLine } from './list-certificates.query.js';
import { revocationReason } from './register-words.texts.js';
import {
  CERTIFICATE_TABLES,
  END_COLUMNS,
  IS_REINSTATABLE,
  MAY_SUCCEED,
  succeeded,
} from './standing.sql.js';

type DetailRow = LineRow & StandingFacts & { readonly mayReinstate: boolean };
type Named = CertificateDetail['candidates'][number];

const NAMED = `credential.id, credential.serial, credential.common_name AS subject`;

/** One certificate with all that happened to it and what the reader may do. */
@Injectable()
export class GetCertificateQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string): Promise<CertificateDetail> {
    const found = await maybeRow<DetailRow>(
      this.dataSource,
      `SELECT ${LINE_COLUMNS}, ${END_COLUMNS},
              (credential.post_id = $2 AND ${IS_REINSTATABLE}) AS "mayReinstate"
         FROM ${CERTIFICATE_TABLES} WHERE credential.id = $3`,
      [this.clock.now(), actor.postId, id],
    );
    if (!found) throw new NotFoundError('certificate');
    const isKeeper = keptAgencies(actor).includes(found.agencyId);
    const [inquiry, events, successor, predecessors, candidates] = await Promise.all([
      this.inquiry(id),
      this.events(id),
      this.named('credential.id = $1', [found.replacedBy]),
      this.named('credential.replaced_by = $1', [id]),
      isKeeper && found.replacedBy === null ? this.candidates(found) : [],
    ]);
    const refusal = refusalFor(found);
    return {
      ...toLine(found),
      revokedAt: found.revokedAt?.toISOString() ?? null,
      endReason: found.endReason === null ? null : revocationReason(found.endReason),
      refusal: refusal && { code: refusal.code, ...textOf(refusal.code, refusal.params) },
      inquiry,
      successor: successor[0] ?? null,
      predecessors,
      candidates,
      events,
      actions: actionsOf(found, isKeeper, candidates.length > 0),
    };
  }

  private async inquiry(id: string): Promise<CertificateDetail['inquiry']> {
    const found = await maybeRow<
      Omit<NonNullable<CertificateDetail['inquiry']>, 'askedAt' | 'knownAt'> & {
        askedAt: Date;
        knownAt: Date | null;
      }
    >(
      this.dataSource,
      `SELECT asked_at AS "askedAt", state, source, detail, known_state AS "knownState", known_at AS "knownAt"
         FROM signing.certificate_inquiry WHERE credential_id = $1`,
      [id],
    );
    return (
      found && {
        ...found,
        askedAt: found.askedAt.toISOString(),
        knownAt: found.knownAt?.toISOString() ?? null,
      }
    );
  }

  /** Newest first; a warning that several got is one line. */
  private async events(id: string): Promise<CertificateEvent[]> {
    const found = await rows<Omit<CertificateEvent, 'at' | 'note'> & { at: Date; note: string }>(
      this.dataSource,
      `SELECT event.id::text, event.kind, event.happened_on::text AS "on", event.device, event.giver,
              event.receiver, event.minutes, event.note, event.source,
              successor.serial AS "successorSerial", NULL::int AS days,
              event.recorder_name AS recorder, event.recorded_at AS at
         FROM signing.certificate_event event
         LEFT JOIN signing.credential successor ON successor.id = event.successor_id
        WHERE event.credential_id = $1
       UNION ALL
       SELECT 'warn-' || days, 'warn',
              (min(given_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text, NULL, NULL, NULL, '', '',
              NULL, NULL, days, NULL, min(given_at)
         FROM signing.certificate_warning WHERE credential_id = $1 GROUP BY days
        ORDER BY at DESC, 1 DESC LIMIT 500`,
      [id],
    );
    return found.map((event) => ({
      ...event,
      at: event.at.toISOString(),
      note: event.source === 'authority' ? revocationReason(event.note) : own(event.note),
    }));
  }

  private named(condition: string, values: readonly unknown[]): Promise<Named[]> {
    return rows<Named>(
      this.dataSource,
      `SELECT ${NAMED} FROM signing.credential credential WHERE ${condition}
        ORDER BY credential.not_after DESC LIMIT 50`,
      values,
    );
  }

  private candidates(line: LineRow): Promise<Named[]> {
    return rows<Named>(
      this.dataSource,
      `SELECT ${NAMED} FROM ${CERTIFICATE_TABLES}
        WHERE ${MAY_SUCCEED}
        ORDER BY credential.common_name, credential.not_after DESC LIMIT 200`,
      succeeded(line),
    );
  }
}

const own = (note: string): CertificateEvent['note'] => ({ vi: note, en: note });

function actionsOf(
  found: DetailRow,
  isKeeper: boolean,
  hasCandidates: boolean,
): CertificateDetail['actions'] {
  const isOut = found.deviceWith !== null;
  const offered = {
    acknowledge: found.warning !== null,
    'hand-over': isKeeper && !isOut && found.standing === 'in-force',
    return: isKeeper && isOut,
    replace: isKeeper && hasCandidates,
    reinstate: found.mayReinstate,
    inquire: isKeeper,
    revoke: isKeeper && found.standing !== 'revoked',
  } as const;
  return (Object.keys(offered) as (keyof typeof offered)[]).filter((action) => offered[action]);
}
