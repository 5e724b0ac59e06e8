/** A certificate with a place for its private key on a token, card or HSM. */
export type TokenCertificate = {
  readonly tokenLabel: string;
  readonly tokenSerial: string;
  /** CKA_ID, hex: joins certificate and private key. */
  readonly keyId: string;
  readonly label: string;
  /** DER, base64. */
  readonly certificate: string;
  /** One more wrong PIN locks the token for good. */
  readonly isLastTry?: true;
};

/** Which key: slots are numbered anew at each start, so the token is known by what stands in it. */
export type KeyPlace = Pick<TokenCertificate, 'tokenLabel' | 'tokenSerial' | 'keyId'>;

/** Several keys may lie in one place: the one whose signatures this certificate verifies. */
export type SigningKey = Pick<TokenCertificate, keyof KeyPlace | 'certificate'>;

export type TokenScheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa';
export type TokenDigestAlgorithm = 'sha256' | 'sha384' | 'sha512';

export type DigestToSign = {
  readonly digestAlgorithm: TokenDigestAlgorithm;
  readonly scheme: TokenScheme;
  /** Base64; its length is the algorithm's. */
  readonly digest: string;
};

/** Keys that sign digests: a PKCS#11 library in a process of its own, or one made up for a test. */
export type Token = {
  /** Certificates of all tokens that are plugged in; asks for no PIN. */
  certificates(): Promise<readonly TokenCertificate[]>;
  /** Tries the PIN, and that the key is there, without signing. */
  verifyPin(place: KeyPlace, pin: string): Promise<void>;
  /**
   * Signature values, base64, in the order of the digests: RSA as it is, ECDSA in DER. One login
   * for all of them, and none is left open.
   */
  sign(key: SigningKey, pin: string, digests: readonly DigestToSign[]): Promise<readonly string[]>;
};

/** What is asked of the process beside a token. */
export type TokenRequest =
  | { readonly act: 'certificates' }
  | { readonly act: 'verify-pin'; readonly place: KeyPlace; readonly pin: string }
  | {
      readonly act: 'sign';
      readonly key: SigningKey;
      readonly pin: string;
      readonly digests: readonly DigestToSign[];
    };

export type TokenAnswer =
  | { readonly value: readonly TokenCertificate[] | readonly string[] | null }
  | { readonly code: string; readonly detail: string };
