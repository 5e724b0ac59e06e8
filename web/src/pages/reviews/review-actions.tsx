import { useQueryClient } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useSigners } from '../../api/organisation';
import { draftConclusion, stepReview, type ConclusionType, type Review } from '../../api/reviews';
import type { ActionSpec } from '../../components/action-dialog';
import { ActionPanel } from '../../components/action-panel';
import { t } from '../../i18n';
import { signerChoices } from '../plans/signer-choices';

type Props = { readonly review: Review; readonly onChanged: () => void };

const TYPES: readonly ConclusionType[] = ['notice', 'conclusion', 'resolution'];

/** From the opened meeting to the drafted conclusion, one big button at a time. */
export function ReviewActions({ review, onChanged }: Props): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const drafted = useRef<string | null>(null);
  const draft = useDraftSpec(review, (documentId) => {
    drafted.current = documentId;
  });
  const offered: Readonly<Record<string, ActionSpec>> = {
    'start-meeting': {
      action: 'start-meeting',
      label: t('rev.meeting.start'),
      fields: [],
      run: () => stepReview(review.id, 'meeting/start'),
    },
    'finish-meeting': {
      action: 'finish-meeting',
      label: t('rev.meeting.finish'),
      hint: t('rev.finish.text'),
      fields: [],
      run: () => stepReview(review.id, 'meeting/finish'),
    },
    'draft-conclusion': draft,
    'reopen-meeting': {
      action: 'reopen-meeting',
      label: t('rev.meeting.reopen'),
      tone: 'quiet',
      fields: [],
      run: () => stepReview(review.id, 'meeting/reopen'),
    },
    close: {
      action: 'close',
      label: t('rev.close'),
      hint: t('rev.close.text'),
      fields: [],
      run: () => stepReview(review.id, 'close'),
    },
  };
  return (
    <ActionPanel
      subjectId={`review.${review.id}`}
      specs={Object.values(offered).filter(({ action }) => review.actions.includes(action))}
      empty={t('rev.noAction')}
      onChanged={() => {
        void client.invalidateQueries({ queryKey: ['list'] });
        void client.invalidateQueries({ queryKey: ['review', review.id] });
        if (drafted.current) void navigate(`/van-ban-di/${drafted.current}`);
        else onChanged();
      }}
    />
  );
}

function useDraftSpec(review: Review, onDrafted: (documentId: string) => void): ActionSpec {
  const signers = useSigners(review.committeeId, review.documentType ?? 'notice');
  return {
    action: 'draft-conclusion',
    label: t('rev.finish'),
    hint: t('rev.finish.text'),
    fields: [
      {
        name: 'type',
        label: t('rev.docType'),
        kind: 'select',
        required: true,
        choices: TYPES.map((type) => ({ value: type, label: t(`rev.docType.${type}`) })),
      },
      {
        name: 'signer',
        label: t('rev.signer'),
        kind: 'select',
        choices: signerChoices(signers.data),
      },
    ],
    initial: { type: review.documentType ?? 'notice' },
    run: async ({ type, signer }) => {
      const chosen = TYPES.find((one) => one === type) ?? 'notice';
      const answer = await draftConclusion(
        review.id,
        chosen,
        typeof signer === 'string' ? signer : null,
      );
      onDrafted(answer.documentId);
    },
    done: () => t('rev.finish.done'),
  };
}
