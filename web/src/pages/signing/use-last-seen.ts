import { useEffect, useState } from 'react';
import type { OutgoingDetail } from '../../api/outgoing';
import { t } from '../../i18n';

const KEY = 'trien.seen.';

/** Which revision this browser showed last, so that a change is named and not searched for. */
export function useLastSeen(document: OutgoingDetail): string {
  const newest = document.revisions.findLast(({ voidedAt }) => voidedAt === null);
  const mark = newest ? newest.id : '';
  const [before] = useState(() => localStorage.getItem(KEY + document.id));

  useEffect(() => {
    if (mark) localStorage.setItem(KEY + document.id, mark);
  }, [document.id, mark]);

  if (before === null) return t('sig.changed.first');
  return before === mark ? t('sig.changed.none') : t('sig.changed.new');
}
