import type { TokenDigestAlgorithm } from './token.js';

/** DER heads of DigestInfo up to the digest itself (RFC 8017, 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<TokenDigestAlgorithm, Buffer>> = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
};
export const DIGEST_BYTES: Readonly<Record<TokenDigestAlgorithm, number>> = {
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

export function digestInfo(algorithm: TokenDigestAlgorithm, digest: Uint8Array): Buffer {
  return Buffer.concat([DIGEST_INFO[algorithm], digest]);
}

/** PKCS#11 gives r and s side by side, CMS wants them as a SEQUENCE (RFC 5753, 7.2). */
export function ecdsaToDer(raw: Uint8Array): Buffer {
  const half = raw.length / 2;
  const body = Buffer.concat([integer(raw.subarray(0, half)), integer(raw.subarray(half))]);
  return Buffer.concat([head(0x30, body.length), body]);
}

function integer(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = Buffer.from(bytes.subarray(start));
  const value = ((digits[0] ?? 0) & 0x80) === 0 ? digits : Buffer.concat([Buffer.of(0), digits]);
  return Buffer.concat([head(0x02, value.length), value]);
}

function head(tag: number, length: number): Buffer {
  return length < 0x80 ? Buffer.of(tag, length) : Buffer.of(tag, 0x81, length);
}
