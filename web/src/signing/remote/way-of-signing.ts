import type { SigningBatch } from '../../api/signing';
import type { Credential } from '../credentials/credentials-api';

/** What the signer does next: types a PIN, perhaps a code after it, or turns to a program or phone. */
type WayOfSigning = 'pin' | 'code' | 'phone' | 'device';

const WAYS: Readonly<Partial<Record<Credential['medium'], WayOfSigning>>> = {
  'csc-v1': 'code',
  'csc-v2': 'code',
  smartca: 'phone',
  mysign: 'phone',
};

type Signer = {
  readonly signer: Credential['kind'];
  /** Whose seal, of a clerk who keeps several. */
  readonly agencyId?: string | null;
};

/** By the certificate that will sign: a person's own, or the seal of the agency. */
export function wayOfSigning(
  credentials: readonly Credential[] | undefined,
  { signer, agencyId }: Signer,
): {
  readonly way: WayOfSigning;
  readonly device: SigningBatch['device'];
  readonly agencyId: string | undefined;
  readonly credential: Credential | undefined;
} {
  const credential = credentials?.find(
    (one) => one.kind === signer && (!agencyId || one.agencyId === agencyId),
  );
  const medium = credential?.medium;
  const device = credential?.device ?? null;
  return {
    way: device === null ? ((medium && WAYS[medium]) ?? 'pin') : 'device',
    device,
    agencyId: credential?.agencyId ?? undefined,
    credential,
  };
}
