import { sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packKeyFile } from '../fixtures/key-file.js';
import { LoopbackServices } from '../fixtures/loopback-services.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { TEST_NOW, type TestIdentity } from '../fixtures/test-authority.js';
import { FileRefusedError } from './command.js';
import { runCommand } from './run.js';

/** Files in memory, and what was said. */
class Desk {
  readonly files = new Map<string, Uint8Array>();
  out: string[] = [];
  errors: string[] = [];

  async run(...args: string[]): Promise<number> {
    this.out = [];
    this.errors = [];
    return runCommand(args, {
      read: (path) => {
        const file = this.files.get(path);
        if (file === undefined) throw new FileRefusedError(path, 'file.missing');
        return file;
      },
      list: () => null,
      write: (path, bytes) => void this.files.set(path, bytes),
      mayWrite: () => undefined,
      isSame: (one, other) => one === other,
      environment: () => undefined,
      version: '1.2.3',
      out: (line) => void this.out.push(line),
      error: (line) => void this.errors.push(line),
      now: () => TEST_NOW,
    });
  }

  report(): Record<string, unknown>[] {
    return this.out.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

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
    expect(desk.errors.join()).toContain('(document.certified)');
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
    expect(desk.out[0]).toBe('done.pdf: Mọi chữ ký số hợp lệ.');
    await desk.run('verify', 'done.pdf', '--language', 'en', ...ask);
    expect(desk.out[0]).toBe('done.pdf: Every signature is valid.');
  });

  it.each([
    [['verify'], 'give at least one file'],
    [['verify', 'plan.pdf', '--at', 'soon'], '--at takes a moment'],
    [['verify', 'plan.pdf', '--trust', 'nobody.pem'], 'nobody.pem: no such file'],
    [['sign', 'plan.pdf', '-o', 'x', '--certificate', 'hang.der'], '--key or --p12 is missing'],
    [['sign', 'plan.pdf', '-o', 'x', '--level', 'B-X', ...SIGNER], '--level takes one of'],
    [['sign', 'plan.pdf', '-o', 'x', '--level', 'B-T', ...SIGNER], 'B-T needs a time-stamping'],
    [['sign', 'plan.pdf', '-o', 'x', '--rect', '1,2', ...SIGNER], '--rect takes left,bottom'],
    [['sign', 'plan.pdf', '-o', 'x', '--page', 'last', ...SIGNER], '--page takes the number'],
    [['sign', 'plan.pdf', '-o', 'x', '--p12', 'hang.p12'], 'hang.p12: wrong-password'],
    [['sign', 'plan.pdf', 'plan.pdf', '-o', 'x', ...SIGNER], 'give exactly one PDF'],
    [['sign', 'plan.pdf', ...SIGNER], '--output is missing'],
    [['prepare', 'plan.pdf', '-o', 'x'], '--certificate is missing'],
    [['complete', 'plan.pdf', '--prepared', 'x', '-o', 'x'], 'give the PDF and the file'],
    [
      ['complete', 'plan.pdf', 'note.txt', '--prepared', 'note.txt', '-o', 'x'],
      'not a preparation',
    ],
    [['timestamp', 'plan.pdf', '-o', 'x', ...TRUST], 'needs a time-stamping authority'],
    [['extend', 'plan.pdf', '-o', 'x', '--tsa', 'nowhere', ...TRUST], '--tsa takes an address'],
    [['frobnicate'], 'unknown command "frobnicate"'],
    [['verify', 'plan.pdf', '--frobnicate'], '--frobnicate'],
  ])('says how it is called: %j', async (args, message) => {
    expect(await desk.run(...args)).toBe(2);
    expect(desk.errors.join()).toContain(message);
  });

  it('explains itself, and takes nothing at all for a misuse', async () => {
    expect(await desk.run('--help')).toBe(0);
    expect(desk.out.join()).toContain('pdf-signature COMMAND');
    for (const [name, flag] of [
      ['verify', '--json'],
      ['sign', '--p12-password-file FILE'],
      ['prepare', '--certificate FILE'],
      ['complete', '--prepared FILE'],
      ['timestamp', '--tsa URL'],
      ['extend', '--level LEVEL'],
    ] as const) {
      expect(await desk.run(name, 'a', '--nonsense', '--help', '--language', 'en')).toBe(0);
      expect(desk.out.join()).toMatch(new RegExp(`^pdf-signature ${name} .*  ${flag} `, 's'));
      expect(await desk.run(name, '--version')).toBe(0);
      expect(desk.out).toEqual(['1.2.3']);
    }
    expect(await desk.run('help', 'verify')).toBe(0);
    expect(desk.out.join()).toContain('mỗi tệp một dòng JSON');
    expect(await desk.run('--version')).toBe(0);
    expect(desk.out).toEqual(['1.2.3']);
    expect(await desk.run()).toBe(2);
  });
});
