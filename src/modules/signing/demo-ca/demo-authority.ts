import 'reflect-metadata';
import { generateKeyPair, type KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import * as x509 from '@peculiar/x509';

const generate = promisify(generateKeyPair);

export type KeyKind = 'rsa-2048' | 'ec-p256';
export type DistinguishedName = x509.JsonName;
export type Authority = { readonly certificate: x509.X509Certificate; readonly key: CryptoKey };
export type IssuedKey = {
  readonly certificate: Uint8Array;
  readonly pkcs8: Buffer;
  readonly serial: string;
};

x509.cryptoProvider.set(webcrypto as unknown as Crypto);

const YEAR_MS = 365 * 86_400_000;
const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Root and issuing authority of the demo office. Their keys live only while the office is being set up. */
export async function createDemoAuthorities(
  now: Date,
): Promise<{ root: Authority; issuing: Authority }> {
  const rootKeys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const rootName: DistinguishedName = [
    { C: ['VN'] },
    { O: ['Trien (dữ liệu mẫu)'] },
    { CN: ['CA gốc minh họa'] },
  ];
  const root = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: rootName,
    issuer: rootName,
    notBefore: new Date(now.getTime() - 86_400_000),
    notAfter: new Date(now.getTime() + 10 * YEAR_MS),
    publicKey: rootKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: P256,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const issuingKeys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const issuing = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [
      { C: ['VN'] },
      { L: ['Hà Nội'] },
      { O: ['Trien (dữ liệu mẫu)'] },
      { CN: ['CA cấp phát minh họa'] },
    ],
    issuer: root.subjectName,
    notBefore: new Date(now.getTime() - 86_400_000),
    notAfter: new Date(now.getTime() + 8 * YEAR_MS),
    publicKey: issuingKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: P256,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(issuingKeys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(root),
    ],
  });
  return {
    root: { certificate: root, key: rootKeys.privateKey },
    issuing: { certificate: issuing, key: issuingKeys.privateKey },
  };
}

/** A key of its own and the certificate over it, for three years from yesterday. */
export async function issueKey(
  authority: Authority,
  subject: DistinguishedName,
  kind: KeyKind,
  now: Date,
): Promise<IssuedKey> {
  const { publicKey, privateKey } = await keyPair(kind);
  const serial = serialNumber();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    subject,
    issuer: authority.certificate.subjectName,
    notBefore: new Date(now.getTime() - 86_400_000),
    notAfter: new Date(now.getTime() + 3 * YEAR_MS),
    publicKey: new x509.PublicKey(publicKey.export({ type: 'spki', format: 'der' })),
    signingKey: authority.key,
    signingAlgorithm: P256,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
        true,
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate),
    ],
  });
  return {
    certificate: new Uint8Array(certificate.rawData),
    pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }),
    serial,
  };
}

async function keyPair(kind: KeyKind): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  return kind === 'rsa-2048'
    ? generate('rsa', { modulusLength: 2048 })
    : generate('ec', { namedCurve: 'P-256' });
}

function serialNumber(): string {
  // RFC 5280, 4.1.2.2: positive and at most 20 octets.
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
