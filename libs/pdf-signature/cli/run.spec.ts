import { sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packKeyFile } from '../fixtures/key-file.js';
import { LoopbackServices } from '../fixtures/loopback-services.js';
import { pemOf } from '../fixtures/openssl.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { testCrl } from '../fixtures/test-authority-revocation.js';
import type { TestIdentity } from '../fixtures/test-authority.js';
import { layoutFields } from '../form/layout-fields.js';
import { Desk } from '../testing/command-desk.js';

let desk: Desk;
let services: LoopbackServices;
let signer: TestIdentity;

const PASSWORD = 'Mật khẩu 2026';

beforeAll(async () => {
  desk = new Desk();
  services = await LoopbackServices.start();
  signer = services.signer('p256');
  desk.files.set('plan.pdf', await samplePdf({ objectStreams: true }));
  desk.files.set('note.txt', Buffer.from('not a PDF'));
  desk.files.set('ca.der', services.root.certificate);
  desk.files.set('issuing.der', services.issuing.certificate);
  desk.files.set('hang.der', signer.certificate);
  const pem = signer.key.export({ type: 'pkcs8', format: 'pem' });
  desk.files.set('hang.key', Buffer.from(pem));
  desk.files.set('hang.p12', packKeyFile(signer, PASSWORD));
  desk.files.set('password.txt', Buffer.from(`${PASSWORD}\n`));
});
afterAll(() => services.close());

const SIGNER = ['--key', 'hang.key', '--certificate', 'hang.der', '--chain', 'issuing.der'];
const TRUST = ['--trust', 'ca.der'];
const NEVER = ['--revocation', 'never'];
const network = (): string[] => ['--tsa', services.url('/tsa'), '--allow-host', services.host];

describe('pdf-signature', () => {
  it('signs up to B-LTA, and judges what it signed from the file alone', async () => {
    const level = ['-o', 'signed.pdf', '--level', 'B-LTA'];
    expect(await desk.run('sign', 'plan.pdf', ...level, ...SIGNER, ...TRUST, ...network())).toBe(0);
    expect(await desk.run('verify', 'signed.pdf', '--json', ...TRUST)).toBe(0);
    expect(desk.report()).toMatchObject([
      {
        file: 'signed.pdf',
        verdict: 'valid',
        signatures: [
          {
            field: 'Signature1',
            subFilter: 'ETSI.CAdES.detached',
            indication: 'TOTAL-PASSED',
            subIndication: null,
            level: 'B-LTA',
            coverage: 'entire-revision',
            modification: 'lta-updates',
            signer: 'Nguyễn Thị Hằng p256',
            timeProven: true,
            reasons: [],
          },
          { kind: 'time-stamp', coverage: 'entire-file' },
        ],
      },
    ]);
  });

  it('renews a long-term archive, and stamps once more', async () => {
    const net = [...network(), ...TRUST];
    expect(await desk.run('extend', 'signed.pdf', '-o', 'renewed.pdf', ...net)).toBe(0);
    expect(await desk.run('timestamp', 'renewed.pdf', '-o', 'stamped.pdf', ...net)).toBe(0);
    expect(await desk.run('verify', 'stamped.pdf', '--json', ...TRUST)).toBe(0);
    expect(desk.report()[0]?.['signatures']).toHaveLength(4);
  });

  it('lets somebody else sign what it has prepared', async () => {
    const wishes = ['--new-field', 'Ky', '--certificate', 'hang.der', '--chain', 'issuing.der'];
    expect(await desk.run('prepare', 'plan.pdf', '-o', 'prepared.json', ...wishes)).toBe(0);
    const [told] = desk.report();
    const data = Buffer.from(String(told?.['data']), 'base64');
    desk.files.set('value', sign('sha256', data, signer.key));
    const back = ['--prepared', 'prepared.json', '-o', 'done.pdf'];
    expect(await desk.run('complete', 'plan.pdf', 'value', ...back)).toBe(0);
    const ask = ['--json', ...TRUST, '--allow-host', services.host];
    expect(await desk.run('verify', 'done.pdf', ...ask)).toBe(0);
    expect(desk.report()).toMatchObject([{ verdict: 'valid' }]);
    services.asked.length = 0;
    expect(await desk.run('verify', 'done.pdf', 'done.pdf', ...ask)).toBe(0);
    expect(services.asked.filter((path) => path === '/ocsp')).toHaveLength(1);
  });

  it('refuses a value that is not the signer’s, and writes nothing', async () => {
    desk.files.set('wrong', Buffer.alloc(70));
    const back = ['--prepared', 'prepared.json', '-o', 'never.pdf'];
    expect(await desk.run('complete', 'plan.pdf', 'wrong', ...back)).toBe(1);
    expect(desk.errors.join()).toContain('(signature.mismatch field=Ky)');
    expect(desk.files.has('never.pdf')).toBe(false);
  });

  it('says that revocation is not known when nobody may be asked', async () => {
    expect(await desk.run('verify', 'done.pdf', '--json', ...TRUST)).toBe(3);
    expect(desk.report()[0]).toMatchObject({
      verdict: 'unknown',
      signatures: [{ subIndication: 'TRY_LATER', reasons: ['revocation-unknown'] }],
    });
    expect(await desk.run('verify', 'done.pdf', '--revocation', 'never', ...TRUST)).toBe(0);
  });

  it('takes evidence at hand, a list in PEM as openssl writes it, too', async () => {
    const list = (issuer: TestIdentity): Buffer => testCrl({ issuer });
    const armoured = list(services.issuing).toString('base64');
    const pem = `-----BEGIN X509 CRL-----\n${armoured}\n-----END X509 CRL-----\n`;
    desk.files.set('issuing.crl', Buffer.from(pem));
    desk.files.set('root.crl', list(services.root));
    const lists = ['--crl', 'issuing.crl', '--crl', 'root.crl'];
    expect(await desk.run('verify', 'done.pdf', ...lists, ...TRUST)).toBe(0);
  });

  it.each([
    ['typed', '--p12-password', PASSWORD],
    ['in a file', '--p12-password-file', 'password.txt'],
  ])('signs with a PKCS#12 file whose password is %s', async (_, flag, value) => {
    const wishes = ['--p12', 'hang.p12', flag, value, '--certify', '2', '--lock', 'all'];
    const seen = ['--rect', '300,90,500,150', '--text', 'Ký bởi: Nguyễn Thị Hằng'];
    expect(await desk.run('sign', 'plan.pdf', '-o', 'p12.pdf', ...wishes, ...seen)).toBe(0);
    expect(await desk.run('verify', 'p12.pdf', '--json', ...NEVER, ...TRUST)).toBe(0);
    const again = ['--new-field', 'Second', ...SIGNER];
    expect(await desk.run('sign', 'p12.pdf', '-o', 'no.pdf', ...again)).toBe(1);
    expect(desk.errors.join()).toContain('See --field. (document.certified)');
  });

  it('raises a signature of somebody else, or says what it waits for', async () => {
    const ask = [...TRUST, ...network()];
    const raised = ['extend', 'done.pdf', '-o', 'raised.pdf', '--level', 'B-LT'];
    services.broken.add('/tsa');
    expect(await desk.run(...raised, ...ask)).toBe(1);
    services.broken.clear();
    expect(desk.errors.join()).toContain('time-stamp.unavailable');
    expect(desk.files.has('raised.pdf')).toBe(false);
    expect(await desk.run(...raised, ...ask)).toBe(0);
    expect(await desk.run('verify', 'raised.pdf', '--json', ...TRUST)).toBe(0);
    expect(desk.report()).toMatchObject([{ signatures: [{ level: 'B-LT' }, {}] }]);
  });

  it('writes no signature of whom the evidence calls revoked, and names the flag of trust', async () => {
    const level = ['sign', 'plan.pdf', '-o', 'worthless.pdf', '--level', 'B-LT', ...SIGNER];
    services.revoked.set(signer, { at: new Date('2026-01-01T00:00:00Z'), reason: 1 });
    expect(await desk.run(...level, ...TRUST, ...network())).toBe(1);
    services.revoked.clear();
    expect(desk.errors.join()).toContain('Nothing was written. (certificate-revoked)');
    expect(desk.files.has('worthless.pdf')).toBe(false);
    expect(await desk.run(...level, '--trust', 'hang.der', ...network())).toBe(1);
    expect(desk.errors.join()).toMatch(/See --trust\. \(time-stamp\.unavailable.*untrusted/);
  });

  it('names signer and time in a box that was laid out, unless something else is given', async () => {
    const rect = [100, 100, 300, 160] as const;
    const plan = desk.files.get('plan.pdf') ?? Buffer.alloc(0);
    const fields = [{ kind: 'signature', name: 'Ký', page: 0, rect }] as const;
    desk.files.set('laid.pdf', layoutFields(plan, fields));
    expect(await desk.run('sign', 'laid.pdf', '-o', 'named.pdf', '--field', 'Ký', ...SIGNER)).toBe(
      0,
    );
    expect(Buffer.from(desk.files.get('named.pdf') ?? []).includes('Tinos')).toBe(true);
  });

  it('gives every file its line, whatever it is', async () => {
    const changed = Buffer.from(desk.files.get('done.pdf') ?? []);
    changed[changed.indexOf('/MediaBox') + 11] = 0x31;
    desk.files.set('changed.pdf', changed);
    const files = ['done.pdf', 'changed.pdf', 'plan.pdf', 'note.txt', 'absent.pdf'];
    expect(await desk.run('verify', ...files, '--json', '--revocation', 'never', ...TRUST)).toBe(2);
    expect(desk.report().map(({ file, verdict }) => [file, verdict])).toEqual([
      ['done.pdf', 'valid'],
      ['changed.pdf', 'invalid'],
      ['plan.pdf', 'unsigned'],
      ['note.txt', 'not-a-pdf'],
      ['absent.pdf', 'unreadable'],
    ]);
    expect(await desk.run('verify', 'changed.pdf', 'plan.pdf', ...TRUST)).toBe(1);
  });

  it('tells people in sentences', async () => {
    const ask = [...TRUST, '--revocation', 'never'];
    await desk.run('verify', 'done.pdf', ...ask);
    expect(desk.out).toContain('  Người ký: Nguyễn Thị Hằng p256, Chủ tịch.');
    expect(desk.out[0]).toBe('done.pdf: Tất cả chữ ký số hợp lệ, nội dung toàn vẹn.');
    await desk.run('verify', 'done.pdf', '--language', 'en', ...ask);
    expect(desk.out[0]).toBe('done.pdf: Every signature is valid and the content is intact.');
  });

  it('loses no line to a file that trips the program itself', async () => {
    desk.faults.add('fault.pdf');
    expect(await desk.run('verify', 'fault.pdf', 'plan.pdf', '--json')).toBe(1);
    expect(desk.report()).toEqual([
      { file: 'fault.pdf', verdict: 'unknown', signatures: [], reasons: ['program.defect'] },
      { file: 'plan.pdf', verdict: 'unsigned', signatures: [], reasons: [] },
    ]);
  });

  it('shows no terminal what strangers put into names', async () => {
    await desk.run('verify', 'a\n\u001b[2Jb\u202e.pdf');
    expect(desk.out).toEqual(['a\\u{a}\\u{1b}[2Jb\\u{202e}.pdf: không có tệp hoặc thư mục này.']);
    const hostile = 'a\n\u009b2Jb\u202e\u{e0041}.pdf';
    await desk.run('verify', '--json', hostile);
    expect(desk.out[0]).toContain('"a\\n\\u009b2Jb\\u202e\\udb40\\udc41.pdf"');
    expect(desk.report()).toMatchObject([{ file: hostile }]);
  });

  it('trusts folders, bundles, and lists that an address gives', async () => {
    const certificate = services.root.certificate.toString('base64');
    const list = JSON.stringify({ version: 1, anchors: [{ certificate }] });
    const server = createServer((_, response) => response.end(list));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const pem = [services.issuing, services.root].map(({ certificate: der }) => pemOf(der));
    desk.files.set('folder/ca.pem', Buffer.from(pem.join('')));
    desk.folders.set('folder', ['folder/ca.pem', 'folder/readme.txt']);
    const ask = ['verify', 'done.pdf', ...NEVER];
    expect(await desk.run(...ask)).toBe(3);
    expect(desk.errors.join()).toContain('no --trust: nobody is trusted');
    desk.errors.length = 0;
    expect(await desk.run(...ask, '--language', 'vi')).toBe(3);
    expect(desk.errors).toEqual(['pdf-signature: thiếu --trust: không tin cậy ai']);
    expect(await desk.run(...ask, '--trust', 'folder')).toBe(0);
    const address = `http://127.0.0.1:${String(port)}/list.json`;
    expect(await desk.run(...ask, '--trust-list', address)).toBe(0);
    await new Promise((resolve) => server.close(resolve));
    expect(await desk.run(...ask, '--trust-list', address)).toBe(1);
    expect(desk.errors.join()).toContain('fetch.failed');
  });

  it('takes passwords from the environment, and issuers beside a PKCS#12 file', async () => {
    desk.environment.set('PDF_SIGNATURE_P12_PASSWORD', PASSWORD);
    const bare = ['--p12', 'hang.p12', '--chain', 'issuing.der'];
    expect(await desk.run('sign', 'done.pdf', '-o', 'twice.pdf', ...bare)).toBe(0);
    expect(await desk.run('verify', 'twice.pdf', '--json', ...NEVER, ...TRUST)).toBe(0);
    const fields = (desk.report()[0]?.['signatures'] as { field: string }[]).map(
      (one) => one.field,
    );
    expect(fields).toEqual(['Ky', 'Signature1']);
    expect(await desk.run('sign', 'twice.pdf', '-o', 'thrice.pdf', ...bare)).toBe(0);
  });

  it('completes with r and s side by side, up to the level asked for at first', async () => {
    const wishes = ['--certificate', 'hang.der', '--chain', 'issuing.der', '--rect', '9,9,200,60'];
    const level = ['--level', 'B-LT'];
    expect(await desk.run('prepare', 'plan.pdf', '-o', 'p.json', ...wishes, ...level)).toBe(0);
    const data = Buffer.from(String(desk.report()[0]?.['data']), 'base64');
    desk.files.set('value', sign('sha256', data, { key: signer.key, dsaEncoding: 'ieee-p1363' }));
    const back = ['--prepared', 'p.json', '-o', 'raw.pdf'];
    expect(await desk.run('complete', 'plan.pdf', 'value', ...back)).toBe(2);
    expect(desk.errors.join()).toContain('B-LT needs a time-stamping authority');
    const net = [...network(), ...TRUST];
    expect(await desk.run('complete', 'plan.pdf', 'value', ...back, ...net)).toBe(0);
    expect(await desk.run('verify', 'raw.pdf', '--json', ...TRUST)).toBe(0);
    expect(desk.report()).toMatchObject([{ signatures: [{ level: 'B-LT' }] }]);
  });
});
