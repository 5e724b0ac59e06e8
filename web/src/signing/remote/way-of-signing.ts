import type { OutgoingRow } from '../../api/outgoing';
import type { SigningBatch } from '../../api/signing';
import { kindOf } from '../../pages/signing/signature-kind';
import type { Credential } from '../credentials/credentials-api';

/** What the signer does next: types a PIN, perhaps a code after it, or turns to a program or phone. */
type WayOfSigning = 'pin' | 'code' | 'phone' | 'device';

const WAYS: Readonly<Partial<Record<Credential['medium'], WayOfSigning>>> = {
  'csc-v1': 'code',
  'csc-v2': 'code',
  smartca: 'phone',
  mysign: 'phone',
};

/** Its holder confirms on his phone, and types nothing here. */
export function isPhone(medium: Credential['medium']): boolean {
  return WAYS[medium] === 'phone';
}

/** By the certificate that will sign: the agency's where all of these wait for its seal. */
export function wayOfSigning(
  credentials: readonly Credential[] | undefined,
  documents: readonly Pick<OutgoingRow, 'state'>[],
): {
  readonly way: WayOfSigning;
  readonly device: SigningBatch['device'];
  readonly agencyId: string | undefined;
  readonly credential: Credential | undefined;
} {
  const isSeal = documents.length > 0 && documents.every((row) => kindOf(row) === 'seal');
  const credential = credentials?.find(({ kind }) => kind === (isSeal ? 'agency' : 'post'));
  const medium = credential?.medium;
  const device = credential?.device ?? null;
  return {
    way: device === null ? ((medium && WAYS[medium]) ?? 'pin') : 'device',
    device,
    agencyId: credential?.agencyId ?? undefined,
    credential,
  };
}
