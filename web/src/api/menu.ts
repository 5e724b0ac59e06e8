import { get } from './client';

/** Counts by list, as the very query of each list counts them: `incoming.toRegister`, `outgoing.drafts`. */
export type MenuCounts = Readonly<Record<string, number>>;

export function loadMenuCounts(): Promise<MenuCounts> {
  return get<MenuCounts>('/documents/counts');
}
