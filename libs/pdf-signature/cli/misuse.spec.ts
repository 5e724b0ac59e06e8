import { beforeAll, describe, expect, it } from '@jest/globals';
import { packKeyFile } from '../fixtures/key-file.js';
import { pemOf } from '../fixtures/openssl.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import { Desk } from '../testing/command-desk.js';

const desk = new Desk();
const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN' });
const signer = root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
const other = root.issue({ name: 'CN=Trần Văn Bình, C=VN' });

beforeAll(async () => {
  desk.files.set('plan.pdf', await samplePdf({ objectStreams: true }));
  desk.files.set('note.txt', Buffer.from('not a PDF'));
  desk.files.set('empty', Buffer.alloc(0));
  desk.files.set('null.json', Buffer.from('null'));
  desk.files.set('ca.der', root.certificate);
  desk.files.set('both.pem', Buffer.from(pemOf(root.certificate) + pemOf(other.certificate)));
  desk.files.set('hang.der', signer.certificate);
  const pem = signer.key.export({ type: 'pkcs8', format: 'pem' });
  desk.files.set('hang.key', Buffer.from(pem));
  desk.files.set('hang.p12', packKeyFile(signer, 'mật khẩu'));
  desk.folders.set('folder', ['folder/readme.txt']);
  desk.files.set('anchors/ca.pem', Buffer.from(pemOf(root.certificate)));
  desk.folders.set('anchors', ['anchors/ca.pem']);
  desk.closed.add('closed/x.pdf');
});

const SIGNER = ['--key', 'hang.key', '--certificate', 'hang.der'];
const SIGN = ['sign', 'plan.pdf', '-o', 'x', ...SIGNER];
const TRUST = ['--trust', 'ca.der'];

describe('a command that cannot be meant so', () => {
  it.each([
    [['verify'], 'give at least one file'],
    [['verify', 'plan.pdf', '--at', 'soon'], '--at takes a moment'],
    [['verify', 'plan.pdf', '--crl', 'note.txt'], 'note.txt: no CRL'],
    [['verify', 'plan.pdf', '--ocsp', 'ca.der'], 'ca.der: no OCSP answer'],
    [['verify', 'plan.pdf', '--trust', 'nobody.pem'], 'nobody.pem: no such file'],
    [['sign', 'plan.pdf', '-o', 'x', '--certificate', 'hang.der'], '--key or --p12 is missing'],
    [['sign', 'plan.pdf', '-o', 'x', '--level', 'B-X', ...SIGNER], '--level takes one of'],
    [['sign', 'plan.pdf', '-o', 'x', '--level', 'B-T', ...SIGNER], 'B-T needs a time-stamping'],
    [['sign', 'plan.pdf', '-o', 'x', '--rect', '1,2', ...SIGNER], '--rect takes left,bottom'],
    [['sign', 'plan.pdf', '-o', 'x', '--page', 'last', ...SIGNER], '--page takes the number'],
    [
      ['sign', 'plan.pdf', '-o', 'x', '--page', '999', ...SIGNER],
      'the number of a page, from 1 to',
    ],
    [
      ['sign', 'plan.pdf', '-o', 'x', '--p12', 'hang.p12'],
      'hang.p12: the password is wrong (wrong-password)',
    ],
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
    [['extend', 'plan.pdf', '-o', 'x', '--tsa', 'http://a.vn/'], 'needs trusted certificates'],
    [['frobnicate'], 'unknown command "frobnicate"'],
    [['sign', 'plan.pdf', '-o', 'x'], '--key or --p12 is missing'],
    [['help', 'frobnicate'], 'unknown command "frobnicate"'],
    [['--frobnicate'], 'unknown command "--frobnicate"'],
    [['verify', 'plan.pdf', '--frobnicate'], 'unknown flag --frobnicate'],
    [['verify', '-plan.pdf'], 'stands after "--"'],
    [['verify', 'plan.pdf', '--constructor'], 'unknown flag --constructor'],
    [['verify', 'plan.pdf', '--level', 'B-T'], 'verify takes no --level'],
    [['verify', 'plan.pdf', '--trust'], '--trust wants a value'],
    [['verify', '--trust', '--json', 'plan.pdf'], '--trust wants a value'],
    [['verify', 'plan.pdf', '--json=yes'], '--json takes no value'],
    [['verify', 'plan.pdf', '--language', 'fr'], '--language takes one of'],
    [['verify', 'plan.pdf', '--at', '2026-03-02T09:15'], '--at takes a moment'],
    [['verify', 'plan.pdf', '--trust', 'empty'], 'empty: no certificate in PEM or DER'],
    [['verify', 'plan.pdf', '--trust', 'hang.key'], 'hang.key: no certificate'],
    [['verify', 'plan.pdf', '--trust', 'folder'], 'folder: the folder holds no .pem'],
    [['verify', 'plan.pdf', '--trust-list', 'ca.der'], 'ca.der: no certificate'],
    [['verify', 'plan.pdf', '--trust-list', 'http://a.vn/l.json'], 'or an https address'],
    [['verify', 'plan.pdf', '--allow-host', 'http://a.vn/'], '--allow-host takes host'],
    [['verify', 'plan.pdf', '--password', 'a', '--password-file', 'empty'], 'exclude each other'],
    [[...SIGN, '-o', 'y'], '--output is given twice'],
    [['sign', 'plan.pdf', '-o', 'hang.key', ...SIGNER], 'would write over the file of --key'],
    [
      ['extend', 'plan.pdf', '-o', 'anchors/ca.pem', '--tsa', 'http://a.vn/', '--trust', 'anchors'],
      'would write over the file of --trust',
    ],
    [[...SIGN, '--rect', ',,,'], '--rect takes left,bottom'],
    [[...SIGN, '--page', '1e0'], '--page takes the number'],
    [[...SIGN, '--new-field', 'a.b'], '--new-field takes a name'],
    [[...SIGN, '--field', 'a', '--rect', '0,0,9,9'], '--rect is for a new field'],
    [[...SIGN, '--text', 'Ký'], '--image and --text want a box'],
    [[...SIGN, '--p12', 'hang.p12'], '--p12 holds key and certificate'],
    [[...SIGN, '--key-password-file', 'absent'], 'absent: no such file'],
    [['sign', 'plan.pdf', '-o', 'x', '--key', 'empty', '--certificate', 'ca.der'], 'empty: no'],
    [[...SIGN, '--level', 'B-T', '--tsa', 'ftp://a.vn/', ...TRUST], '--tsa takes an address'],
    [[...SIGN, '--revocation', 'never'], '--revocation takes one of always, when-named'],
    [['prepare', 'plan.pdf', '-o', '-', '--certificate', 'hang.der'], 'wants a file'],
    [['prepare', 'plan.pdf', '-o', 'plan.pdf', '--certificate', 'hang.der'], 'would write over'],
    [['complete', 'plan.pdf', 'empty', '--prepared', 'null.json', '-o', 'x'], 'not a preparation'],
  ])('says how it is called: %j', async (args, message) => {
    expect(await desk.run(...args)).toBe(2);
    expect(desk.errors.join()).toContain(message);
  });

  it('is told in the language asked for, in both when none is', async () => {
    await desk.run('verify');
    expect(desk.errors.slice(0, 2)).toEqual([
      'pdf-signature: cần ít nhất một tệp',
      'pdf-signature: give at least one file',
    ]);
    await desk.run('verify', '--language', 'vi');
    expect(desk.errors).toEqual(['pdf-signature: cần ít nhất một tệp', 'pdf-signature --help']);
    await desk.run('verify', '--language=en');
    expect(desk.errors[0]).toBe('pdf-signature: give at least one file');
  });

  it('does no work for a result that has no place', async () => {
    expect(await desk.run('sign', 'absent.pdf', '-o', 'closed/x.pdf', ...SIGNER)).toBe(4);
    expect(desk.errors.join()).toContain('closed/x.pdf: may not be read or written');
  });

  it('refuses a key of another certificate', async () => {
    const wrong = ['--key', 'hang.key', '--certificate', 'both.pem'];
    expect(await desk.run('sign', 'plan.pdf', '-o', 'x', ...wrong)).toBe(1);
    expect(desk.errors.join()).toContain('(signature.key-mismatch)');
  });

  it('blames the program for its own defects, in one line a language', async () => {
    desk.faults.add('hang.fault');
    expect(await desk.run('sign', 'hang.fault', '-o', 'x', ...SIGNER)).toBe(5);
    expect(desk.errors).toEqual([
      'pdf-signature: lỗi của chính chương trình: out of range',
      'pdf-signature: a defect of the program: out of range',
    ]);
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
    expect(await desk.run('sign', '--help', '--language', 'en')).toBe(0);
    expect(desk.out.join()).toContain('line of text in the box (may be repeated)');
    expect(await desk.run('help', 'verify')).toBe(0);
    expect(desk.out.join()).toContain('mỗi tệp một dòng JSON');
    expect(await desk.run('--version')).toBe(0);
    expect(desk.out).toEqual(['1.2.3']);
    expect(await desk.run()).toBe(2);
  });
});
