import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Signer } from '../../api/organisation';
import { SignatureBlock } from '../../components/signature-block';
import { t } from '../../i18n';

type Props = {
  readonly typeChosen: boolean;
  readonly signers: readonly Signer[];
  readonly signer: Signer | undefined;
  readonly error: string | undefined;
  readonly onChoose: (postId: string | null) => void;
};

/** Who may sign this type, and the block as it will be printed. */
export function SignerPanel({ typeChosen, signers, signer, error, onChoose }: Props): ReactNode {
  return (
    <div className="panel panel-pad stack">
      <h2>{t('out.field.signer')}</h2>
      {typeChosen ? (
        <Select
          aria-label={t('out.field.signer')}
          data={signers.map(({ postId, personName, postTitle }) => ({
            value: postId,
            label: `${personName}, ${postTitle}`,
          }))}
          value={signer?.postId ?? null}
          error={error}
          onChange={onChoose}
        />
      ) : (
        <p className="muted">{t('out.new.signerHint')}</p>
      )}
      {signer && (
        <>
          <h3>{t('out.block.title')}</h3>
          <SignatureBlock
            lines={signer.authorityLines}
            name={signer.personName}
            below={signer.positionBelow}
          />
          <p className="muted">{signer.basis}</p>
        </>
      )}
    </div>
  );
}
