import { Button, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../components/problem-notice';
import { useDraft } from '../../components/use-draft';
import { t } from '../../i18n';
import type { Conclusions } from './use-conclusions';

type Props = {
  readonly reviewId: string;
  readonly code: string;
  readonly initial: string;
  readonly conclusions: Conclusions;
  readonly onClose: () => void;
};

/** Why a target that is unmet or worse is left without a conclusion. */
export function ReasonForm({ reviewId, code, initial, conclusions, onClose }: Props): ReactNode {
  const draft = useDraft(`review.${reviewId}.reason.${code}`, initial);
  return (
    <form
      className="stack review-form"
      onSubmit={(event) => {
        event.preventDefault();
        void conclusions
          .writeReason(code, draft.value.trim())
          .then(() => {
            draft.clear();
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
      {conclusions.error !== null && <ProblemNotice error={conclusions.error} />}
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
          disabled={draft.value.trim() === '' && initial === ''}
        >
          {t('rev.noConclusion.save')}
        </Button>
      </div>
    </form>
  );
}
