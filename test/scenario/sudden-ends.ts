import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OfficeProcess } from './office-process.js';

type Random = () => number;

/** The same numbers for the same seed: mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When the program dies: so long after so many acts, counted from the beginning of a step. */
export type SuddenEnd = {
  readonly step: number;
  readonly acts: number;
  readonly afterMs: number;
  /** The database server dies with it, as when the machine loses power. */
  readonly everything: boolean;
};

const ACTS = 8;
const AFTER_MS = 350;
const EVERYTHING = 0.4;

/** As many sudden ends over as many steps, in the order of the steps; two may meet in one. */
export function drawEnds(random: Random, count: number, steps: number): SuddenEnd[] {
  return Array.from({ length: count }, (_, index) => ({
    // One in each stretch of the scenario, so that no part of it is spared.
    step: Math.floor(((index + random()) / count) * steps),
    acts: 1 + Math.floor(random() ** 2 * ACTS),
    afterMs: Math.floor(random() * AFTER_MS),
    everything: random() < EVERYTHING,
  }));
}

/** Lies in wait for the acts of the scenario and ends the office in the midst of one. */
export class Ambush {
  private readonly plain = globalThis.fetch;
  private acts = 0;
  private strike: Promise<void> | null = null;

  constructor(
    private readonly office: OfficeProcess,
    private readonly varDir: string,
    readonly end: SuddenEnd,
  ) {
    globalThis.fetch = (input, init) => {
      if (isAct(input, init)) this.acts += 1;
      if (this.acts === end.acts) this.strike ??= this.killLater();
      return this.plain(input, init);
    };
  }

  get hasStruck(): boolean {
    return this.strike !== null;
  }

  /** Waits for the blow, or strikes an office at rest: its jobs may be on their way. */
  async finish(): Promise<void> {
    globalThis.fetch = this.plain;
    await (this.strike ?? this.kill());
  }

  private async killLater(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.end.afterMs));
    await this.kill();
  }

  private async kill(): Promise<void> {
    if (this.end.everything) killDatabase(this.varDir);
    await this.office.kill();
  }
}

function isAct(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): boolean {
  if (init?.method === undefined || init.method === 'GET') return false;
  return typeof input === 'string' && !input.endsWith('/session') && !input.endsWith('/post');
}

/** The postmaster; its sessions notice and end themselves, as they can. */
export function killDatabase(varDir: string): void {
  const lock = join(varDir, 'postgres', 'data', 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
