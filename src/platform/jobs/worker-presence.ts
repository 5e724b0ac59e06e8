import { Client } from 'pg';

/** Names our lock among the two-part advisory locks of the database. */
const LOCK = [0x6a6f6273, 1];

/**
 * Tells whether any worker is at work on this database. Each holds a shared advisory lock on a
 * connection of its own, of which the database lets go in the moment that the process ends.
 */
export class WorkerPresence {
  private client: Client | null = null;

  constructor(private readonly url: string) {}

  /**
   * Counts this worker as present from here on, and again after its connection was lost.
   *
   * @param whenFirst called before any other worker can come in, when there is none
   */
  async enter(whenFirst: () => Promise<void>): Promise<void> {
    if (this.client !== null) return;
    const client = await this.connect();
    try {
      const { rows } = await client.query<{ taken: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS taken',
        LOCK,
      );
      if (rows[0]?.taken === true) await whenFirst();
      // Waits for a worker that is first just now.
      await client.query('SELECT pg_advisory_lock_shared($1, $2)', LOCK);
      if (rows[0]?.taken === true) await client.query('SELECT pg_advisory_unlock($1, $2)', LOCK);
    } catch (error) {
      await this.leave();
      throw error;
    }
  }

  async leave(): Promise<void> {
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'trien-worker',
      keepAlive: true,
    });
    const forget = (): void => {
      if (this.client === client) this.client = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    await client.connect();
    this.client = client;
    return client;
  }
}
