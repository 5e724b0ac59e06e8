import type { PreparedSignature } from '../../../../libs/pdf-signature/index.js';
import type { SealedKey } from '../domain/sealed-key.js';
import { REMOTE_MEDIA } from './remote/remote-signing-service.js';

/** Sign on the user's PC, through his browser. */
export const PC_MEDIA = ['vgca', 'agent'] as const;

/** Where a private key lives. */
export const CREDENTIAL_MEDIA = ['software', 'pkcs11', ...REMOTE_MEDIA, ...PC_MEDIA] as const;
export type CredentialMedium = (typeof CREDENTIAL_MEDIA)[number];

/** It signs within the same breath: nothing needs to be stored while it is asked. */
export function isKeyAtHand(medium: CredentialMedium): boolean {
  return medium === 'software' || medium === 'pkcs11';
}

/** His page goes between the server and the key: on his own PC, or behind the page of a service. */
export const SIGNER_DEVICES = [...PC_MEDIA, 'browser'] as const;
export type SignerDevice = (typeof SIGNER_DEVICES)[number];

export function deviceOf(medium: CredentialMedium, location: unknown): SignerDevice | null {
  const pc = PC_MEDIA.find((one) => one === medium);
  if (pc !== undefined) return pc;
  const isInBrowser =
    typeof location === 'object' &&
    location !== null &&
    'inBrowser' in location &&
    location.inBrowser === true;
  return isInBrowser ? 'browser' : null;
}

/** Its holder confirms elsewhere, as on his phone. */
export function isConfirmedElsewhere(medium: CredentialMedium): boolean {
  return REMOTE_MEDIA.some((remote) => remote === medium);
}

/** A row of `signing.credential` as a provider sees it. */
export type StoredCredential = {
  readonly id: string;
  readonly medium: CredentialMedium;
  /** Where the key of this medium is found: plain data that its provider wrote and parses. Null for `software`. */
  readonly location: unknown;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Issuing certificates, DER, nearest first. */
  readonly chain: readonly Uint8Array[];
  readonly commonName: string;
  /** Only for `software`. */
  readonly sealedKey: SealedKey | null;
};

/**
 * Signs what was prepared, in its order: raw signature values, RSA PKCS#1 v1.5 or ECDSA in DER, or
 * why there is none where the others have theirs.
 * `title` names the act to a holder who confirms on another device. A remote one waits in here
 * until it is confirmed, refused or expired, and says the last two by a DomainError.
 */
export type SignWithKey = (
  prepared: readonly PreparedSignature[],
  title: string,
) => Promise<readonly (Uint8Array | Error)[]>;

/** A key that its holder has just authorised. Lives in memory for the act, never stored. */
export type UnlockedKey = {
  readonly credentialId: string;
  readonly medium: CredentialMedium;
  readonly postId: string;
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  /** PNG with alpha. */
  readonly image: Uint8Array;
  readonly commonName: string;
  readonly sign: SignWithKey;
};

/** One a medium, registered under KEY_PROVIDERS in signing.module.ts. */
export type KeyProvider = {
  readonly medium: CredentialMedium;
  /** Opened by a PIN that its holder types here, each time. */
  readonly needsPin: boolean;
  /**
   * Null when the secret is not the right one; the store counts that against its holder. What
   * else stands in the way (token absent, service down) is a DomainError and costs no attempt.
   */
  open(credential: StoredCredential, secret: string): Promise<SignWithKey | null>;
};

/** Injection token of `readonly KeyProvider[]`. */
export const KEY_PROVIDERS = Symbol('KEY_PROVIDERS');
