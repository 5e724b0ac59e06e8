import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useSigners } from '../../../api/organisation';
import { draftPlan, planPreviewUrl, type Plan } from '../../../api/plans';
import { ActionDialog } from '../../../components/action-dialog';
import { DocumentViewer } from '../../../components/pdf/lazy-viewer';
import { announce } from '../../../components/toast';
import { t } from '../../../i18n';
import { signerChoices } from '../signer-choices';

type Props = {
  readonly plan: Plan;
  readonly dirty: boolean;
  readonly saving: boolean;
  /** Another person's version is to be looked at first. */
  readonly blocked: boolean;
  /** The version that was written. */
  readonly save: () => Promise<number>;
};

/** Save, look at the pages, make the document: always in reach above the form. */
export function BuilderBar({ plan, dirty, saving, blocked, save }: Props): ReactNode {
  const [preview, setPreview] = useState<string | null>(null);
  const [drafting, setDrafting] = useState(false);

  async function look(): Promise<void> {
    const version = dirty ? await save().catch(() => null) : plan.version;
    if (version !== null) setPreview(planPreviewUrl(plan.id, version));
  }

  return (
    <div className="plan-bar">
      <Button
        loading={saving}
        disabled={blocked}
        onClick={() => void save().catch(() => undefined)}
      >
        {t('plan.save')}
      </Button>
      <Button variant="default" disabled={blocked} onClick={() => void look()}>
        {t('plan.preview')}
      </Button>
      {plan.actions.includes('draft-document') && (
        <Button
          variant="default"
          disabled={blocked}
          onClick={() => {
            setDrafting(true);
          }}
        >
          {t('plan.makeDraft')}
        </Button>
      )}
      <span className="muted" role="status">
        {dirty ? t('plan.unsaved') : plan.isDocumentOutdated ? t('plan.outdated') : ''}
      </span>
      <Modal
        opened={preview !== null}
        onClose={() => {
          setPreview(null);
        }}
        title={t('plan.preview.title')}
        size="xl"
      >
        <div className="plan-preview">
          <DocumentViewer url={preview} name={plan.title} />
        </div>
      </Modal>
      {drafting && (
        <DraftDialog
          plan={plan}
          save={async () => (dirty ? save() : plan.version)}
          onClose={() => {
            setDrafting(false);
          }}
        />
      )}
    </div>
  );
}

function DraftDialog({
  plan,
  save,
  onClose,
}: {
  readonly plan: Plan;
  readonly save: () => Promise<number>;
  readonly onClose: () => void;
}): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const signers = useSigners(plan.agencyId, 'plan');
  return (
    <ActionDialog
      formKey={`plan-draft.${plan.id}`}
      spec={{
        action: 'draft-document',
        label: t('plan.makeDraft'),
        hint: t('plan.makeDraft.text'),
        fields: [
          {
            name: 'signer',
            label: t('plan.signer'),
            kind: 'select',
            choices: signerChoices(signers.data),
          },
        ],
        run: async ({ signer }) =>
          draftPlan(plan.id, await save(), typeof signer === 'string' ? signer : null),
      }}
      onClose={onClose}
      onConflict={onClose}
      onDone={(answer) => {
        void client.invalidateQueries({ queryKey: ['plan', plan.id] });
        announce(t('plan.drafted'));
        void navigate(`/van-ban-di/${(answer as { documentId: string }).documentId}`);
      }}
    />
  );
}
