import type { OfficeWorld } from './office-world.js';

/** What earlier steps leave for later ones. Ids only: a step looks up the rest itself. */
export type Memory = Record<string, string>;

/**
 * One step of the scenario. Taken again after a crash it finds what is done and goes on from there:
 * no step keeps anything that the office does not.
 */
export type Step = {
  readonly name: string;
  run(world: OfficeWorld, memory: Memory): Promise<void>;
};

export function recall(memory: Memory, key: string): string {
  const value = memory[key];
  if (value === undefined) throw new Error(`No step has left ${key}`);
  return value;
}
