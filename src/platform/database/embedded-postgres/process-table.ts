import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { kill } from 'node:process';

export type RunningProcess = {
  /** Stays the same for the life of a process and differs when its id is used again. */
  readonly startedAt: string;
  readonly args: readonly string[];
};

/**
 * A process that can still act. A dead one that its parent has not collected yet (zombie)
 * answers signal 0 as if it lived, so signals alone cannot tell.
 */
export function findProcess(pid: number): RunningProcess | null {
  return platform() === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in field 2 may hold blanks and brackets, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    return { startedAt: fields[19] ?? '', args };
  } catch {
    return null;
  }
}

function fromPs(pid: number): RunningProcess | null {
  try {
    const column = (name: string): string =>
      execFileSync('ps', ['-ww', '-o', `${name}=`, '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    const state = column('stat');
    if (state === '' || state.startsWith('Z')) return null;
    return { startedAt: column('lstart'), args: column('args').split(' ') };
  } catch {
    return null;
  }
}

/** @returns `refused` when the process belongs to somebody else. */
export function signal(pid: number, name: NodeJS.Signals): 'sent' | 'gone' | 'refused' {
  try {
    kill(pid, name);
    return 'sent';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'refused' : 'gone';
  }
}
