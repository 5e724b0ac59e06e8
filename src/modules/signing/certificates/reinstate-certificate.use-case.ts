import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ForbiddenError } from '../../../platform/errors/platform.errors.js';
import { CertificateRegister } from './certificate-register.js';
import { NotReinstatableError } from './certificates.errors.js';
import { IS_REINSTATABLE } from './standing.sql.js';

/** Replaced by mistake, or too early: its authority has not revoked it, and its key is where it was. */
@Injectable()
export class ReinstateCertificateUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
  ) {}

  /**
   * Its holder signs with it again; the one that he signs with now is what it replaces.
   *
   * @throws {ForbiddenError} another's
   * @throws {NotReinstatableError} in use, revoked, outside its period, or another post's by now
   */
  async execute(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.register.getForUpdate(tx, id);
      await this.requireReinstatable(tx, actor, id);
      const current = await maybeRow<{ id: string }>(
        tx,
        `UPDATE signing.credential current
            SET revoked_at = $2, end_cause = 'replaced', replaced_by = earlier.id
           FROM signing.credential earlier
          WHERE earlier.id = $1 AND current.revoked_at IS NULL
            AND current.post_id = earlier.post_id AND current.owner_kind = earlier.owner_kind
            AND current.agency_id IS NOT DISTINCT FROM earlier.agency_id
          RETURNING current.id`,
        [id, this.clock.now()],
      );
      await rows(
        tx,
        `UPDATE signing.credential SET revoked_at = NULL, end_cause = NULL, replaced_by = NULL
          WHERE id = $1`,
        [id],
      );
      const on = this.register.today();
      if (current)
        await this.register.write(tx, actor, [current.id], {
          kind: 'replace',
          on,
          successorId: id,
        });
      await this.register.write(tx, actor, [id], { kind: 'lift', on, source: 'register' });
    });
  }

  private async requireReinstatable(tx: Tx, actor: Actor, id: string): Promise<void> {
    const found = await maybeRow<{ postId: string; isReinstatable: boolean }>(
      tx,
      `SELECT credential.post_id AS "postId", ${IS_REINSTATABLE} AS "isReinstatable"
         FROM signing.credential credential WHERE credential.id = $2`,
      [this.clock.now(), id],
    );
    if (found?.postId !== actor.postId) throw new ForbiddenError('signing.reinstate-certificate');
    if (!found.isReinstatable) throw new NotReinstatableError();
  }
}
