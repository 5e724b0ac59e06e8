import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../../../../config/settings.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { maybeRow, rows } from '../../../../platform/database/rows.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { pinCost } from '../../domain/pin-cost.js';
import { openKey, type SealedKey, sealKey } from '../../domain/sealed-key.js';
import { PinAttempts } from '../../pin-attempts.js';
import { KeyNotOnServerError } from '../../signing.errors.js';

type Found = { sealed_key: SealedKey | null };

@Injectable()
export class ChangePinUseCase {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: PinAttempts,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws {WrongPinError} counted like every attempt to open the key
   * @throws {PinLockedError}
   * @throws {KeyNotOnServerError} a token's PIN is changed at the token
   */
  async execute(
    actor: Actor,
    credentialId: string,
    { pin, newPin }: { readonly pin: string; readonly newPin: string },
  ): Promise<void> {
    const found = await maybeRow<Found>(
      this.dataSource,
      'SELECT sealed_key FROM signing.credential WHERE id = $1 AND post_id = $2 AND revoked_at IS NULL',
      [credentialId, actor.postId],
    );
    if (!found) throw new NotFoundError('signing-credential');
    const { sealed_key: sealed } = found;
    if (!sealed) throw new KeyNotOnServerError();
    const key = await this.attempts.counted([['credential', credentialId]], () =>
      openKey(sealed, pin),
    );
    const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
    const resealed = await sealKey(pkcs8, newPin, pinCost(this.settings.office.passwordMemoryKib));
    pkcs8.fill(0);
    await this.unitOfWork.run(async (tx) => {
      await rows(tx, 'UPDATE signing.credential SET sealed_key = $2 WHERE id = $1', [
        credentialId,
        JSON.stringify(resealed),
      ]);
      await this.audit.record(tx, {
        actor,
        action: 'signing.change-pin',
        subjectType: 'signing-credential',
        subjectId: credentialId,
      });
    });
  }
}
