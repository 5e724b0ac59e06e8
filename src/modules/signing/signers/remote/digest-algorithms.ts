export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512';

/** RFC 5754, 2. */
export const DIGEST_OID: Readonly<Record<DigestAlgorithm, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

/** rsaEncryption: the digest is then named beside it, and DigestInfo is built by the service. */
export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** RFC 8017, A.2.4: PKCS#1 v1.5 with the digest in the name. */
export const RSA_WITH: Readonly<Record<DigestAlgorithm, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};

/** RFC 5758, 3.2. */
export const ECDSA_WITH: Readonly<Record<DigestAlgorithm, string>> = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};
