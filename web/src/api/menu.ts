import type { Answer } from './answers';
import { loadCertificateCounts } from './certificates';
import { get } from './client';

/** Counts by list, as the very query of each list counts them: `incoming.to-register`, `outgoing.drafts`. */
export type MenuCounts = Readonly<Record<string, number>>;

type Counts = Readonly<Record<string, number>>;

export async function loadMenuCounts(): Promise<MenuCounts> {
  const [incoming, outgoing, work, tasks, certificates] = await Promise.all([
    get<Counts>('/documents/incoming/counts'),
    get<Counts>('/documents/outgoing/counts'),
    get<{ count: number }>('/my-work/count'),
    get<Answer<'TaskCounts'>>('/tasks/counts'),
    loadCertificateCounts(),
  ]);
  return {
    ...prefixed('incoming', incoming),
    ...prefixed('outgoing', outgoing),
    ...prefixed('tasks', tasks),
    ...prefixed('certificates', certificates),
    'work.mine': work.count,
    // The desk shows both.
    'work.signing': (outgoing.signatures ?? 0) + (outgoing['copies-waiting'] ?? 0),
  };
}

function prefixed(area: string, counts: Counts): MenuCounts {
  return Object.fromEntries(Object.entries(counts).map(([name, n]) => [`${area}.${name}`, n]));
}
