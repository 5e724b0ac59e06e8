import { createHash, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSignedData, signedAttributes } from '../cms/cms-build.js';
import { encode, octetString, oid, sequence, TAG } from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { testCrl, testOcspResponse } from '../fixtures/test-authority-revocation.js';
import { testTimeStamp, type TestTimeStampOptions } from '../fixtures/test-authority-time-stamp.js';
import { TestIdentity, type TestCertificateOptions } from '../fixtures/test-authority.js';
import { completeSignature, signPrepared } from '../signing/complete.js';
import { fillGap, putTogether, type PreparedSignature } from '../signing/prepared.js';
import { prepareSignature } from '../signing/prepare.js';
import { readCertificate } from '../pki/certificate.js';
import type { SignatureReport, VerifyOptions } from './report.js';
import { verifyPdf } from './verify.js';

const SIGNED = new Date('2026-03-02T02:15:00Z');
const STAMPED = new Date('2026-03-02T02:16:00Z');
const NOW = new Date('2026-11-01T08:00:00Z');
const BEFORE = new Date('2026-02-01T00:00:00Z');
const AFTER = new Date('2026-06-01T00:00:00Z');
const TIME_STAMPING = {
  extendedKeyUsage: [OID.timeStamping],
  isExtendedKeyUsageCritical: true,
} as const;
const URL = 'http://ocsp.example.vn';

let pdf: Uint8Array;
const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, O=Cơ quan chứng thực mẫu, C=VN' });
const issuing = root.issue({
  name: 'CN=CA cấp chứng thư, O=Cơ quan chứng thực mẫu, C=VN',
  isAuthority: true,
});
const stranger = TestIdentity.root({ name: 'CN=CA lạ, C=VN' });
const clock = root.issue({ name: 'CN=Dấu thời gian, C=VN', ...TIME_STAMPING });

beforeAll(async () => {
  pdf = await samplePdf({ objectStreams: false });
});

function person(options: Partial<TestCertificateOptions> = {}, issuer = issuing): TestIdentity {
  return issuer.issue({
    name: 'CN=Nguyễn Thị Hằng, T=Chủ tịch, O=UBND phường Từ Sơn, C=VN',
    ...options,
  });
}

type Shape = {
  readonly stamp?: Partial<TestTimeStampOptions>;
  readonly claimed?: Date;
};

function prepared(signer: TestIdentity, { stamp, claimed }: Shape): PreparedSignature {
  return prepareSignature(pdf, {
    newField: { name: 'ChuKy', page: 0 },
    certificate: signer.certificate,
    chain: signer.chain,
    signingTime: claimed ?? SIGNED,
    level: stamp === undefined ? 'B-B' : 'B-T',
  });
}

async function signed(signer: TestIdentity, shape: Shape = {}): Promise<Uint8Array> {
  const preparation = prepared(signer, shape);
  const value = await signPrepared(preparation, signer.key);
  if (shape.stamp === undefined) return completeSignature(pdf, preparation, value);
  const imprint = createHash('sha256').update(value).digest();
  const given = { authority: clock, genTime: STAMPED, ...shape.stamp };
  const timeStamp = testTimeStamp(imprint, 'sha256', given);
  return completeSignature(pdf, preparation, value, { timeStamp });
}

/** A signature as no careful program makes it, put into the place of a careful one. */
function careless(signer: TestIdentity, attributes: (digest: Buffer) => Buffer): Uint8Array {
  const preparation = prepared(person(), {});
  const { file, documentDigest } = putTogether(pdf, preparation);
  const certificate = readCertificate(signer.certificate);
  const parts = {
    ...{ certificate, chain: [issuing.certificate], digestAlgorithm: 'sha256' as const },
    signedAttributes: attributes(documentDigest),
  };
  const signature = sign('sha256', parts.signedAttributes, signer.key);
  fillGap(file, preparation.gap, buildSignedData({ ...parts, signature }));
  return file;
}

/** A signature that does not name its certificate, as PAdES forbids. */
function withoutAttribute(signer: TestIdentity): Promise<Uint8Array> {
  const attribute = (type: string, value: Buffer): Buffer =>
    sequence(oid(type), encode(TAG.set, value));
  const bare = (digest: Buffer): Buffer =>
    encode(
      TAG.set,
      attribute(OID.contentType, oid(OID.data)),
      attribute(OID.messageDigest, octetString(digest)),
    );
  return Promise.resolve(careless(signer, bare));
}

/** The library itself refuses to sign with such keys. */
function byWeakKey(): Promise<Uint8Array> {
  const signer = person({ key: 'rsa1024' });
  const certificate = readCertificate(signer.certificate);
  const named = (digest: Buffer): Buffer => signedAttributes(digest, certificate, 'sha256');
  return Promise.resolve(careless(signer, named));
}

function judge(file: Uint8Array, options: Partial<VerifyOptions> = {}): SignatureReport {
  const report = verifyPdf(file, { trustAnchors: [root.certificate], at: NOW, ...options });
  const [signature] = report.signatures;
  if (signature === undefined) throw new Error('there is a signature');
  return signature;
}

type Expected = readonly [
  SignatureReport['indication'],
  SignatureReport['subIndication'],
  ...SignatureReport['reasons'],
];
const PASSED: Expected = ['TOTAL-PASSED', null];

function outcome({ indication, subIndication, reasons }: SignatureReport): unknown[] {
  return [indication, subIndication, ...reasons];
}

type Case = readonly [
  string,
  () => Promise<Uint8Array>,
  Expected,
  ((file: Uint8Array) => Partial<VerifyOptions>)?,
];

const CERTIFICATES: readonly Case[] = [
  ['good', () => signed(person()), PASSED],
  [
    'expired since, with no proof of the time',
    () => signed(person({ until: AFTER })),
    ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'certificate-expired-time-unproven'],
  ],
  [
    'expired since, time-stamped before',
    () => signed(person({ until: AFTER }), { stamp: {} }),
    PASSED,
  ],
  [
    'expired before the time-stamp',
    () => signed(person({ until: BEFORE }), { stamp: {} }),
    ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'certificate-not-valid-then'],
  ],
  [
    'not yet valid',
    () => signed(person({ from: new Date('2027-01-01T00:00:00Z') })),
    ['TOTAL-FAILED', 'NOT_YET_VALID', 'certificate-not-yet-valid', 'certificate-not-valid-then'],
  ],
  [
    'not yet valid when it was time-stamped',
    () => signed(person({ from: AFTER }), { stamp: {} }),
    ['TOTAL-FAILED', 'NOT_YET_VALID', 'certificate-not-yet-valid'],
  ],
  [
    'of wrong key usage',
    () => signed(person({ keyUsage: ['keyEncipherment'] })),
    ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE', 'key-usage-unsuitable'],
  ],
  [
    'of wrong extended key usage',
    () => signed(person({ extendedKeyUsage: [OID.serverAuth] })),
    ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE', 'extended-key-usage-unsuitable'],
  ],
  [
    'of a weak key',
    byWeakKey,
    ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE', 'algorithm-weak', 'algorithm-ended'],
  ],
  [
    'signed by SHA-1',
    () => signed(person({ digest: 'sha1' })),
    ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'algorithm-ended'],
  ],
  [
    'not named by the signature',
    () => withoutAttribute(person()),
    ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'signing-certificate-attribute-missing'],
  ],
  [
    'of an unknown root',
    () => signed(person({}, stranger)),
    ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND', 'chain-untrusted'],
  ],
  [
    'issued by somebody who is no authority',
    () => signed(person({ name: 'CN=Kẻ giả mạo, C=VN' }, person())),
    ['INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE', 'chain-constraints-violated'],
  ],
];

describe('a certificate that is', () => {
  it.each(CERTIFICATES)('%s', async (_, build, expected) => {
    expect(outcome(judge(await build()))).toEqual(expected);
  });
});

describe('revocation', () => {
  const subject = person({ ocspUrl: URL });
  const responder = issuing.issue({
    name: 'CN=Trả lời trạng thái, C=VN',
    extendedKeyUsage: [OID.ocspSigning],
  });
  const ocsp = (
    by: TestIdentity,
    state: 'good' | 'revoked' | 'unknown',
    revokedAt?: Date,
  ): Pick<VerifyOptions, 'evidence'> => ({
    evidence: {
      ocsp: [
        testOcspResponse({
          responder: by,
          answers: [{ about: subject, state, ...(revokedAt === undefined ? {} : { revokedAt }) }],
          producedAt: NOW,
        }),
      ],
    },
  });
  const UNKNOWN: Expected = ['INDETERMINATE', 'TRY_LATER', 'revocation-unknown'];
  const REVOKED: Expected = ['INDETERMINATE', 'REVOKED_NO_POE', 'certificate-revoked'];

  it.each<[string, Shape, Partial<VerifyOptions>, Expected]>([
    ['unreachable', {}, {}, UNKNOWN],
    ['not asked for', {}, { revocation: 'never' }, PASSED],
    ['good', {}, ocsp(responder, 'good'), PASSED],
    ['not known to the responder', {}, ocsp(responder, 'unknown'), UNKNOWN],
    ['told by the wrong responder', {}, ocsp(stranger, 'good'), UNKNOWN],
    ['told by one without the right to', {}, ocsp(person(), 'good'), UNKNOWN],
    ['before signing', {}, ocsp(responder, 'revoked', BEFORE), REVOKED],
    ['after signing, with no proof of the time', {}, ocsp(responder, 'revoked', AFTER), REVOKED],
    ['after the time-stamp', { stamp: {} }, ocsp(responder, 'revoked', AFTER), PASSED],
    ['before the time-stamp', { stamp: {} }, ocsp(responder, 'revoked', BEFORE), REVOKED],
  ])('%s', async (_, shape, options, expected) => {
    expect(outcome(judge(await signed(subject, shape), options))).toEqual(expected);
  });

  it('is read from a list, too, and of an authority counts as its own case', async () => {
    const { serialDer } = issuing.parsed;
    const crls = [testCrl({ issuer: root, revoked: [{ serialDer, at: BEFORE }], thisUpdate: NOW })];
    const report = judge(await signed(person()), { evidence: { crls } });
    expect(outcome(report)).toEqual(['INDETERMINATE', 'REVOKED_CA_NO_POE', 'authority-revoked']);
  });

  it('is not believed of a responder whose key was lost, whatever time it states', async () => {
    const lost = { serialDer: responder.parsed.serialDer, at: NOW, reason: 1 };
    const crls = [testCrl({ issuer: issuing, revoked: [lost], thisUpdate: NOW })];
    const { evidence } = ocsp(responder, 'good');
    const report = judge(await signed(subject), {
      evidence: { ...evidence, crls },
      revocation: 'when-named',
    });
    // The list itself acquits the signer; without it nobody does.
    expect(outcome(report)).toEqual(PASSED);
    expect(report.revocation?.source).toBe('crl');
  });

  it('stays open when a suspension is newer than the last good news', async () => {
    const day = 86_400_000;
    const told = new Date(NOW.getTime() - 2 * day);
    const held = testOcspResponse({
      responder,
      answers: [
        {
          about: subject,
          state: 'revoked',
          reason: 6,
          revokedAt: told,
          thisUpdate: told,
          nextUpdate: new Date(told.getTime() + day),
        },
      ],
      producedAt: told,
    });
    const crls = [
      testCrl({
        issuer: issuing,
        thisUpdate: new Date(NOW.getTime() - 5 * day),
        nextUpdate: new Date(NOW.getTime() + 25 * day),
      }),
    ];
    const report = judge(await signed(subject), { evidence: { ocsp: [held], crls } });
    expect(outcome(report)).toEqual(UNKNOWN);
  });

  it('is wanted of every certificate when the judge says so', async () => {
    expect(outcome(judge(await signed(person()), { revocation: 'always' }))).toEqual(UNKNOWN);
  });
});

describe('a time-stamp', () => {
  it('proves the time', async () => {
    const report = judge(await signed(person(), { stamp: {} }));
    expect(report).toMatchObject({
      level: 'B-T',
      timeProven: true,
      provenSigningTime: STAMPED.toISOString(),
      timeStamps: [{ authority: 'Dấu thời gian', isProof: true, reasons: [] }],
    });
  });

  it('of an authority that nobody trusts proves nothing and harms nothing', async () => {
    const authority = stranger.issue({ name: 'CN=Đồng hồ lạ, C=VN', ...TIME_STAMPING });
    const report = judge(await signed(person(), { stamp: { authority } }));
    expect(report).toMatchObject({
      indication: 'TOTAL-PASSED',
      timeProven: false,
      provenSigningTime: null,
      timeStamps: [{ isProof: false, reasons: ['chain-untrusted'] }],
    });
  });

  it('is no proof when its anchor is trusted for signatures only', async () => {
    const anchors = [{ certificate: root.certificate, purposes: ['signature'] as const }];
    const report = judge(await signed(person(), { stamp: {} }), { trustAnchors: anchors });
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', timeProven: false });
  });
});
