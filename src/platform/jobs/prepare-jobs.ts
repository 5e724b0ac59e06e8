import { createBoss, EVENTS_QUEUE } from './boss.js';

/** Creates the job schema and its queue. Called under the migration lock, for `createQueue` is DDL. */
export async function prepareJobs(url: string): Promise<void> {
  const boss = createBoss(url);
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(EVENTS_QUEUE);
  await boss.stop({ graceful: false, wait: true });
}
