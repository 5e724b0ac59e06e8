import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { textOf } from '../../../platform/errors/texts.js';
import {
  refusalFor,
  STANDINGS,
  type StandingFacts,
  WARNING_DAYS,
} from '../certificates/credential-standing.js';
import {
  CERTIFICATE_TABLES,
  daysLeftAt,
  END_COLUMNS,
  endsWithinAt,
  standingAt,
} from '../certificates/standing.sql.js';
import { CREDENTIAL_MEDIA, deviceOf, SIGNER_DEVICES } from '../signers/key-provider.js';

export const CredentialView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['post', 'agency']),
    /** Where its private key lies. */
    medium: z.enum(CREDENTIAL_MEDIA),
    /** Its signer's page goes between it and the server; null: a PIN or a phone. */
    device: z.enum(SIGNER_DEVICES).nullable(),
    agencyId: z.uuid().nullable(),
    commonName: z.string(),
    issuerName: z.string(),
    serial: z.string(),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    /** Legal days until its last, negative once it has ended. */
    daysLeft: z.number().int(),
    standing: z.enum(STANDINGS),
    /** The nearest of the warnings that are due; null while none is. */
    endsWithin: z.literal(WARNING_DAYS).nullable(),
    /** The one that another would take the place of. */
    inUse: z.boolean(),
    /** Why it cannot sign, as the desk would say; null when it can. */
    refusal: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
  })
  .meta({ id: 'Credential' });
export type CredentialView = z.infer<typeof CredentialView>;

@Injectable()
export class ListCredentialsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * The certificates that this post signs with: its holder's own, and seals he keeps as a clerk. One
   * that has ended stays until another takes its place, so that he sees why he cannot sign.
   */
  async execute(actor: Actor): Promise<CredentialView[]> {
    const found = await rows<
      Omit<CredentialView, 'notBefore' | 'notAfter' | 'refusal' | 'device' | 'inUse'> &
        StandingFacts & { location: unknown }
    >(
      this.dataSource,
      `SELECT DISTINCT ON (credential.owner_kind, credential.agency_id)
              credential.id, credential.owner_kind AS kind, credential.medium, credential.location,
              credential.agency_id AS "agencyId", credential.common_name AS "commonName",
              credential.issuer_name AS "issuerName", credential.serial,
              credential.not_before AS "notBefore", credential.not_after AS "notAfter",
              ${daysLeftAt('$2')} AS "daysLeft", ${standingAt('$2')} AS standing,
              ${endsWithinAt('$2')} AS "endsWithin",
              agency.short_name AS "agencyName", ${END_COLUMNS}
         FROM ${CERTIFICATE_TABLES} WHERE credential.post_id = $1
        ORDER BY credential.owner_kind, credential.agency_id,
                 (credential.revoked_at IS NULL) DESC, credential.id DESC`,
      [actor.postId, this.clock.now()],
    );
    return found.map((row) => {
      const { id, kind, medium, agencyId, commonName, issuerName, serial } = row;
      const { daysLeft, standing, endsWithin } = row;
      const refusal = refusalFor(row);
      return {
        ...{ id, kind, medium, agencyId, commonName, issuerName, serial },
        ...{ daysLeft, standing, endsWithin },
        inUse: row.revokedAt === null,
        device: deviceOf(medium, row.location),
        notBefore: row.notBefore.toISOString(),
        notAfter: row.notAfter.toISOString(),
        refusal: refusal && { code: refusal.code, ...textOf(refusal.code, refusal.params) },
      };
    });
  }
}
