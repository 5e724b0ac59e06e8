import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { BothVersions } from '../../components/both-versions';
import { ProblemNotice } from '../../components/problem-notice';
import { useSharedDraft } from '../../components/use-shared-draft';
import { t } from '../../i18n';
import type { Review } from '../../api/reviews';
import type { Conclusions } from './use-conclusions';

type Props = {
  readonly review: Review;
  readonly code: string;
  readonly initial: string;
  readonly conclusions: Conclusions;
  readonly onClose: () => void;
};

/** Why a target that is unmet or worse is left without a conclusion. */
export function ReasonForm({ review, code, initial, conclusions, onClose }: Props): ReactNode {
  const draft = useSharedDraft(`review.${review.id}.reason.${code}`, {
    value: initial,
    version: review.version,
  });
  return (
    <form
      className="stack review-form"
      onSubmit={(event) => {
        event.preventDefault();
        void conclusions
          .writeReason(code, draft.value.trim())
          .then(() => {
            draft.settle({ value: draft.value, version: review.version });
            onClose();
          })
          .catch(() => undefined);
      }}
    >
      <Textarea
        label={t('rev.noConclusion.reason')}
        rows={2}
        autoFocus
        value={draft.value}
        onChange={(event) => {
          draft.set(event.currentTarget.value);
        }}
      />
      <BothVersions
        draft={draft}
        lineOf={({ stored, mine }) => ({
          label: t('rev.noConclusion.reason'),
          stored: String(stored),
          mine: String(mine),
        })}
        onChosen={conclusions.reset}
      />
      {conclusions.error !== null && !draft.explains(conclusions.error) && (
        <ProblemNotice error={conclusions.error} />
      )}
      <div className="row row-end">
        <Button
          variant="default"
          onClick={() => {
            conclusions.reset();
            onClose();
          }}
        >
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          loading={conclusions.pending}
          disabled={draft.conflicts.length > 0 || (draft.value.trim() === '' && initial === '')}
        >
          {t('rev.noConclusion.save')}
        </Button>
      </div>
    </form>
  );
}
