import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseSignedData } from '../cms/cms-parse.js';
import { children, context, encode, integer, oid, readWhole, sequence, TAG } from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { PdfSignatureError } from '../errors.js';
import { distinguishedName } from '../fixtures/test-authority-der.js';
import { testCrl, testOcspResponse } from '../fixtures/test-authority-revocation.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { appendEvidence } from '../signing/security-store.js';
import { completeSignature, signPrepared } from '../signing/complete.js';
import { prepareSignature } from '../signing/prepare.js';
import { verifyPdf } from '../validation/verify.js';
import { findPath } from './path.js';
import { readCertificate } from './certificate.js';
import { judgeRevocation } from './revocation.js';

const root = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });

/** Runs what must cost little time of a processor, whatever it answers; what it throws must be typed. */
function within<T>(milliseconds: number, work: () => T): T | string {
  const before = process.cpuUsage();
  let result: T | string;
  try {
    result = work();
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    result = error.code;
  }
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(milliseconds);
  return result;
}

const count = <T>(length: number, make: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => make(index));

function problemsOf(signer: TestIdentity): readonly string[] {
  const pool = signer.chain.map((der) => readCertificate(der));
  const anchors = [{ certificate: root.certificate }];
  const options = { at: TEST_NOW, purpose: 'signature' } as const;
  return findPath(signer.parsed, pool, anchors, options).problems.map(({ code }) => code);
}

describe('containers of millions of elements', () => {
  const many = Buffer.alloc(8_000_000, Buffer.from([TAG.null, 0]));
  it.each<[string, Buffer]>([
    [
      'in DER',
      sequence(
        oid(OID.signedData),
        context(
          0,
          sequence(integer(1), encode(TAG.set), sequence(oid(OID.data)), encode(0xa0, many)),
        ),
      ),
    ],
    [
      'in BER',
      Buffer.concat([
        Buffer.from([0x30, 0x80]),
        oid(OID.signedData),
        Buffer.from([0xa0, 0x80]),
        many,
        Buffer.alloc(4),
      ]),
    ],
    ['nested in BER', Buffer.alloc(400_000, Buffer.from([0x30, 0x80]))],
  ])('%s', (_, contents) => {
    expect(within(1_000, () => parseSignedData(contents))).toBe('der.malformed');
  });

  it('as a list', () => {
    const list = sequence(many);
    expect(within(1_000, () => children(readWhole(list)))).toBe('der.malformed');
  });

  it('as a name in a certificate', () => {
    const subjectDer = sequence(encode(TAG.set, many));
    const signer = root.issue({ name: '', subjectDer });
    expect(within(1_000, () => signer.parsed)).toBe('certificate.malformed');
  });
});

describe('certificates that ask for work', () => {
  it('by names and constraints', () => {
    const excluded = count(2_500, (index) => ({ dns: `a${index}.vn` }));
    const issuing = root.issue({ name: 'CN=CA hẹp, C=VN', isAuthority: true, excluded });
    const hosts = count(2_500, (index) => `b${index}.vn`);
    const signer = issuing.issue({ name: 'CN=Người ký, C=VN', hosts });
    expect(within(1_000, () => problemsOf(signer))).toEqual(['name-constraints']);
  });

  it('by policies and mappings', () => {
    const policy = (index: number): string => `1.3.6.1.4.1.9.${index}`;
    const policies = count(1_500, policy);
    const policyMappings = count(1_500, (index): [string, string] => [
      policy(index),
      policy((index * 7 + 1) % 1_500),
    ]);
    const options = { isAuthority: true, policies, policyMappings };
    const last = count(6, (index) => `CN=CA ${index}, C=VN`).reduce(
      (by, name) => by.issue({ name, ...options }),
      root,
    );
    const signer = last.issue({ name: 'CN=Người ký, C=VN', policies: [policy(1)] });
    expect(within(2_000, () => problemsOf(signer))).toEqual([]);
  });
});

describe('evidence that asks for work', () => {
  const issuing = root.issue({ name: 'CN=CA, C=VN', isAuthority: true });
  const signer = issuing.issue({ name: 'CN=Người ký, C=VN', ocspUrl: 'http://ocsp.vn' });
  const judge = (ocsp: readonly Buffer[], crls: readonly Buffer[]): string =>
    judgeRevocation(signer.parsed, issuing.parsed, { ocsp, crls }, { at: TEST_NOW, pool: [] })
      .state;

  it('by thousands of answers, or of responders', () => {
    const answers = count(3_000, () => ({ about: signer }));
    const many = testOcspResponse({ responder: issuing, answers });
    expect(within(1_000, () => judge([many], []))).toBe('unknown');
    const certificates = count(3_000, () => issuing.certificate);
    const carried = testOcspResponse({
      responder: issuing,
      answers: [{ about: signer }],
      certificates,
    });
    expect(within(1_000, () => judge([carried], []))).toBe('unknown');
  });

  it('by a hundred thousand revoked certificates, and answers all the same', () => {
    const revoked = count(100_000, (index) => ({ serialDer: integer(0x1000_0000 + index) }));
    const list = testCrl({ issuer: issuing, revoked });
    expect(within(2_000, () => judge([], [list]))).toBe('good');
  });

  let signed: Uint8Array;
  beforeAll(async () => {
    const pdf = await samplePdf({ objectStreams: false });
    const prepared = prepareSignature(pdf, {
      newField: { name: 'Ky', page: 0 },
      certificate: signer.certificate,
      chain: signer.chain,
      signingTime: TEST_NOW,
    });
    signed = completeSignature(pdf, prepared, await signPrepared(prepared, signer.key));
  });

  it('by certificates of thousands of names', () => {
    const part = encode(
      TAG.set,
      sequence(oid(OID.commonName), encode(TAG.utf8String, Buffer.from('a'))),
    );
    const subjectDer = sequence(Buffer.concat(count(4_000, () => part)));
    const certificates = count(90, () => issuing.issue({ name: '', subjectDer }).certificate);
    const material = { certificates, ocsp: [], crls: [] };
    const file = appendEvidence(signed, [{ contents: Buffer.from('x'), material }]);
    const options = { trustAnchors: [root.certificate], at: TEST_NOW };
    expect(within(4_000, () => verifyPdf(file, options))).toBe('pdf.too-complex');
  });

  it('by lists and signers of one name, each tried with each', () => {
    // Without key identifiers any key may be meant.
    const shape = { isAuthority: true, hasKeyIdentifiers: false, key: 'p521' } as const;
    const fake = TestIdentity.root({ name: 'CN=CA, C=VN', ...shape, keyLabel: 'bom' });
    const lister = TestIdentity.root({ name: 'CN=CA, C=VN', ...shape, keyLabel: 'kẻ lạ' });
    const certificates = count(
      40,
      () => fake.issue({ name: 'CN=CA, C=VN', ...shape, keyLabel: 'bom' }).certificate,
    );
    const crls = count(40, (number) => testCrl({ issuer: lister, number }));
    const material = { certificates, ocsp: [], crls };
    const file = appendEvidence(signed, [{ contents: Buffer.from('x'), material }]);
    const options = { trustAnchors: [root.certificate], at: TEST_NOW };
    expect(within(4_000, () => verifyPdf(file, options))).toBe('pdf.too-complex');
  });

  it('by a name that is spelt at length', () => {
    const long = `CN=${'x'.repeat(60_000)}, C=VN`;
    const pool = count(100, (index) =>
      issuing.issue({ name: `${long}${index}`, keyLabel: 'dài', isAuthority: true }),
    ).map(({ parsed }) => parsed);
    const anchors = [{ certificate: root.certificate }];
    const options = { at: TEST_NOW, purpose: 'signature' } as const;
    const find = (): number =>
      findPath(signer.parsed, [...pool, issuing.parsed], anchors, options).path.length;
    expect(within(1_000, find)).toBe(3);
    expect(distinguishedName(long).length).toBeGreaterThan(60_000);
  });
});
