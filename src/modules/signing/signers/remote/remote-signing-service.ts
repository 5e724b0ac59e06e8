import { randomBytes } from 'node:crypto';
import type { DomainError } from '../../../../platform/errors/domain-error.js';
import type { DigestAlgorithm } from '../../../../../libs/pdf-signature/index.js';

export const REMOTE_MEDIA = ['csc-v2', 'csc-v1', 'smartca', 'mysign'] as const;
export type RemoteMedium = (typeof REMOTE_MEDIA)[number];

/** What a holder types in before he signs; the rest is confirmed on his phone. */
export type RemoteSecretPart = 'pin' | 'one-time-code';

export type RemoteCertificate = {
  /** The service's own name of the key. */
  readonly credentialId: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly isUsable: boolean;
  readonly asksFor: readonly RemoteSecretPart[];
  /** Its holder authorises on the page of the service. */
  readonly inBrowser?: boolean;
};

/** How the service finds a registered key. */
export type RemoteLocation = { readonly user: string; readonly credentialId: string };

export type RemoteOrder = {
  /** Made by us: sending the same order again is the same transaction where the service knows ids. */
  readonly transactionId: string;
  readonly location: RemoteLocation;
  /** DER of the registered certificate: what the service holds must be this one. */
  readonly certificate: Uint8Array;
  /** Each already hashed: the digest of the signed attributes (RFC 5652, 5.4). */
  readonly digests: readonly Uint8Array[];
  readonly digestAlgorithm: DigestAlgorithm;
  /** What the holder's device shows. */
  readonly displayText: string;
  /** PIN and one-time code as far as the credential asks for them, parted by a blank. */
  readonly secret: string;
};

export type RemoteState =
  | {
      readonly state: 'pending';
      readonly signatures?: readonly Uint8Array[];
      /** Its holder may have confirmed, though nobody heard of it. */
      readonly mayBeSigned?: boolean;
    }
  /**
   * In the order's order; not yet checked by anybody. Fewer than were ordered say by `problem` why
   * the rest was not signed.
   */
  | {
      readonly state: 'signed';
      readonly signatures: readonly Uint8Array[];
      readonly problem?: DomainError;
    }
  | { readonly state: 'rejected' }
  | { readonly state: 'expired' };

/** There and back: the state and the verifier (RFC 7636) belong to one journey. */
export type BrowserWay = {
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
};

export const newVerifier = (): string => randomBytes(32).toString('base64url');

/** Authorisation on the service's own page. */
export type BrowserAuthorisation = {
  /** How many hashes one authorisation covers. */
  most(location: RemoteLocation): Promise<number>;
  address(order: Omit<RemoteOrder, 'secret' | 'transactionId'>, way: BrowserWay): Promise<string>;
  sign(
    order: Omit<RemoteOrder, 'secret' | 'transactionId'>,
    code: string,
    way: Omit<BrowserWay, 'state'>,
  ): Promise<readonly Uint8Array[]>;
};

/** One remote signing service. It hashes nothing: it gets digests and builds DigestInfo itself. */
export type RemoteSigningService = {
  readonly medium: RemoteMedium;
  /** As users call it. */
  readonly name: string;
  listCertificates(user: string): Promise<readonly RemoteCertificate[]>;
  /** @returns the id under which the order is polled. */
  start(order: RemoteOrder): Promise<string>;
  poll(transactionId: string): Promise<RemoteState>;
  /** Forgets an order that nobody waits for any more. */
  cancel(transactionId: string): Promise<void>;
  readonly browser?: BrowserAuthorisation | undefined;
  /**
   * Before anything is laid out: what the certificate asks for was typed, as far as can be told.
   *
   * @throws {RemoteSecretMissingError} {RemoteNeedsBrowserError}
   */
  requireSecret?(location: RemoteLocation, secret: string): Promise<void>;
  /** Has a one-time code sent to the holder, where the service does that. */
  sendOneTimeCode?(location: RemoteLocation): Promise<void>;
};
