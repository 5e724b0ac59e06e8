import { constants, createHash, sign, webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as pkijs from 'pkijs';
import { openssl, opensslAccepts, pemOf } from '../fixtures/openssl.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import { testTimeStamp } from '../fixtures/test-authority-time-stamp.js';
import type { KeyShape } from '../fixtures/test-authority-keys.js';
import { isGoodSignatureValue } from './algorithms.js';
import {
  buildSignedData,
  signatureSchemeOf,
  signedAttributes,
  type RsaPadding,
} from './cms-build.js';
import { checkSignedData } from './cms-check.js';
import { parseSignedData } from './cms-parse.js';
import { OID, type DigestAlgorithm } from './oids.js';

const content = Buffer.from('nội dung được ký');
const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN' });

function build(
  signer: TestIdentity,
  digest: DigestAlgorithm,
  options: { readonly padding?: RsaPadding; readonly timeStamp?: Buffer } = {},
): Buffer {
  const certificate = signer.parsed;
  const hash = createHash(digest).update(content).digest();
  const attributes = signedAttributes(hash, certificate, digest);
  const scheme = signatureSchemeOf(certificate, digest, options.padding);
  const value = rawSignature(signer, attributes, scheme);
  expect(isGoodSignatureValue(scheme, certificate.publicKey, attributes, value)).toBe(true);
  return buildSignedData({
    signedAttributes: attributes,
    certificate,
    chain: signer.chain,
    digestAlgorithm: digest,
    signature: value,
    ...options,
  });
}

function rawSignature(
  { key }: TestIdentity,
  data: Buffer,
  { kind, digest, saltLength = 0 }: ReturnType<typeof signatureSchemeOf>,
): Buffer {
  if (kind === 'ed25519') return sign(null, data, key);
  if (kind !== 'rsa-pss') return sign(digest, data, key);
  return sign(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

const expected = { contentType: OID.data, content: [content], needsSigningCertificate: true };
const reasons = (cms: Buffer, parts: readonly Buffer[] = [content]): readonly string[] =>
  checkSignedData(parseSignedData(cms), { ...expected, content: parts }).reasons;

describe('every scheme of a signature', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cms-'));
    writeFileSync(join(folder, 'root.pem'), pemOf(root.certificate));
    writeFileSync(join(folder, 'content'), content);
    pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each<[KeyShape, DigestAlgorithm, RsaPadding | undefined]>([
    ['rsa2048', 'sha256', undefined],
    ['rsa2048', 'sha384', undefined],
    ['rsa2048', 'sha512', undefined],
    ['rsa2048', 'sha256', 'pss'],
    ['rsa2048', 'sha384', 'pss'],
    ['rsa2048', 'sha512', 'pss'],
    ['rsa-pss', 'sha256', undefined],
    ['p256', 'sha256', undefined],
    ['p384', 'sha384', undefined],
    ['p521', 'sha512', undefined],
    ['ed25519', 'sha512', undefined],
  ])('%s with %s %s: ours, and openssl', async (key, digest, padding) => {
    const signer = root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN', key });
    const cms = build(signer, digest, padding === undefined ? {} : { padding });
    expect(reasons(cms)).toEqual([]);
    expect(reasons(cms, [Buffer.from('khác')])).toEqual(['digest-mismatch']);
    // openssl 3.0 cannot verify Ed25519 with attributes: it asks the scheme for a digest.
    if (key === 'ed25519') {
      expect(isRawGoodForOpenssl(signer, cms)).toBe(true);
      return;
    }
    const at = join(folder, 'cms.der');
    writeFileSync(at, cms);
    const verified = openssl([
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', at, '-purpose', 'any'],
      ...['-content', join(folder, 'content'), '-CAfile', join(folder, 'root.pem')],
    ]);
    expect(verified.equals(content)).toBe(true);
    if (key === 'p384' || (key === 'rsa2048' && padding === undefined)) {
      await expect(isGoodForPkijs(cms)).resolves.toBe(true);
    }
  });

  it('refuses what RFC 8419 and the key forbid', () => {
    const edwards = root.issue({ name: 'CN=Ed', key: 'ed25519' });
    const pss = root.issue({ name: 'CN=PSS', key: 'rsa-pss' });
    const refusal = 'certificate.key-unsupported';
    expect(() => signatureSchemeOf(edwards.parsed, 'sha256')).toThrow(refusal);
    expect(() => signatureSchemeOf(pss.parsed, 'sha256', 'pkcs1')).toThrow(refusal);
    expect(() => signatureSchemeOf(root.parsed, 'sha256', 'pss')).toThrow(refusal);
  });

  it('keeps a time-stamp as an attribute that nobody signed', () => {
    const token = testTimeStamp(Buffer.alloc(32), 'sha256', { authority: root });
    const signer = root.issue({ name: 'CN=Đóng dấu thời gian, C=VN' });
    const cms = build(signer, 'sha256', { timeStamp: token });
    const parsed = parseSignedData(cms);
    const values = parsed.signer.unsignedAttributes.get(OID.signatureTimeStamp) ?? [];
    expect(values.map(({ bytes }) => bytes)).toEqual([token]);
    expect(reasons(cms)).toEqual([]);
  });

  function isRawGoodForOpenssl(signer: TestIdentity, cms: Buffer): boolean {
    const { signedBytes, signature } = parseSignedData(cms).signer;
    const pem = signer.parsed.publicKey().export({ type: 'spki', format: 'pem' });
    writeFileSync(join(folder, 'key.pem'), pem);
    writeFileSync(join(folder, 'attributes'), signedBytes ?? '');
    writeFileSync(join(folder, 'signature'), signature);
    return opensslAccepts([
      ...['pkeyutl', '-verify', '-pubin', '-inkey', join(folder, 'key.pem'), '-rawin'],
      ...['-in', join(folder, 'attributes'), '-sigfile', join(folder, 'signature')],
    ]);
  }

  async function isGoodForPkijs(cms: Buffer): Promise<boolean> {
    const info = pkijs.ContentInfo.fromBER(Uint8Array.from(cms));
    const data = new pkijs.SignedData({ schema: info.content as object });
    return data.verify({ signer: 0, data: Uint8Array.from(content).buffer });
  }
});
