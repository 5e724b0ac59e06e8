import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutsideJudges } from '../testing/outside/judges.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { OID } from '../cms/oids.js';
import { startOpensslServices, type OpensslServices } from '../fixtures/openssl-services.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import {
  allowedHostsFetcher,
  completeSignature,
  evidenceClient,
  extendSignatures,
  gatherRevocation,
  prepareSignature,
  signPrepared,
  stampSignature,
  timeStampClient,
  verifyPdf,
  type EvidenceClientOptions,
  type ExtensionServices,
  type PrepareOptions,
  type BaselineLevel,
  type SignatureReport,
  type VerifyOptions,
} from '../index.js';
import { readTrustAnchors } from '../pki/trust.js';

type Kind = 'rsa' | 'pss' | 'p256' | 'p384' | 'ed25519';
type Case = readonly [Kind, 'classic' | 'stream', 'first' | 'fifth', BaselineLevel];

/** Every pair of any two properties occurs; the whole product is tried in the long run. */
const COVERING: readonly Case[] = [
  ['rsa', 'classic', 'first', 'B-B'],
  ['rsa', 'stream', 'fifth', 'B-LTA'],
  ['pss', 'stream', 'first', 'B-T'],
  ['pss', 'classic', 'fifth', 'B-LT'],
  ['p256', 'classic', 'first', 'B-LTA'],
  ['p256', 'stream', 'fifth', 'B-B'],
  ['p384', 'stream', 'first', 'B-LT'],
  ['p384', 'classic', 'fifth', 'B-T'],
  ['ed25519', 'stream', 'first', 'B-LTA'],
  ['ed25519', 'classic', 'fifth', 'B-T'],
];
const KINDS: readonly Kind[] = ['rsa', 'pss', 'p256', 'p384', 'ed25519'];
const FULL = KINDS.flatMap((kind) =>
  (['classic', 'stream'] as const).flatMap((file) =>
    (['first', 'fifth'] as const).flatMap((order) =>
      (['B-B', 'B-T', 'B-LT', 'B-LTA'] as const).map(
        (level) => [kind, file, order, level] as const,
      ),
    ),
  ),
);
const isLong = process.env['TRIEN_LONG'] === '1';

const ORGANISATION = 'O=Ủy ban nhân dân phường Từ Sơn (dữ liệu mẫu), C=VN';

let services: OpensslServices;
let judges: OutsideJudges;
let root: TestIdentity;
let issuing: TestIdentity;
let extension: ExtensionServices;
let sources: EvidenceClientOptions;
const signers = new Map<string, TestIdentity>();
const bases = new Map<string, Uint8Array>();
/** The clock of openssl's services is the machine's. */
const clock = { now: (): Date => new Date(performance.timeOrigin + performance.now()) };

async function startAuthorities(): Promise<void> {
  services = await startOpensslServices();
  root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN', key: 'rsa2048' });
  issuing = root.issue({
    name: `CN=CA cấp chứng thư số thử nghiệm, ${ORGANISATION}`,
    key: 'rsa2048',
    isAuthority: true,
    crlUrl: services.crlUrl('root'),
  });
  const responder = issuing.issue({
    name: `CN=Máy trả lời OCSP, ${ORGANISATION}`,
    extendedKeyUsage: [OID.ocspSigning],
    hasOcspNoCheck: true,
  });
  const unit = issuing.issue({
    name: `CN=Dấu thời gian thử nghiệm, ${ORGANISATION}`,
    key: 'rsa2048',
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: [OID.timeStamping],
    isExtendedKeyUsageCritical: true,
    crlUrl: services.crlUrl('issuing'),
  });
  for (const key of ['rsa2048', 'p256', 'p384', 'ed25519'] as const) {
    const name = `CN=Nguyễn Thị Hằng ${key}, T=Chủ tịch, ${ORGANISATION}`;
    signers.set(key, issuing.issue({ name, key, ocspUrl: services.ocspUrl('issuing') }));
  }
  for (const number of ['1', '2', '3', '4']) {
    const name = `CN=Người ký thứ ${number}, ${ORGANISATION}`;
    signers.set(number, issuing.issue({ name, ocspUrl: services.ocspUrl('issuing') }));
  }
  const issued = [...signers.values(), unit].map((identity) => ({ identity }));
  await services.addAuthority('root', root, root, [{ identity: issuing }]);
  await services.addAuthority('issuing', issuing, responder, issued);
  await services.addTimeStamping('tsa', unit);
  const shared = {
    clock,
    fetcher: allowedHostsFetcher([services.host]),
    trustAnchors: readTrustAnchors([root.certificate]),
  };
  sources = shared;
  extension = {
    timeStamper: timeStampClient({
      ...shared,
      authorities: [{ url: services.timeStampUrl('tsa') }],
    }),
    evidence: evidenceClient(shared),
  };
}

beforeAll(async () => {
  await startAuthorities();
  judges = new OutsideJudges(root.certificate);
  for (const file of ['classic', 'stream'] as const) {
    let pdf = await samplePdf({ objectStreams: file === 'stream' });
    bases.set(`${file} first`, pdf);
    for (const number of ['1', '2', '3', '4']) pdf = await sign(pdf, number, `Ky${number}`);
    bases.set(`${file} fifth`, pdf);
  }
}, 60_000);
afterAll(async () => {
  judges.close();
  await services.stop();
});

async function sign(
  pdf: Uint8Array,
  who: string,
  field: string,
  options: Partial<PrepareOptions> = {},
): Promise<Uint8Array> {
  const signer = signers.get(who) ?? root;
  const prepared = prepareSignature(pdf, {
    newField: { name: field, page: 0 },
    certificate: signer.certificate,
    chain: [issuing.certificate],
    signingTime: clock.now(),
    ...options,
  });
  const value = await signPrepared(prepared, signer.key);
  if (prepared.level === 'B-B') return completeSignature(pdf, prepared, value);
  const timeStamp = await stampSignature(prepared, value, extension.timeStamper);
  return completeSignature(pdf, prepared, value, { timeStamp });
}

describe('every level, by every kind of key', () => {
  it.each(isLong ? FULL : COVERING)(
    'signs by %s into a %s file as its %s signature at %s',
    async (kind, file, order, level) => {
      const base = bases.get(`${file} ${order}`) ?? new Uint8Array();
      const who = kind === 'rsa' || kind === 'pss' ? 'rsa2048' : kind;
      const signed = await sign(base, who, 'ChuKy', {
        level,
        ...(kind === 'pss' && { scheme: 'pss' }),
      });
      const done =
        level === 'B-LT' || level === 'B-LTA'
          ? await extendSignatures(signed, level, extension)
          : signed;
      expect(Buffer.from(done.subarray(0, base.length)).equals(base)).toBe(true);
      expect(Buffer.from(done.subarray(0, signed.length)).equals(signed)).toBe(true);
      expect(judges.judge(done, kind === 'pss' || kind === 'ed25519' ? kind : 'other')).toEqual([]);
      const chuKy = (options: Partial<VerifyOptions>): SignatureReport | undefined =>
        verifyPdf(done, {
          trustAnchors: [root.certificate],
          at: clock.now(),
          ...options,
        }).signatures.find(({ field }) => field === 'ChuKy');
      const isLongTerm = level === 'B-LT' || level === 'B-LTA';
      const whole = verifyPdf(done, {
        trustAnchors: [root.certificate],
        at: clock.now(),
        revocation: isLongTerm ? 'always' : 'never',
      });
      expect({ verdict: whole.verdict, reasons: whole.reasons }).toEqual({
        verdict: 'valid',
        reasons: [],
      });
      // The certificates name an OCSP responder: only evidence, kept or given, settles revocation.
      expect(chuKy({})).toMatchObject({
        level,
        intact: true,
        ...(isLongTerm
          ? { indication: 'TOTAL-PASSED', subIndication: null, reasons: [] }
          : {
              indication: 'INDETERMINATE',
              subIndication: 'TRY_LATER',
              reasons: ['revocation-unknown'],
            }),
      });
      const certificates = [signers.get(who), issuing].flatMap((one) => one?.certificate ?? []);
      const evidence = await gatherRevocation(certificates, sources);
      expect(chuKy({ evidence, revocation: 'always' })).toMatchObject({
        level,
        indication: 'TOTAL-PASSED',
        reasons: [],
      });
    },
    30_000,
  );
});
