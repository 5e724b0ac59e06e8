import type { WorkItem } from '../../api/work';

/** Where a row of "Công việc của tôi" leads: the desk that is made for it, else the document's page. */
export function placeOf({ kind, state, subjectType, subjectId }: WorkItem): string {
  if (kind === 'outgoing' && state === 'awaiting-signature') return `/ky-so?document=${subjectId}`;
  if (kind === 'incoming' && (state === 'arrived' || state === 'to-register')) {
    return `/van-ban-den/vao-so?document=${subjectId}`;
  }
  if (kind === 'copy') return `/ban-sao/${subjectId}`;
  return subjectType === 'incoming-document'
    ? `/van-ban-den/${subjectId}`
    : `/van-ban-di/${subjectId}`;
}
