import type { Answer } from './answers';
export type WorkItem = Answer<'WorkItem'>;
