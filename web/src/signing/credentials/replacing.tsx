import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { instantDay } from '../../components/format';
import { t } from '../../i18n';
import { loadCredentials } from './credentials-api';

export type Replacing = {
  /** The certificate in use that its owner agreed to replace; null: there is none. */
  readonly replaces: string | null;
  /** What takes its place may be sent. */
  readonly isAgreed: boolean;
  /** Names the one in use and asks; nothing where there is none. */
  readonly question: ReactNode;
  readonly action: string;
};

/** Before a certificate takes the place of one that works: which one that is, and whether it shall. */
export function useReplacing(agencyId: string | undefined): Replacing {
  const found = useQuery({ queryKey: ['credentials'], queryFn: loadCredentials });
  const [agreedTo, setAgreedTo] = useState<string | null>(null);
  const owned = found.data?.find((one) => one.agencyId === (agencyId ?? null));
  const current = owned?.inUse ? owned : null;
  const isAgreed = current !== null && agreedTo === current.id;
  return {
    replaces: current?.id ?? null,
    isAgreed: found.isSuccess && (current === null || isAgreed),
    action: t(current ? 'cert.replace' : 'cert.enrol'),
    question: current && (
      <>
        <p className="notice notice-amber">
          {t('cert.replaces', {
            name: current.commonName,
            serial: current.serial,
            until: instantDay(current.notAfter),
          })}
        </p>
        <Checkbox
          label={t('cert.replace.agree')}
          checked={isAgreed}
          onChange={(event) => {
            setAgreedTo(event.currentTarget.checked ? current.id : null);
          }}
        />
      </>
    ),
  };
}
