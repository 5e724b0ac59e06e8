import { FileRefusedError } from '../cli/command.js';
import { runCommand } from '../cli/run.js';
import { TEST_NOW } from '../fixtures/test-authority.js';

/** Files in memory, and what was said. */
export class Desk {
  readonly files = new Map<string, Uint8Array>();
  readonly folders = new Map<string, readonly string[]>();
  readonly environment = new Map<string, string>();
  /** Paths that cannot be written. */
  readonly closed = new Set<string>();
  /** Paths whose reading fails as a defect of ours would. */
  readonly faults = new Set<string>();
  out: string[] = [];
  errors: string[] = [];

  async run(...args: string[]): Promise<number> {
    this.out = [];
    this.errors = [];
    return runCommand(args, {
      read: (path) => {
        if (this.faults.has(path)) throw new RangeError('out of range');
        const file = this.files.get(path);
        if (file === undefined) throw new FileRefusedError(path, 'file.missing');
        return file;
      },
      list: (path) => this.folders.get(path) ?? null,
      write: (path, bytes) => void this.files.set(path, bytes),
      mayWrite: (path) => {
        if (this.closed.has(path)) throw new FileRefusedError(path, 'file.denied');
      },
      isSame: (one, other) => one === other,
      environment: (name) => this.environment.get(name),
      version: '1.2.3',
      out: (line) => void this.out.push(line),
      error: (line) => void this.errors.push(line),
      now: () => TEST_NOW,
    });
  }

  report(): Record<string, unknown>[] {
    return this.out.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
