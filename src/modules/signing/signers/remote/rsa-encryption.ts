/** rsaEncryption: the digest is then named beside it, and DigestInfo is built by the service. */
export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
