import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../../config/settings.js';

/** Loads the data set into an empty database; answers the lines that the start prints. */
export function openDemoOffice(
  _app: NestFastifyApplication,
  _settings: Settings,
  _say: (line: string) => void,
): Promise<readonly string[]> {
  return Promise.resolve([]);
}
