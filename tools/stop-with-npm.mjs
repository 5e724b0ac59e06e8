import { readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

/**
 * A signal sent to npm alone ends npm and nobody else. The program then stops itself: it looks
 * whether npm, its parent or (with a shell between them) grandparent, is still there.
 */
export function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const ancestors = [process.ppid, parentOf(process.ppid)].filter((pid) => pid > 1);
  const watch = setInterval(() => {
    if (process.ppid === ancestors[0] && ancestors.every(isAlive)) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
