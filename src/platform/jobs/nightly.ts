import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../../config/settings.js';
import { type LocalDate, localDateOf } from '../../../libs/working-calendar/index.js';
import { Clock } from '../clock/clock.js';
import { rows } from '../database/rows.js';

/** Work of the office that nobody presses a button for, once a day. */
export type NightlyTask = {
  /** `<module>.<verb-noun>`; stable, for days are kept under it. */
  readonly name: string;
  run(day: LocalDate): Promise<void>;
};

const TICK_MS = 60_000;
const MOST_ATTEMPTS = 5;
/** A process that died with a task in its hands is not waited for longer than this. */
const GIVEN_UP_AFTER = '1 hour';
const HOUR_MS = 3_600_000;

/**
 * Each task once on each legal day, by whichever process is first. A day on which no process ran is
 * not made up: a task looks at what is true now, not at what its day was.
 */
@Injectable()
export class Nightly implements OnApplicationShutdown {
  private readonly logger = new Logger(Nightly.name);
  private readonly tasks: NightlyTask[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Called while modules start. */
  add(task: NightlyTask): void {
    if (this.tasks.some(({ name }) => name === task.name))
      throw new Error(`Two nightly tasks named ${task.name}`);
    this.tasks.push(task);
  }

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running
        .then(async () => {
          await this.runDue();
        })
        .catch((error: unknown) => {
          this.logger.error(`Nightly tasks: ${String(error)}`);
        });
    }, TICK_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  /** Runs what the present day still owes; answers what was done. */
  async runDue(): Promise<readonly string[]> {
    const day = this.day();
    const done: string[] = [];
    for (const task of this.tasks) {
      if (!(await this.claim(task.name, day))) continue;
      try {
        await task.run(day);
        await this.finish(task.name, day);
        done.push(task.name);
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.logger.error(`${task.name} of ${day}: ${reason}`);
      }
    }
    return done;
  }

  /** Until its hour has come the night belongs to the day before. */
  private day(): LocalDate {
    const { nightHour } = this.settings.jobs;
    return localDateOf(new Date(this.clock.now().getTime() - nightHour * HOUR_MS));
  }

  private async claim(task: string, day: LocalDate): Promise<boolean> {
    const claimed = await rows(
      this.dataSource,
      `INSERT INTO platform.nightly_run (task, day, started_at) VALUES ($1, $2, $3)
       ON CONFLICT (task, day) DO UPDATE
         SET started_at = excluded.started_at, attempts = nightly_run.attempts + 1
       WHERE nightly_run.finished_at IS NULL AND nightly_run.attempts < $4
         AND nightly_run.started_at < excluded.started_at - $5::interval
       RETURNING task`,
      [task, day, this.clock.now(), MOST_ATTEMPTS, GIVEN_UP_AFTER],
    );
    return claimed.length === 1;
  }

  private async finish(task: string, day: LocalDate): Promise<void> {
    await rows(
      this.dataSource,
      'UPDATE platform.nightly_run SET finished_at = $3 WHERE task = $1 AND day = $2',
      [task, day, this.clock.now()],
    );
  }
}
