import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { FileStore } from '../../files/index.js';
import type { Judgement } from './judge-file.js';
import { toVersion } from './judge-version.js';
import { SignedCheck } from './signed-check.js';
import { SignedFiles } from './signed-files.js';
import { UpkeepRows } from './upkeep-rows.js';

export type Extended = {
  readonly base: string;
  readonly pdf: Uint8Array;
  readonly judgement: Judgement;
};

/** Makes a file with its long-term data the current version of all that have it. */
@Injectable()
export class ExtendedVersion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FileStore,
    private readonly keepers: SignedFiles,
    private readonly check: SignedCheck,
    private readonly upkeep: UpkeepRows,
    private readonly audit: AuditLog,
  ) {}

  /** Answers how many moved on; none when all of them have changed meanwhile. */
  async apply(night: LocalDate, { base, pdf, judgement }: Extended): Promise<number> {
    const stored = await this.files.storeBytes(pdf, { mediaType: 'application/pdf' });
    const version = toVersion({ sha256: stored.sha256, pdf }, judgement);
    return this.unitOfWork.run(async (tx) => {
      await this.check.keep(tx, [version]);
      let count = 0;
      for (const keeper of this.keepers.all()) {
        const moved = await keeper.moveOn(tx, base, stored);
        count += moved.length;
        await this.audit.recordAll(
          tx,
          moved.map((subjectId) => ({
            actor: null,
            action: 'signing.extend-signatures',
            subjectType: keeper.type,
            subjectId,
            details: { base, result: stored.sha256 },
          })),
        );
      }
      await this.upkeep.settle(tx, night, {
        ...{ sha256: base, outcome: 'extended', resultSha256: stored.sha256 },
      });
      // The new version has had its turn tonight.
      await this.upkeep.settle(tx, night, { sha256: stored.sha256, outcome: 'judged' });
      return count;
    });
  }
}
