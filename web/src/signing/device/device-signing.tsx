import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { resumeBatch, type SigningBatch } from '../../api/signing';
import { t } from '../../i18n';
import type { Agent } from '../agent/agent-client';
import { AgentConnection } from '../agent/agent-connection';
import { AgentNotice } from '../agent/agent-notice';
import { signBatchWithAgent } from '../agent/sign-batch-with-agent';
import { signBatchInBrowser } from '../remote/sign-batch-in-browser';
import { signBatchWithVgca } from '../vgca/sign-batch-with-vgca';
import { VgcaAbsentError } from '../vgca/sign-with-vgca';

export type SignerDevice = NonNullable<SigningBatch['device']>;

type Props = {
  readonly device: SignerDevice;
  /** A batch that this page goes on with; none yet: `start` makes it. */
  readonly batchId: string | undefined;
  readonly batch: SigningBatch | undefined;
  readonly start: (() => Promise<string>) | null;
  /** Called whenever the results may have changed; resolves when they are known. */
  readonly onMoved: () => Promise<unknown>;
  readonly onClose: () => void;
};

/** Signs a batch with a key on this PC: its program asks for the PIN, this page goes between. */
export function DeviceSigning(props: Props): ReactNode {
  if (props.device === 'vgca') return <Drive {...props} sign={signBatchWithVgca} />;
  if (props.device === 'browser') return <Drive {...props} sign={signBatchInBrowser} />;
  return (
    <AgentConnection>
      {(agent: Agent) => (
        <Drive {...props} sign={(batchId) => signBatchWithAgent(agent, batchId)} />
      )}
    </AgentConnection>
  );
}

const WORDS = {
  agent: { press: 'agent.sign', working: 'agent.typePin', hint: 'agent.sign.hint' },
  vgca: { press: 'cert.vgca.sign', working: 'cert.vgca.working', hint: 'cert.vgca.hint' },
  browser: {
    press: 'cert.browser.sign',
    working: 'cert.browser.working',
    hint: 'cert.browser.hint',
  },
} as const;

function Drive({
  device,
  batchId,
  batch,
  start,
  sign,
  onMoved,
  onClose,
}: Props & { readonly sign: (batchId: string) => Promise<void> }): ReactNode {
  const drive = useMutation({
    mutationFn: async () => {
      if (batchId === undefined) {
        if (start) await sign(await start());
        return;
      }
      await resumeBatch(batchId);
      await sign(batchId);
    },
    onSettled: onMoved,
  });
  const words = WORDS[device];
  const isThrough = batch !== undefined && isFinished(batch);
  return (
    <div className="stack">
      {!isThrough && (
        <p className="muted" role={drive.isPending ? 'status' : undefined}>
          {/* Nothing was left for this page: another has it, or had it when it was closed. */}
          {t(
            drive.isPending ? words.working : drive.isSuccess ? 'sig.batch.elsewhere' : words.hint,
          )}
        </p>
      )}
      {drive.isError && <DeviceNotice error={drive.error} />}
      <div className="row row-end">
        <Button variant="default" onClick={onClose}>
          {t(isThrough || drive.isPending ? 'common.close' : 'common.cancel')}
        </Button>
        {!isThrough && (
          <Button
            color="person"
            loading={drive.isPending}
            onClick={() => {
              drive.mutate();
            }}
          >
            {t(batchId === undefined ? words.press : 'sig.action.resume')}
          </Button>
        )}
      </div>
    </div>
  );
}

function DeviceNotice({ error }: { readonly error: unknown }): ReactNode {
  if (!(error instanceof VgcaAbsentError)) return <AgentNotice error={error} />;
  return (
    <div className="notice notice-red" role="alert">
      <strong>{t('error.title')}</strong>
      <span>{error.message}</span>
    </div>
  );
}

function isFinished({ items }: SigningBatch): boolean {
  return items.every(({ state }) => state === 'done' || state === 'failed');
}
