import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { CREDENTIAL_MEDIA } from '../signers/key-provider.js';

export const CredentialView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['post', 'agency']),
    /** Where its private key lies. */
    medium: z.enum(CREDENTIAL_MEDIA),
    agencyId: z.uuid().nullable(),
    commonName: z.string(),
    issuerName: z.string(),
    serial: z.string(),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    /** Days left, negative once it has ended. */
    daysLeft: z.number().int(),
  })
  .meta({ id: 'Credential' });
export type CredentialView = z.infer<typeof CredentialView>;

@Injectable()
export class ListCredentialsQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The certificates that this post can sign with: its holder's own, and seals he keeps as a clerk. */
  async execute(actor: Actor): Promise<CredentialView[]> {
    const found = await rows<
      Omit<CredentialView, 'notBefore' | 'notAfter' | 'daysLeft'> & {
        notBefore: Date;
        notAfter: Date;
      }
    >(
      this.dataSource,
      `SELECT id, owner_kind AS kind, medium, agency_id AS "agencyId", common_name AS "commonName", issuer_name AS "issuerName",
              serial, not_before AS "notBefore", not_after AS "notAfter"
         FROM signing.credential WHERE post_id = $1 AND revoked_at IS NULL ORDER BY owner_kind, common_name`,
      [actor.postId],
    );
    const now = this.clock.now().getTime();
    return found.map((row) => ({
      ...row,
      notBefore: row.notBefore.toISOString(),
      notAfter: row.notAfter.toISOString(),
      daysLeft: Math.floor((row.notAfter.getTime() - now) / 86_400_000),
    }));
  }
}
