import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toFile, toPage } from '../../../platform/http/paging.js';
import { readAgencies } from './certificate-access.js';
import type {
  CertificateCounts,
  CertificateFilter,
  CertificateLine,
  ListCertificates,
} from './certificate.views.js';
import { CERTIFICATE_TABLES, daysLeftAt, endsWithinAt, standingAt } from './standing.sql.js';

const MOST_IN_A_FILE = 10_000;

/** `$1` now, `$2` the reader's post. */
export const LINE_COLUMNS = `
  credential.id, credential.owner_kind AS kind, credential.serial,
  credential.common_name AS subject, credential.issuer_name AS issuer, credential.medium,
  credential.not_before AS "notBefore", credential.not_after AS "notAfter",
  ${daysLeftAt('$1')} AS "daysLeft", ${standingAt('$1')} AS standing,
  ${endsWithinAt('$1')} AS "endsWithin",
  agency.id AS "agencyId", agency.short_name AS "agencyName",
  tenure.person_name AS "holderName", tenure.title AS "holderTitle",
  (SELECT CASE last.kind WHEN 'hand-over' THEN last.receiver END
     FROM signing.certificate_event last
    WHERE last.credential_id = credential.id AND last.kind IN ('hand-over', 'return')
    ORDER BY last.recorded_at DESC, last.id DESC LIMIT 1) AS "deviceWith",
  credential.replaced_by AS "replacedBy",
  (SELECT min(warning.days) FROM signing.certificate_warning warning
    WHERE warning.credential_id = credential.id AND warning.post_id = $2
      AND warning.seen_at IS NULL AND credential.revoked_at IS NULL) AS warning`;

export type LineRow = Omit<CertificateLine, 'notBefore' | 'notAfter'> & {
  notBefore: Date;
  notAfter: Date;
};

export function toLine<Row extends LineRow>(
  row: Row,
): Omit<Row, 'notBefore' | 'notAfter'> & { notBefore: string; notAfter: string } {
  return {
    ...row,
    notBefore: row.notBefore.toISOString(),
    notAfter: row.notAfter.toISOString(),
  };
}

/** Sổ quản lý chứng thư số: of the agencies that the reader keeps or inspects, and his own. */
@Injectable()
export class ListCertificatesQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, request: ListCertificates): Promise<Page<CertificateLine>> {
    const { after, limit, ...filter } = request;
    const cursor = decodeCursor(after, 2);
    const found = await this.lines(actor, filter, cursor, limit + 1);
    return toPage(found, limit, ({ notAfter, id }) => [notAfter, id]);
  }

  /** All that the filter finds, for a file. */
  async book(actor: Actor, filter: CertificateFilter): Promise<readonly CertificateLine[]> {
    const found = await this.lines(actor, filter, null, MOST_IN_A_FILE + 1);
    return toFile(found, MOST_IN_A_FILE);
  }

  async counts(actor: Actor): Promise<CertificateCounts> {
    const found = await maybeRow<CertificateCounts>(
      this.dataSource,
      `SELECT (count(*) FILTER (WHERE EXISTS (
                 SELECT 1 FROM signing.certificate_warning warning
                  WHERE warning.credential_id = credential.id AND warning.post_id = $2
                    AND warning.seen_at IS NULL)))::int AS warnings,
              (count(*) FILTER (WHERE ${endsWithinAt('$1')} IS NOT NULL))::int AS expiring
         FROM ${CERTIFICATE_TABLES}
        WHERE credential.revoked_at IS NULL
          AND (credential.post_id = $2 OR agency.id = ANY ($3))`,
      [this.clock.now(), actor.postId, readAgencies(actor)],
    );
    return found ?? { warnings: 0, expiring: 0 };
  }

  private async lines(
    actor: Actor,
    filter: CertificateFilter,
    after: readonly (string | number | null)[] | null,
    most: number,
  ): Promise<CertificateLine[]> {
    const found = await rows<LineRow>(
      this.dataSource,
      `SELECT ${LINE_COLUMNS} FROM ${CERTIFICATE_TABLES}
        WHERE (credential.post_id = $2 OR agency.id = ANY ($3))
          AND ($4::uuid IS NULL OR agency.id = $4)
          AND ($5::text IS NULL OR ${standingAt('$1')} = $5)
          AND (NOT $6 OR ${endsWithinAt('$1')} IS NOT NULL)
          AND ($7::text IS NULL OR unaccent(concat_ws(' ', credential.serial, credential.common_name,
                credential.issuer_name, tenure.person_name)) ILIKE unaccent($7))
          AND ($8::timestamptz IS NULL OR (credential.not_after, credential.id) > ($8, $9::uuid))
        ORDER BY credential.not_after, credential.id LIMIT $10`,
      [
        this.clock.now(),
        actor.postId,
        filter.scope === 'own' ? [] : readAgencies(actor),
        filter.agencyId ?? null,
        filter.standing ?? null,
        filter.ending === 'true',
        filter.q === undefined || filter.q === '' ? null : containing(filter.q),
        after?.[0] ?? null,
        after?.[1] ?? null,
        most,
      ],
    );
    return found.map(toLine);
  }
}

function containing(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
