import type { Answer } from '../../api/answers';
import type { OutgoingRow } from '../../api/outgoing';
import { kindOf } from '../../pages/signing/signature-kind';

type Credential = Answer<'Credentials'>['items'][number];

/** What the signer does next: types a PIN, perhaps a code after it, or turns to a program or phone. */
type WayOfSigning = 'pin' | 'code' | 'phone' | 'agent' | 'vgca';

const WAYS: Readonly<Partial<Record<Credential['medium'], WayOfSigning>>> = {
  agent: 'agent',
  vgca: 'vgca',
  'csc-v1': 'code',
  'csc-v2': 'code',
  smartca: 'phone',
  mysign: 'phone',
};

/** By the certificate that will sign: the agency's where all of these wait for its seal. */
export function wayOfSigning(
  credentials: readonly Credential[] | undefined,
  documents: readonly OutgoingRow[],
): { readonly way: WayOfSigning; readonly agencyId: string | undefined } {
  const isSeal = documents.length > 0 && documents.every((row) => kindOf(row) === 'seal');
  const used = credentials?.find(({ kind }) => kind === (isSeal ? 'agency' : 'post'));
  return {
    way: (used && WAYS[used.medium]) ?? 'pin',
    agencyId: used?.agencyId ?? undefined,
  };
}
