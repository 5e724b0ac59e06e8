import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { loadOpenBatches, type OpenBatch } from '../../api/signing';
import '../../components/notice.css';
import { t } from '../../i18n';

type Props = {
  readonly onOpen: (batch: OpenBatch) => void;
  /** What waited for a signature a moment ago no longer does. */
  readonly onFinished: () => void;
};

/** Batches of mine that are not through: at work in the background, or interrupted by a restart. */
export function OpenBatches({ onOpen, onFinished }: Props): ReactNode {
  const open = useQuery({
    queryKey: ['open-batches'],
    queryFn: loadOpenBatches,
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? 2_000 : false),
  });
  const running = open.data?.length ?? 0;
  const before = useRef(running);
  const finished = useEffectEvent(onFinished);
  useEffect(() => {
    if (running < before.current) finished();
    before.current = running;
  }, [running]);
  return (open.data ?? []).map((batch) => (
    <div
      key={batch.id}
      className={batch.interrupted ? 'notice notice-amber' : 'notice notice-blue'}
      role="status"
    >
      <span>
        {t(batch.interrupted ? 'sig.batch.interrupted' : 'sig.batch.running', {
          title: batch.title,
          n: batch.signed,
          m: batch.total,
        })}
      </span>
      <Button
        size="xs"
        {...(batch.interrupted ? { color: 'person' } : { variant: 'default' })}
        onClick={() => {
          onOpen(batch);
        }}
      >
        {t(batch.interrupted ? 'sig.action.resume' : 'sig.batch.view')}
      </Button>
    </div>
  ));
}
