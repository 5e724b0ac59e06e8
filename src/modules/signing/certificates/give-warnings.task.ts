import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Nightly, type NightlyTask } from '../../../platform/jobs/nightly.js';
import { CERTIFICATE_TABLES, endsWithinAt } from './standing.sql.js';

type Given = { readonly credentialId: string; readonly days: number; readonly postId: string };

/** At each of the `WARNING_DAYS`, to the holder and to the clerks who keep the register. */
@Injectable()
export class GiveWarningsTask implements NightlyTask, OnModuleInit {
  readonly name = 'signing.give-warnings';

  constructor(
    private readonly nightly: Nightly,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.nightly.add(this);
  }

  /** A night that was missed loses no warning: the nearest that is due is given, once. */
  async run(): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const given = await rows<Given>(
        tx,
        `INSERT INTO signing.certificate_warning (credential_id, days, post_id, given_at)
         SELECT due.id, due.days, recipient.post_id, $1
           FROM (SELECT credential.id, credential.post_id, agency.id AS agency_id,
                        ${endsWithinAt('$1')} AS days
                   FROM ${CERTIFICATE_TABLES}) due
          CROSS JOIN LATERAL (
                 SELECT due.post_id
                  UNION
                 SELECT clerk.post_id FROM organisation.report_clerk_v1 clerk
                  WHERE clerk.agency_id = due.agency_id
                    AND (clerk.ended_on IS NULL
                      OR clerk.ended_on >= ($1::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
               ) recipient
          WHERE due.days IS NOT NULL
         ON CONFLICT DO NOTHING
         RETURNING credential_id AS "credentialId", days, post_id AS "postId"`,
        [this.clock.now()],
      );
      await this.audit.recordAll(
        tx,
        given.map(({ credentialId, days, postId }) => ({
          actor: null,
          action: 'signing.warn-of-end',
          subjectType: 'signing-credential',
          subjectId: credentialId,
          details: { days, postId },
        })),
      );
    });
  }
}
