import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openssl } from '../fixtures/openssl.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import { readCertificate, type Certificate } from './certificate.js';
import { isSameName } from './names.js';

const CONFIG = `[req]
prompt = no
utf8 = yes
string_mask = utf8only
distinguished_name = name
x509_extensions = facts
[name]
C = VN
O = Ủy ban nhân dân phường Từ Sơn
title = Chủ tịch
CN = Nguyễn Thị Hằng
serialNumber = CCCD:001
[facts]
basicConstraints = critical, CA:true, pathlen:300
keyUsage = critical, digitalSignature, nonRepudiation, keyCertSign, cRLSign
extendedKeyUsage = critical, emailProtection, 1.3.6.1.5.5.7.3.36
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = email:hang@trien.vn, DNS:ky.trien.vn, URI:https://trien.vn/hang
certificatePolicies = 1.2.3.4, 1.2.3.5
policyMappings = 1.2.3.4:1.2.3.6
policyConstraints = requireExplicitPolicy:3, inhibitPolicyMapping:2
inhibitAnyPolicy = 4
nameConstraints = critical, permitted;email:trien.vn, excluded;dirName:barred
authorityInfoAccess = OCSP;URI:http://ocsp.mau.vn/, caIssuers;URI:http://ca.mau.vn/ca.cer
crlDistributionPoints = URI:http://crl.mau.vn/1.crl, URI:http://crl.mau.vn/2.crl
noCheck = ignored
1.3.6.1.4.1.99999.7 = critical, DER:0500
[barred]
O = Sở Y tế
`;

describe('a certificate that openssl made', () => {
  let folder: string;
  const make = (...key: readonly string[]): Certificate => {
    const out = join(folder, 'made.der');
    const config = join(folder, 'made.cnf');
    writeFileSync(config, CONFIG);
    const secret = join(folder, 'made.key');
    openssl(['genpkey', ...key, '-out', secret]);
    const made = ['-key', secret, '-outform', 'DER', '-out', out, '-days', '10'];
    openssl(['req', '-x509', '-config', config, ...made, '-set_serial', '0xF1A2']);
    return readCertificate(openssl(['x509', '-inform', 'DER', '-in', out, '-outform', 'DER']));
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('tells every fact', () => {
    const certificate = make('-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384');
    expect(certificate).toMatchObject({
      version: 3,
      serial: 'f1a2',
      keyKind: 'ec',
      keyBits: 384,
      curve: 'P-384',
      isAuthority: true,
      pathLength: 300,
      emailAddress: 'hang@trien.vn',
      keyUsage: { digitalSignature: true, nonRepudiation: true, keyCertSign: true, crlSign: true },
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36'],
      isExtendedKeyUsageCritical: true,
      policies: ['1.2.3.4', '1.2.3.5'],
      policyMappings: [{ issuerDomain: '1.2.3.4', subjectDomain: '1.2.3.6' }],
      policyConstraints: { requireExplicitPolicy: 3, inhibitPolicyMapping: 2 },
      inhibitAnyPolicy: 4,
      ocspUrls: ['http://ocsp.mau.vn/'],
      issuerUrls: ['http://ca.mau.vn/ca.cer'],
      crlUrls: ['http://crl.mau.vn/1.crl', 'http://crl.mau.vn/2.crl'],
      hasOcspNoCheck: true,
      unknownCriticalExtensions: ['1.3.6.1.4.1.99999.7'],
    });
    expect(certificate.subject).toMatchObject({
      commonName: 'Nguyễn Thị Hằng',
      organisation: 'Ủy ban nhân dân phường Từ Sơn',
      title: 'Chủ tịch',
      serialNumber: 'CCCD:001',
    });
    expect(certificate.subjectKeyIdentifier).toEqual(certificate.authorityKeyIdentifier);
    expect(certificate.nameConstraints?.permitted).toMatchObject([
      { kind: 'email', text: 'trien.vn' },
    ]);
    expect(certificate.nameConstraints?.excluded).toMatchObject([{ kind: 'directory' }]);
    expect(certificate.alternativeNames.map(({ kind }) => kind)).toEqual(['email', 'dns', 'uri']);
  });

  it.each([
    [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], 'rsa', 1024, 'rsa'],
    [['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:1024'], 'rsa-pss', 1024, 'rsa-pss'],
    [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], 'ec', 521, 'ec'],
    [['-algorithm', 'ED25519'], 'ed25519', 256, 'ed25519'],
  ] as const)('tells kind and size of its key: %j', (key, kind, bits, scheme) => {
    const certificate = make(...key);
    expect(certificate).toMatchObject({ keyKind: kind, keyBits: bits });
    expect(certificate.signatureAlgorithm.scheme?.kind).toBe(scheme);
    expect(certificate.publicExponent).toBe(kind.startsWith('rsa') ? 65_537 : 0);
  });
});

describe('a certificate', () => {
  it('is refused when an extension stands there twice or lengths lie', () => {
    const { certificate } = TestIdentity.root({ name: 'CN=CA, C=VN' });
    for (let length = 0; length < certificate.length; length += 7) {
      expect(() => readCertificate(certificate.subarray(0, length))).toThrow(
        'certificate.malformed',
      );
    }
  });

  it('never ends in anything but a certificate or a refusal, whatever byte is changed', () => {
    const { certificate } = TestIdentity.root({ name: 'CN=CA gốc, C=VN', policies: ['1.2.3'] });
    for (let index = 0; index < certificate.length; index += 1) {
      const changed = Buffer.from(certificate);
      changed[index] = (changed[index] ?? 0) ^ 0x15;
      try {
        readCertificate(changed);
      } catch (error) {
        expect(String(error)).toContain('certificate.malformed');
      }
    }
  });

  it('compares names as RFC 5280 asks and no further', () => {
    const name = (text: string): Buffer =>
      TestIdentity.root({ name: text, keyLabel: 'x' }).parsed.subjectDer;
    expect(isSameName(name('CN=Sở Nội vụ, C=VN'), name('CN=SỞ  NỘI VỤ , C=VN'))).toBe(true);
    expect(isSameName(name('CN=Sở Nội vụ, C=VN'), name('CN=So Noi vu, C=VN'))).toBe(false);
    expect(isSameName(name('CN=A, C=VN'), name('O=A, C=VN'))).toBe(false);
    expect(isSameName(name('CN=A, C=VN'), name('C=VN, CN=A'))).toBe(false);
    expect(isSameName(name('CN=A'), name('CN=A, C=VN'))).toBe(false);
  });
});
