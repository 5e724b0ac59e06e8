type Works = Readonly<Record<string, () => unknown>>;
/** Milliseconds of one piece of work, one for each round. */
export type Times = readonly number[];

/**
 * Times several pieces of work in turns, so that a busy machine slows all alike. The first third of
 * the rounds warms up and is left out.
 */
export function inTurns<W extends Works>(
  rounds: number,
  perRound: number,
  works: W,
): { readonly [K in keyof W]: Times } {
  const names = Object.keys(works) as (keyof W)[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as {
    [K in keyof W]: number[];
  };
  const warmUp = Math.ceil(rounds / 2);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of names) {
      const start = performance.now();
      for (let turn = 0; turn < perRound; turn += 1) works[name]?.();
      if (round >= 0) times[name].push((performance.now() - start) / perRound);
    }
  }
  return times;
}

/**
 * What the work reaches of its limit: the median over the rounds, and the best of both sides, which
 * is what the others on the machine disturb least.
 */
export function ratioOf(
  limit: Times,
  work: Times,
): { readonly ratio: number; readonly ratioOfBest: number; readonly milliseconds: number } {
  return {
    ratio: rounded(median(limit.map((time, round) => time / (work[round] ?? time)))),
    ratioOfBest: rounded(best(limit) / best(work)),
    milliseconds: rounded(median(work)),
  };
}

export function median(values: Times): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Not the very best, which may be a fluke of the clock. */
export function best(values: Times): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 20)] ?? 0;
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
