import { ConsoleLogger, type LogLevel } from '@nestjs/common';

const LEVELS: LogLevel[] = ['warn', 'error', 'fatal'];

/** Quiet while all is well: what the program is doing, it says itself. */
export class StartLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: LEVELS, colors: false });
  }
}
