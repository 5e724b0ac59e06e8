import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../../../../platform/access/actor.js';
import { Clock } from '../../../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../../../platform/database/rows.js';
import { ReturnNotAwaitedError } from '../remote-signing.errors.js';
import { REMOTE_MEDIA } from '../remote-signing-service.js';

const Location = z.strictObject({ user: z.string(), credentialId: z.string() });
const Act = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sign'),
    batchId: z.uuid(),
    requestIds: z.array(z.uuid()),
    location: Location,
  }),
  z.strictObject({
    kind: z.literal('enrol'),
    location: Location,
    agencyId: z.uuid().nullable(),
    challenge: z.string(),
    /** PNG, base64. */
    image: z.string().nullable(),
    /** The certificate in use that he agreed to replace; null: none; absent: he was not asked. */
    replaces: z.uuid().nullable().optional(),
  }),
]);
/** What is done when its holder comes back from the page of the service. */
export type AuthorisedAct = z.infer<typeof Act>;

const Row = z.object({
  medium: z.enum(REMOTE_MEDIA),
  verifier: z.string(),
  redirect_uri: z.string(),
  act: Act,
});
export type Authorisation = Omit<z.infer<typeof Row>, 'redirect_uri'> & {
  readonly redirectUri: string;
};

/** The service's code lives for a few minutes; a holder may look for his phone. */
const GOOD_FOR_MS = 10 * 60_000;

/** Who is on the page of a signing service, and what for. Of the state only the hash is kept. */
@Injectable()
export class Authorisations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @returns the state: RFC 6749, 10.12, so that nobody comes back with another's code */
  async keep(actor: Actor, authorisation: Authorisation): Promise<string> {
    const now = this.clock.now();
    const state = randomBytes(32).toString('base64url');
    await rows(this.dataSource, 'DELETE FROM signing.remote_authorisation WHERE expires_at < $1', [
      now,
    ]);
    await rows(
      this.dataSource,
      `INSERT INTO signing.remote_authorisation
         (state_sha256, person_id, post_id, medium, verifier, redirect_uri, act, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        hash(state),
        ...[actor.personId, actor.postId, authorisation.medium, authorisation.verifier],
        ...[authorisation.redirectUri, JSON.stringify(authorisation.act)],
        new Date(now.getTime() + GOOD_FOR_MS),
      ],
    );
    return state;
  }

  /**
   * Once, and for whoever went there alone.
   *
   * @throws {ReturnNotAwaitedError}
   */
  async claim(actor: Actor, state: string): Promise<Authorisation> {
    const claimed = await maybeRow<unknown>(
      this.dataSource,
      `UPDATE signing.remote_authorisation SET used_at = $4
        WHERE state_sha256 = $1 AND person_id = $2 AND post_id = $3 AND used_at IS NULL AND expires_at > $4
        RETURNING medium, verifier, redirect_uri, act`,
      [hash(state), actor.personId, actor.postId, this.clock.now()],
    );
    if (!claimed) throw new ReturnNotAwaitedError();
    const { redirect_uri: redirectUri, ...rest } = Row.parse(claimed);
    return { ...rest, redirectUri };
  }
}

const hash = (state: string): string => createHash('sha256').update(state).digest('hex');
