import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Says at once what would otherwise come out after the database was opened and filled.
 *
 * @throws the error of the kernel (EADDRINUSE, EACCES) when the port cannot be had
 */
export async function requireFreePort(port: number, host: string): Promise<void> {
  if (port === 0) return;
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}
