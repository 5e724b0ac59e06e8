import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSignedData, signedAttributes } from '../cms/cms-build.js';
import { children, context, oid, readWhole, sequence, sequenceOf } from '../cms/der.js';
import { OID } from '../cms/oids.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { testCrl, testOcspResponse } from '../fixtures/test-authority-revocation.js';
import { testTimeStamp, type TestTimeStampOptions } from '../fixtures/test-authority-time-stamp.js';
import { TestIdentity, type TestCertificateOptions } from '../fixtures/test-authority.js';
import {
  completeDocumentTimeStamp,
  prepareDocumentTimeStamp,
} from '../signing/document-time-stamp.js';
import { completeSignature, signPrepared } from '../signing/complete.js';
import { prepareSignature } from '../signing/prepare.js';
import { fillGap, putTogether } from '../signing/prepared.js';
import { appendEvidence } from '../signing/security-store.js';
import { describeSignature } from './describe-report.js';
import type { SignatureReport, VerifyOptions } from './report.js';
import { verifyPdf } from './verify.js';

const SIGNED = new Date('2026-03-02T02:15:00Z');
const STAMPED = new Date('2026-03-02T02:16:00Z');
const NOW = new Date('2026-11-01T08:00:00Z');
const days = (count: number, from = NOW): Date => new Date(from.getTime() + count * 86_400_000);

const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN' });
const CA = { name: 'CN=CA cấp chứng thư, C=VN', isAuthority: true, crlUrl: 'http://a.vn/root.crl' };
const issuing = root.issue(CA);
const TIME_STAMPING = {
  extendedKeyUsage: [OID.timeStamping],
  isExtendedKeyUsageCritical: true,
};
const unit = (options: Partial<TestCertificateOptions> = {}): TestIdentity =>
  root.issue({ name: 'CN=Dấu thời gian, C=VN', ...TIME_STAMPING, ...options });

let pdf: Uint8Array;
beforeAll(async () => {
  pdf = await samplePdf({ objectStreams: false });
});

type Stamp = Partial<TestTimeStampOptions>;

async function signed(
  signer: TestIdentity,
  chain: readonly Buffer[],
  stamp?: Stamp,
  inside?: (cms: Buffer) => Buffer,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, {
    newField: { name: 'ChuKy', page: 0 },
    certificate: signer.certificate,
    chain,
    signingTime: SIGNED,
    level: stamp === undefined ? 'B-B' : 'B-T',
  });
  const value = await signPrepared(prepared, signer.key);
  if (stamp === undefined && inside === undefined) return completeSignature(pdf, prepared, value);
  const imprint = createHash('sha256').update(value).digest();
  const given = { authority: unit(), genTime: STAMPED, ...stamp };
  const timeStamp = stamp === undefined ? stamp : testTimeStamp(imprint, 'sha256', given);
  // The library itself refuses to embed a time-stamp that proves nothing.
  const { file, documentDigest } = putTogether(pdf, prepared);
  const attributes = signedAttributes(documentDigest, signer.parsed, 'sha256');
  const parts = { signedAttributes: attributes, certificate: signer.parsed, chain, timeStamp };
  const cms = buildSignedData({ ...parts, digestAlgorithm: 'sha256', signature: value });
  fillGap(file, prepared.gap, inside?.(cms) ?? cms);
  return file;
}

function judge(file: Uint8Array, options: Partial<VerifyOptions> = {}): SignatureReport {
  const report = verifyPdf(file, { trustAnchors: [root.certificate], at: NOW, ...options });
  const signature = report.signatures.find(({ kind }) => kind === 'signature');
  if (signature === undefined) throw new Error('there is a signature');
  return signature;
}

const withEvidence = (
  file: Uint8Array,
  crls: readonly Buffer[],
  ocsp: readonly Buffer[] = [],
): Uint8Array =>
  appendEvidence(file, [
    {
      contents: Buffer.from('any'),
      material: { certificates: [], crls: [...crls], ocsp: [...ocsp] },
    },
  ]);

describe('evidence about the authorities', () => {
  it('sends on to another certificate of the same authority (EN 319 102-1, 5.2.6)', async () => {
    const replaced = root.issue(CA);
    const revoked = [{ serialDer: issuing.parsed.serialDer, at: days(-300), reason: 4 }];
    const crls = [testCrl({ issuer: root, revoked, thisUpdate: days(-1) })];
    const signer = issuing.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
    for (const order of [
      [issuing, replaced],
      [replaced, issuing],
    ]) {
      const chain = order.map(({ certificate }) => certificate);
      const file = withEvidence(await signed(signer, chain), [
        testCrl({ issuer: root, revoked, thisUpdate: days(-1), point: { url: CA.crlUrl } }),
      ]);
      expect(judge(file)).toMatchObject({ indication: 'TOTAL-PASSED', reasons: [] });
    }
    const alone = await signed(signer, [issuing.certificate]);
    expect(judge(alone, { evidence: { crls } }).reasons).toEqual(['authority-revoked']);
  });

  it('may be signed by another key that the root certified, though the root is not in the file', async () => {
    const names = { name: 'CN=CA hai khoá, C=VN' };
    const twoKeys = root.issue({ ...names, isAuthority: true, keyUsage: ['keyCertSign'] });
    const lister = root.issue({ ...names, keyLabel: 'danh sách', keyUsage: ['crlSign'] });
    const signer = twoKeys.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN', crlUrl: 'http://a.vn/2.crl' });
    const chain = [twoKeys.certificate, lister.certificate];
    const crls = [testCrl({ issuer: lister, thisUpdate: days(-1) })];
    const file = withEvidence(await signed(signer, chain), crls);
    expect(judge(file)).toMatchObject({ indication: 'TOTAL-PASSED', reasons: [] });
  });

  it('is believed of a responder that has expired when a later time-stamp covers it', async () => {
    const until = days(-60);
    const responder = issuing.issue({
      ...{ name: 'CN=OCSP, C=VN', until, extendedKeyUsage: [OID.ocspSigning] },
      hasOcspNoCheck: true,
    });
    const signer = issuing.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN', ocspUrl: 'http://ocsp.vn' });
    const asked = days(1, STAMPED);
    const answers = [{ about: signer, thisUpdate: asked, nextUpdate: days(1, asked) }];
    const ocsp = [testOcspResponse({ responder, answers, producedAt: asked })];
    const crls = [testCrl({ issuer: root, thisUpdate: asked, point: { url: CA.crlUrl } })];
    const stampedFile = await signed(signer, signer.chain.slice(0, 1), {});
    const file = withEvidence(stampedFile, crls, ocsp);
    expect(judge(file).reasons).toEqual(['revocation-unknown']);
    const prepared = prepareDocumentTimeStamp(file);
    const imprint = Buffer.from(prepared.documentDigest, 'hex');
    const token = testTimeStamp(imprint, 'sha256', { authority: unit(), genTime: days(2, asked) });
    const archived = completeDocumentTimeStamp(file, prepared, token);
    expect(judge(archived)).toMatchObject({ indication: 'TOTAL-PASSED', level: 'B-LTA' });
  });
});

it('an answer among the lists inside of a signature counts (RFC 5940, 2)', async () => {
  const signer = root.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN', ocspUrl: 'http://ocsp.vn' });
  const answer = testOcspResponse({ responder: root, answers: [{ about: signer }] });
  const put = (cms: Buffer): Buffer => {
    const [type, wrapped] = sequenceOf(readWhole(cms));
    const parts = children(readWhole(wrapped?.content ?? cms)).map(({ bytes }) => bytes);
    const lists = context(1, context(1, oid(OID.ocspInCms), answer));
    const whole = sequence(...parts.slice(0, -1), lists, ...parts.slice(-1));
    return sequence(type?.bytes ?? cms, context(0, whole));
  };
  expect(judge(await signed(signer, [])).reasons).toEqual(['revocation-unknown']);
  expect(judge(await signed(signer, [], undefined, put)).reasons).toEqual([]);
});

describe('evidence of an authority that was revoked later', () => {
  const lost = root.issue({ ...CA, name: 'CN=CA mất khoá, C=VN' });
  const signer = lost.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN', crlUrl: 'http://a.vn/3.crl' });
  const then = days(1, STAMPED);
  const until = days(3, STAMPED);
  const good = testCrl({ issuer: lost, thisUpdate: then, nextUpdate: until });
  const revoked = [{ serialDer: lost.parsed.serialDer, at: days(-100), reason: 2 }];
  const point = { url: CA.crlUrl };

  it('proves nothing by itself: whoever has the key states any time (5.6.2.2.4)', async () => {
    const crls = [testCrl({ issuer: root, thisUpdate: days(-1), revoked, point }), good];
    const file = withEvidence(await signed(signer, [lost.certificate], {}), crls);
    expect(judge(file)).toMatchObject({
      ...{ verdict: 'unknown', subIndication: 'REVOKED_CA_NO_POE' },
      reasons: ['authority-revoked'],
    });
  });

  it('proves what it says when a time-stamp from before covers it', async () => {
    const before = testCrl({ issuer: root, thisUpdate: then, nextUpdate: until, point });
    const file = withEvidence(await signed(signer, [lost.certificate], {}), [before, good]);
    const prepared = prepareDocumentTimeStamp(file);
    const imprint = Buffer.from(prepared.documentDigest, 'hex');
    const token = testTimeStamp(imprint, 'sha256', { authority: unit(), genTime: days(1, then) });
    const archived = completeDocumentTimeStamp(file, prepared, token);
    const crls = [testCrl({ issuer: root, thisUpdate: days(-1), revoked, point })];
    expect(judge(archived, { evidence: { crls } })).toMatchObject({
      verdict: 'valid',
      reasons: [],
    });
  });
});

it('a certificate of which nobody was asked is not called valid then', async () => {
  const signer = root.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN', crlUrl: CA.crlUrl });
  const report = judge(await signed(signer, []));
  expect(report.reasons).toEqual(['revocation-unknown']);
  expect(describeSignature(report, 'en')).toContain(
    'Whether the certificate was valid at the time of signing could not be determined.',
  );
});

it('a suspended certificate may be good again: try later (EN 319 102-1, 5.2.6)', async () => {
  const signer = root.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN', crlUrl: CA.crlUrl });
  const revoked = [{ serialDer: signer.parsed.serialDer, at: days(-5), reason: 6 }];
  const crls = [
    testCrl({ issuer: root, revoked, thisUpdate: days(-1), point: { url: CA.crlUrl } }),
  ];
  expect(judge(await signed(signer, []), { evidence: { crls } })).toMatchObject({
    ...{ verdict: 'unknown', subIndication: 'TRY_LATER' },
    reasons: ['certificate-suspended'],
  });
});

it('clocks that go a little ahead of the judge contradict nothing', async () => {
  const ahead = new Date(STAMPED.getTime() - 30_000);
  const signer = root.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN' });
  const file = await signed(signer, [], {});
  expect(judge(file, { at: ahead })).toMatchObject({ verdict: 'valid', timeProven: true });
  const asked = new Date(SIGNED.getTime() - 30_000);
  expect(judge(await signed(signer, []), { at: asked }).reasons).toEqual([]);
});

describe('a time-stamp inside an expired signature proves nothing', () => {
  const URL = 'http://a.vn/tsa.crl';
  const revokedAt = (authority: TestIdentity, at: Date, reason?: number): Buffer =>
    testCrl({
      ...{ issuer: root, thisUpdate: days(-1) },
      revoked: [
        { serialDer: authority.parsed.serialDer, at, ...(reason === undefined ? {} : { reason }) },
      ],
    });
  const asking = unit({ crlUrl: URL });
  const good = testCrl({ issuer: root, thisUpdate: days(-1) });

  it.each<[string, Stamp, readonly Buffer[], readonly string[]]>([
    ['unless it is good', {}, [], []],
    ['or its authority asks and is good', { authority: asking }, [good], []],
    ['when nobody knows', { authority: asking }, [], ['revocation-unknown']],
    [
      'when its authority was revoked before',
      { authority: asking },
      [revokedAt(asking, days(-1, STAMPED), 4)],
      ['certificate-revoked'],
    ],
    [
      'when its authority was revoked since, its key lost',
      { authority: asking },
      [revokedAt(asking, days(-10), 1)],
      ['certificate-revoked'],
    ],
    [
      'when its authority was revoked since, in order: no later stamp covers it',
      { authority: asking },
      [revokedAt(asking, days(-10), 4)],
      ['certificate-revoked'],
    ],
    [
      'when its authority had expired',
      { authority: unit({ until: days(-1, STAMPED) }) },
      [],
      ['certificate-not-valid-then', 'certificate-expired-time-unproven'],
    ],
    [
      'when its authority has expired since',
      { authority: unit({ until: days(-1) }) },
      [],
      ['certificate-expired-time-unproven'],
    ],
    [
      'when its authority may do more than that',
      { authority: unit({ extendedKeyUsage: [OID.timeStamping, OID.emailProtection] }) },
      [],
      ['extended-key-usage-unsuitable'],
    ],
    [
      'when that purpose is not critical',
      { authority: unit({ isExtendedKeyUsageCritical: false }) },
      [],
      ['extended-key-usage-unsuitable'],
    ],
    ['when it comes from the future', { genTime: days(1) }, [], ['claimed-time-in-future']],
  ])('%s', async (_, stamp, crls, reasons) => {
    const until = new Date('2026-06-01T00:00:00Z');
    const signer = root.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN', until });
    const report = judge(await signed(signer, [], stamp), { evidence: { crls } });
    expect(report.timeStamps[0]?.reasons).toEqual(reasons);
    expect(report.indication).toBe(reasons.length === 0 ? 'TOTAL-PASSED' : 'INDETERMINATE');
    expect(report.timeProven).toBe(reasons.length === 0);
  });
});
