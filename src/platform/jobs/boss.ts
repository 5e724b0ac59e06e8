import PgBoss from 'pg-boss';

export const EVENTS_QUEUE = 'events';

/** Expiry and maintenance are short so that what a killed process held is taken up again within a minute. */
export function createBoss(url: string): PgBoss {
  return new PgBoss({
    connectionString: url,
    schema: 'jobs',
    application_name: 'trien-jobs',
    max: 2,
    maintenanceIntervalSeconds: 5,
    expireInSeconds: 45,
    retryLimit: 12,
    retryDelay: 1,
    retryBackoff: false,
    schedule: false,
  });
}
