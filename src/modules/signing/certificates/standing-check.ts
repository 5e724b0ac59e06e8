import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NoCredentialError } from '../signing.errors.js';
import { refusalFor, type StandingFacts } from './credential-standing.js';
import { CERTIFICATE_TABLES, END_COLUMNS, standingAt } from './standing.sql.js';

/** The one gate before a key of any medium: judged at the moment of signing. */
@Injectable()
export class StandingCheck {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {CertificateRevokedError} by the register or by its authority
   * @throws {AgencyEndedError} {@link PostEndedError} the organisation's own dates say so
   * @throws {CertificateReplacedError} {@link CertificateExpiredError} {@link CertificateNotValidError}
   */
  async requireInForce(credentialId: string, db: Queryable = this.dataSource): Promise<void> {
    const facts = await maybeRow<StandingFacts>(
      db,
      `SELECT ${standingAt('$2')} AS standing, credential.serial,
              credential.not_before AS "notBefore", credential.not_after AS "notAfter",
              agency.short_name AS "agencyName", ${END_COLUMNS}
         FROM ${CERTIFICATE_TABLES} WHERE credential.id = $1`,
      [credentialId, this.clock.now()],
    );
    if (!facts) throw new NoCredentialError();
    const refusal = refusalFor(facts);
    if (refusal) throw refusal;
  }

  /** As {@link requireInForce}, until the transaction ends: a revocation at the same moment waits. */
  async holdInForce(tx: Tx, credentialIds: readonly string[]): Promise<void> {
    const ids = [...new Set(credentialIds)];
    await rows(tx, 'SELECT 1 FROM signing.credential WHERE id = ANY ($1) ORDER BY id FOR SHARE', [
      ids,
    ]);
    for (const id of ids) await this.requireInForce(id, tx);
  }
}
