import { constants, createHash, privateEncrypt, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { printable, utf8 } from '../fixtures/test-authority-der.js';
import type { KeyShape } from '../fixtures/test-authority-keys.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import { checkSignedData } from './cms-check.js';
import { parseSignedData } from './cms-parse.js';
import {
  context,
  encode,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  TAG,
} from './der.js';
import { DIGEST_OID, ECDSA_WITH, OID } from './oids.js';

const content = Buffer.from('nội dung được ký');
const root = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });
const signer = root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN', serial: 77 });
const hash = (bytes: Buffer, digest = 'sha256'): Buffer =>
  createHash(digest).update(bytes).digest();

const SHA256 = sequence(oid(DIGEST_OID.sha256));
const SHA384 = sequence(oid(DIGEST_OID.sha384));
const ECDSA = sequence(oid(ECDSA_WITH.sha256));
const attribute = (type: string, ...values: readonly Buffer[]): Buffer =>
  sequence(oid(type), encode(TAG.set, ...values));
const named = (der: Buffer, ...issuerSerial: readonly Buffer[]): Buffer =>
  sequence(sequence(sequence(octetString(hash(der)), ...issuerSerial)));

const TYPE = attribute(OID.contentType, oid(OID.data));
const DIGEST = attribute(OID.messageDigest, octetString(hash(content)));
const NAMED = attribute(OID.signingCertificateV2, named(signer.certificate));
const GOOD = [TYPE, DIGEST, NAMED];

type Shape = {
  readonly attributes?: readonly Buffer[];
  readonly by?: TestIdentity;
  readonly id?: Buffer;
  readonly digestAlgorithm?: Buffer;
  readonly algorithm?: Buffer;
  readonly value?: (attributes: Buffer) => Buffer;
  readonly contentType?: string;
  readonly certificates?: readonly Buffer[];
};

function build(shape: Shape): Buffer {
  const { by = signer, attributes = GOOD, digestAlgorithm = SHA256, algorithm = ECDSA } = shape;
  const { issuerDer, serialDer } = by.parsed;
  const signed = setOf(...attributes);
  const value = shape.value?.(signed) ?? sign('sha256', signed, by.key);
  const implicit = Buffer.from(signed);
  implicit[0] = 0xa0;
  const info = sequence(
    integer(1),
    shape.id ?? sequence(issuerDer, serialDer),
    digestAlgorithm,
    implicit,
    algorithm,
    octetString(value),
  );
  const signedData = sequence(
    integer(1),
    encode(TAG.set, digestAlgorithm),
    sequence(oid(shape.contentType ?? OID.data)),
    context(0, ...(shape.certificates ?? [by.certificate])),
    encode(TAG.set, info),
  );
  return sequence(oid(OID.signedData), context(0, signedData));
}

function reasons(shape: Shape): readonly string[] {
  const expected = { contentType: OID.data, content: [content], needsSigningCertificate: true };
  return checkSignedData(parseSignedData(build(shape)), expected).reasons;
}

describe('who signed', () => {
  const renewed = root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN', serial: 78 });
  const identifier = encode(0x80, signer.parsed.subjectKeyIdentifier ?? Buffer.alloc(0));

  it('is whom the attribute names, among certificates of one key', () => {
    const certificates = [renewed.certificate, signer.certificate];
    expect(reasons({ id: identifier, certificates })).toEqual([]);
    expect(reasons({ id: identifier, certificates: [renewed.certificate] })).toEqual([
      'signing-certificate-mismatch',
    ]);
  });

  it('is found behind a certificate of the same issuer and number by somebody else', () => {
    const forged = TestIdentity.root({ name: 'CN=CA gốc, C=VN', keyLabel: 'kẻ lạ' });
    const twin = forged.issue({ name: 'CN=Kẻ giả mạo, C=VN', serial: 77 });
    expect(reasons({ certificates: [twin.certificate, signer.certificate] })).toEqual([]);
  });

  it('may be named in another type of string (RFC 5280, 7.1)', () => {
    const part = (type: string, value: Buffer): Buffer =>
      encode(TAG.set, sequence(oid(type), value));
    const issuer = sequence(
      part('2.5.4.6', utf8('VN')),
      part(OID.commonName, utf8('CA  gốc'.normalize('NFD'))),
    );
    const { serialDer } = signer.parsed;
    const directory = sequence(sequence(context(4, issuer)), serialDer);
    const named2 = attribute(OID.signingCertificateV2, named(signer.certificate, directory));
    const id = sequence(issuer, serialDer);
    expect(reasons({ id, attributes: [TYPE, DIGEST, named2] })).toEqual([]);
    const other = sequence(part('2.5.4.6', printable('LA')));
    expect(reasons({ id: sequence(other, serialDer) })).toEqual(['signer-certificate-missing']);
  });
});

describe('signed attributes', () => {
  const essV1 = (der: Buffer): Buffer =>
    sequence(sequence(sequence(octetString(hash(der, 'sha1')))));
  const other = root.issue({ name: 'CN=Người khác, C=VN' });
  const with_ = (...more: readonly Buffer[]): readonly Buffer[] => [...GOOD, ...more];

  it.each<[string, readonly Buffer[], readonly string[]]>([
    ['as they should be', GOOD, []],
    [
      'of version 1 beside',
      with_(attribute(OID.signingCertificate, essV1(signer.certificate))),
      [],
    ],
    [
      'of version 1 that names somebody else',
      with_(attribute(OID.signingCertificate, essV1(other.certificate))),
      ['signing-certificate-mismatch'],
    ],
    [
      'that name the signer second',
      [
        TYPE,
        DIGEST,
        attribute(
          OID.signingCertificateV2,
          sequence(
            sequence(
              sequence(octetString(hash(other.certificate))),
              sequence(octetString(hash(signer.certificate))),
            ),
          ),
        ),
      ],
      ['signing-certificate-mismatch'],
    ],
    [
      'that name another number',
      [
        TYPE,
        DIGEST,
        attribute(
          OID.signingCertificateV2,
          named(
            signer.certificate,
            sequence(sequence(context(4, signer.parsed.issuerDer)), integer(9)),
          ),
        ),
      ],
      ['signing-certificate-mismatch'],
    ],
    ['with the digest twice', with_(DIGEST), ['cms-malformed']],
    [
      'with two digests in one',
      [
        TYPE,
        attribute(OID.messageDigest, octetString(hash(content)), octetString(hash(content))),
        NAMED,
      ],
      ['digest-mismatch'],
    ],
    [
      'with a digest that is no octet string',
      [TYPE, attribute(OID.messageDigest, encode(TAG.utf8String, hash(content))), NAMED],
      ['digest-mismatch'],
    ],
    [
      'of another type of content',
      [attribute(OID.contentType, oid(OID.timeStampInfo)), DIGEST, NAMED],
      ['cms-content-type'],
    ],
  ])('%s', (_, attributes, expected) => {
    expect(reasons({ attributes })).toEqual(expected);
  });

  it('do not answer for content that says to be another (RFC 5652, 11.1)', () => {
    expect(reasons({ contentType: OID.timeStampInfo })).toEqual(['cms-content-type']);
  });

  it.each<[string, Buffer, readonly string[]]>([
    ['the algorithms used', sequence(SHA256, encode(0xa1, oid(ECDSA_WITH.sha256))), []],
    [
      'no parameters as NULL',
      sequence(sequence(oid(DIGEST_OID.sha256), nullValue), encode(0xa1, oid(ECDSA_WITH.sha256))),
      [],
    ],
    ['another digest', sequence(SHA384, encode(0xa1, oid(ECDSA_WITH.sha256))), ['cms-malformed']],
    [
      'another signature',
      sequence(SHA256, encode(0xa1, oid(ECDSA_WITH.sha384))),
      ['cms-malformed'],
    ],
    ['one for a MAC', sequence(SHA256, encode(0xa2, oid('1.2.3'))), ['cms-malformed']],
    ['nothing', sequence(), ['cms-malformed']],
  ])('that protect %s (RFC 6211)', (_, value, expected) => {
    const protection = attribute(OID.algorithmProtection, value);
    expect(reasons({ attributes: with_(protection) })).toEqual(expected);
  });
});

describe('parameters and values of signatures', () => {
  const rsa = root.issue({ name: 'CN=RSA, C=VN', key: 'rsa2048' });
  const attributes = [TYPE, DIGEST, attribute(OID.signingCertificateV2, named(rsa.certificate))];
  const mask = (digest: Buffer, type: string = OID.mgf1): Buffer => sequence(oid(type), digest);
  const pss =
    (saltLength = 32) =>
    (data: Buffer): Buffer =>
      sign('sha256', data, { key: rsa.key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
  const parameters = (...fields: readonly Buffer[]): Buffer =>
    sequence(oid(OID.rsaPss), sequence(...fields));
  const HASH = context(0, SHA256);
  const MASK = context(1, mask(SHA256));
  const SALT = context(2, integer(32));

  it.each<[string, Buffer, readonly string[]]>([
    ['as they should be', parameters(HASH, MASK, SALT), []],
    ['with the trailer stated', parameters(HASH, MASK, SALT, context(3, integer(1))), []],
    [
      'with another trailer',
      parameters(HASH, MASK, SALT, context(3, integer(2))),
      ['algorithm-unsupported'],
    ],
    [
      'with another mask function',
      parameters(HASH, context(1, mask(SHA256, '1.2.3.4')), SALT),
      ['algorithm-unsupported'],
    ],
    [
      'with another digest in the mask',
      parameters(HASH, context(1, mask(SHA384)), SALT),
      ['algorithm-unsupported'],
    ],
    ['with a field twice', parameters(HASH, MASK, SALT, SALT), ['algorithm-unsupported']],
    ['with another length of the salt', parameters(HASH, MASK), ['signature-mismatch']],
    [
      'with a salt longer than any',
      parameters(HASH, MASK, context(2, integer(0x1000000))),
      ['algorithm-unsupported'],
    ],
    ['left out', sequence(oid(OID.rsaPss)), ['algorithm-unsupported']],
    ['as NULL', sequence(oid(OID.rsaPss), nullValue), ['algorithm-unsupported']],
  ])('PSS %s', (_, algorithm, expected) => {
    expect(reasons({ by: rsa, attributes, algorithm, value: pss() })).toEqual(expected);
  });

  const info = (data: Buffer, ...parameters: readonly Buffer[]): Buffer =>
    sequence(sequence(oid(DIGEST_OID.sha256), ...parameters), octetString(hash(data)));
  const padded = (body: Buffer, behind = 0): Buffer => {
    const filling = Buffer.alloc(256 - 3 - body.length - behind, 0xff);
    const block = [Buffer.from([0, 1]), filling, Buffer.from([0]), body, Buffer.alloc(behind, 7)];
    const padding = constants.RSA_NO_PADDING;
    return privateEncrypt({ key: rsa.key, padding }, Buffer.concat(block));
  };
  it.each<[string, (data: Buffer) => Buffer, readonly string[]]>([
    ['as it should be', (data) => padded(info(data, nullValue)), []],
    [
      'with garbage behind the digest',
      (data) => padded(info(data, nullValue), 180),
      ['signature-mismatch'],
    ],
    [
      'with garbage for parameters',
      (data) => padded(info(data, octetString(Buffer.alloc(99)))),
      ['signature-mismatch'],
    ],
    ['without the digest’s NULL', (data) => padded(info(data)), ['signature-mismatch']],
    ['with the bare digest', (data) => padded(hash(data)), ['signature-mismatch']],
  ])('RSA padding %s', (_, value, expected) => {
    const algorithm = sequence(oid('1.2.840.113549.1.1.11'), nullValue);
    expect(reasons({ by: rsa, attributes, algorithm, value })).toEqual(expected);
  });

  const point = (r: Buffer, s: Buffer): Buffer =>
    sequence(encode(TAG.integer, r), encode(TAG.integer, s));
  const small = Buffer.from([1]);
  it.each<[string, (data: Buffer) => Buffer]>([
    ['r = 0', () => point(Buffer.from([0]), small)],
    ['s = 0', () => point(small, Buffer.from([0]))],
    ['a negative r', () => point(Buffer.from([0xff]), small)],
    ['an r too large', () => point(Buffer.concat([small, Buffer.alloc(32)]), small)],
    [
      'two numbers side by side (P1363)',
      (data) => sign('sha256', data, { key: signer.key, dsaEncoding: 'ieee-p1363' }),
    ],
    ['bytes behind', (data) => Buffer.concat([sign('sha256', data, signer.key), nullValue])],
  ])('no ECDSA value has %s', (_, value) => {
    expect(reasons({ value })).toEqual(['signature-mismatch']);
  });

  it.each<[KeyShape, Buffer, Buffer]>([
    ['p256', SHA384, ECDSA],
    ['rsa2048', SHA384, sequence(oid('1.2.840.113549.1.1.11'), nullValue)],
    ['ed25519', SHA256, sequence(oid(OID.ed25519))],
  ])(
    '%s: the digest of the attributes is the digest of the signature',
    (key, digest, algorithm) => {
      const by = root.issue({ name: `CN=${key}, C=VN`, key });
      const own = [TYPE, DIGEST, attribute(OID.signingCertificateV2, named(by.certificate))];
      const value = (data: Buffer): Buffer =>
        sign(key === 'ed25519' ? null : 'sha256', data, by.key);
      const shape = { by, attributes: own, digestAlgorithm: digest, algorithm, value };
      expect(reasons(shape)).toEqual(['algorithm-unsupported']);
    },
  );
});
