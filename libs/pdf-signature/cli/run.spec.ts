import { sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LoopbackServices } from '../fixtures/loopback-services.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { TEST_NOW, type TestIdentity } from '../fixtures/test-authority.js';
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
        if (file === undefined) throw new Error('no such file');
        return file;
      },
      write: (path, bytes) => void this.files.set(path, bytes),
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

beforeAll(async () => {
  desk = new Desk();
  services = await LoopbackServices.start();
  signer = services.issue('Nguyễn Thị Hằng', 'p256');
  desk.files.set('plan.pdf', await samplePdf({ objectStreams: true }));
  desk.files.set('note.txt', Buffer.from('not a PDF'));
  desk.files.set('ca.der', services.root.certificate);
  desk.files.set('issuing.der', services.issuing.certificate);
  desk.files.set('hang.der', signer.certificate);
  const pem = signer.key.export({ type: 'pkcs8', format: 'pem' });
  desk.files.set('hang.key', Buffer.from(pem));
});
afterAll(() => services.stop());

const SIGNER = ['--key', 'hang.key', '--certificate', 'hang.der', '--chain', 'issuing.der'];
const TRUST = ['--trust', 'ca.der'];

describe('pdf-signature', () => {
  it('signs up to B-LTA, and judges what it signed from the file alone', async () => {
    const net = ['--tsa', services.timeStampUrl, '--allow-host', services.host];
    expect(
      await desk.run(
        'sign',
        'plan.pdf',
        '-o',
        'signed.pdf',
        '--level',
        'B-LTA',
        ...SIGNER,
        ...TRUST,
        ...net,
      ),
    ).toBe(0);
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
            signer: 'Nguyễn Thị Hằng',
            timeProven: true,
            reasons: [],
          },
          { kind: 'time-stamp', coverage: 'entire-file' },
        ],
      },
    ]);
  });

  it('renews a long-term archive, and stamps once more', async () => {
    const net = ['--tsa', services.timeStampUrl, '--allow-host', services.host, ...TRUST];
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
    expect(desk.errors).toEqual(['pdf-signature: signature.mismatch field=Ky']);
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
    expect(desk.out).toContain('  Người ký: Nguyễn Thị Hằng.');
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
    [['frobnicate'], 'unknown command "frobnicate"'],
    [['verify', 'plan.pdf', '--frobnicate'], '--frobnicate'],
  ])('says how it is called: %j', async (args, message) => {
    expect(await desk.run(...args)).toBe(2);
    expect(desk.errors.join()).toContain(message);
  });
});
