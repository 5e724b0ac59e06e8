/** What stands between a digest and its signature. */
export type TokenErrorCode =
  /** `pkcs11js`, which is an optional package, is not installed. */
  | 'token.package-absent'
  /** The vendor's library is not there, or no PKCS#11 library for this machine. */
  | 'token.library-unusable'
  | 'token.absent'
  | 'token.key-absent'
  | 'token.pin-wrong'
  | 'token.pin-locked'
  | 'token.pin-expired'
  | 'token.mechanism-unsupported'
  | 'token.refused'
  /** No answer in time: the process that talked to the token was ended. */
  | 'token.hung'
  | 'token.crashed';

export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    readonly code: TokenErrorCode,
    /** What the device said, for logs: `CKR_DEVICE_ERROR:48`. */
    readonly detail = '',
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
  }
}
