import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { throwawayPki, type Signer, type ThrowawayPki } from '../fixtures/throwaway-pki.js';
import {
  completeSignature,
  fillFields,
  inspectPdf,
  layoutFields,
  prepareSignature,
  signPrepared,
  verifyPdf,
  type FieldLayout,
} from '../index.js';
import { appendRaw } from '../testing/attacks/bases.js';
import { rc4 } from './ciphers.js';
import { openPdf } from './document.js';
import { serialize } from './serializer.js';

const WEAK = '--allow-weak-crypto';
const KINDS: readonly (readonly [string, readonly string[]])[] = [
  ['RC4 of 40 bits', [WEAK, '--encrypt', 'USER', 'OWNER', '40', '--']],
  ['RC4 of 128 bits', [WEAK, '--encrypt', 'USER', 'OWNER', '128', '--use-aes=n', '--']],
  ['RC4 in crypt filters', [WEAK, '--encrypt', 'USER', 'OWNER', '128', '--force-V4', '--']],
  ['AES-128', [WEAK, '--encrypt', 'USER', 'OWNER', '128', '--use-aes=y', '--']],
  [
    'AES-128 with open metadata',
    [WEAK, '--encrypt', 'USER', 'OWNER', '128', '--use-aes=y', '--cleartext-metadata', '--'],
  ],
  ['AES-256', ['--encrypt', 'USER', 'OWNER', '256', '--']],
  ['AES-256 of revision 5', [WEAK, '--encrypt', 'USER', 'OWNER', '256', '--force-R5', '--']],
];
const LAYOUTS = [
  ['a classic table', ['--object-streams=disable']],
  ['object streams', ['--object-streams=generate']],
  ['a linearized file', ['--linearize']],
] as const;
const FIELDS: readonly FieldLayout[] = [
  { kind: 'text', name: 'SoVanBan', page: 0, rect: [110, 740, 250, 758], text: { fontSize: 13 } },
  { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
  { kind: 'signature', name: 'CoQuan', page: 0, rect: [260, 110, 360, 190] },
];
const signingTime = new Date('2026-03-02T02:15:00Z');

let pki: ThrowawayPki;
let folder: string;
let plain: string;

beforeAll(async () => {
  pki = await throwawayPki();
  folder = mkdtempSync(join(tmpdir(), 'pdf-encryption-'));
  plain = join(folder, 'plain.pdf');
  writeFileSync(plain, await samplePdf({ objectStreams: false }));
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function hasTool(tool: string): boolean {
  const found = (process.env['PATH'] ?? '').split(':').some((dir) => existsSync(join(dir, tool)));
  if (!found) console.info(`${tool} is not installed: its part of the check was skipped`);
  return found;
}
const hasQpdf = hasTool('qpdf');
const hasPoppler = hasTool('pdfsig') && hasTool('pdftoppm') && hasTool('pdftotext');

function run(tool: string, args: readonly string[]): Buffer {
  return execFileSync(tool, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

function encrypt(args: readonly string[], layout: readonly string[], user: string): Uint8Array {
  const path = join(folder, 'encrypted.pdf');
  const filled = args.map((arg) => (arg === 'USER' ? user : arg === 'OWNER' ? 'chủ' : arg));
  run('qpdf', [...layout, ...filled, plain, path]);
  return readFileSync(path);
}

/** What a reader shows: the letters and the picture of the page, without the fields' pictures. */
function shown(path: string, password: string): string {
  const access = ['-upw', password];
  const text = run('pdftotext', [...access, '-layout', path, '-']).toString('utf8');
  return `${text}${run('pdftoppm', [...access, '-r', '40', path]).toString('latin1')}`;
}

async function sign(
  pdf: Uint8Array,
  field: string,
  by: Signer,
  password: string | undefined,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, {
    field,
    certificate: by.certificate,
    chain: [pki.issuing],
    signingTime,
    reason: 'Phê duyệt',
    ...(password === undefined ? {} : { password }),
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, by.key));
}

function judge(pdf: Uint8Array, password: string): ReturnType<typeof verifyPdf> {
  return verifyPdf(pdf, { trustAnchors: [pki.root], at: signingTime, password });
}

describe('signing encrypted documents', () => {
  // Each kind once or twice: the tools that look at the result take their time.
  const cases = KINDS.flatMap(([kind, args], index) =>
    LAYOUTS.filter((__, at) => at === index % 3 || (at === 1 && index !== 2)).map(
      ([name, layout], at) =>
        [`${kind}, ${name}`, args, layout, (index + at) % 2 === 0 ? '' : 'mật-khẩu'] as const,
    ),
  );

  it.each(hasQpdf ? cases : [])(
    '%s: stays readable, twice signed',
    async (_, args, layout, user) => {
      const source = encrypt(args, layout, user);
      const password = user === '' ? undefined : user;
      const options = password === undefined ? {} : { password };
      expect(inspectPdf(source, options)).toMatchObject({ encrypted: true, signatures: 0 });
      const laidOut = layoutFields(source, FIELDS, options);
      const once = await sign(laidOut, 'NguoiKy', pki.leader, password);
      const filled = fillFields(once, { SoVanBan: '42/KH-UBND ngày Đầu' }, options);
      const twice = await sign(filled, 'CoQuan', pki.seal, password);
      expect(Buffer.from(twice.subarray(0, filled.length)).equals(filled)).toBe(true);
      expect(judge(twice, user)).toMatchObject({
        signatures: [
          { field: 'NguoiKy', intact: true, modification: 'form-filling', reasons: [] },
          { field: 'CoQuan', intact: true, modification: 'none', reasons: [] },
        ],
      });
      checkWithOthers({ source, once, twice }, user);
    },
  );

  it('gives the same bytes for the same input', () => {
    if (!hasQpdf) return;
    const source = encrypt(KINDS[5]?.[1] ?? [], LAYOUTS[1][1], '');
    expect(layoutFields(source, FIELDS)).toEqual(layoutFields(source, FIELDS));
  });

  it('opens with the owner’s password as well, and refuses any other by its name', () => {
    if (!hasQpdf) return;
    for (const [, args] of KINDS) {
      const source = encrypt(args, LAYOUTS[0][1], 'mật-khẩu');
      expect(inspectPdf(source, { password: 'chủ' }).pages).toHaveLength(1);
      expect(() => inspectPdf(source)).toThrow('pdf.password-required');
      expect(() => inspectPdf(source, { password: 'khác' })).toThrow('pdf.password-wrong');
    }
  });

  it('writes over nothing that opens the file, though a hostile one shows it as its form, too', () => {
    if (!hasQpdf) return;
    const source = Buffer.from(encrypt(KINDS[5]?.[1] ?? [], LAYOUTS[0][1], ''));
    const { catalog, rootRef, trailer, nextObjectNumber } = openPdf(source);
    const shown = serialize(catalog.with({ AcroForm: trailer.get('Encrypt') ?? null }));
    const kept = ['Encrypt', 'ID'].map((key) => `/${key} ${serialize(trailer.get(key) ?? null)}`);
    const hostile = appendRaw(source, [[rootRef.num, shown]], {
      trailer: `/Root ${serialize(rootRef)} /Size ${nextObjectNumber} ${kept.join(' ')}`,
    });
    expect(() => layoutFields(hostile, FIELDS)).toThrow(
      'the encryption dictionary serves as another object',
    );
  });

  it('refuses handlers and ciphers that it does not know', () => {
    if (!hasQpdf) return;
    const source = Buffer.from(encrypt(KINDS[5]?.[1] ?? [], LAYOUTS[0][1], '')).toString('latin1');
    const changed = (from: string, to: string): Uint8Array =>
      Buffer.from(source.replace(from, to), 'latin1');
    const unsupported = 'pdf.encryption-unsupported';
    expect(() => inspectPdf(changed('/Filter /Standard', '/Filter /Adobe.Pb'))).toThrow(
      unsupported,
    );
    expect(() => inspectPdf(changed('/AESV3', '/AESV9'))).toThrow(unsupported);
    expect(() => inspectPdf(changed('/V 5', '/V 3'))).toThrow(unsupported);
  });
});

type States = Readonly<Record<'source' | 'once' | 'twice', Uint8Array>>;

/** Neither the text nor the picture may suffer, and all strings must decrypt. */
function checkWithOthers(states: States, user: string): void {
  const path = (state: string): string => join(folder, `${state}.pdf`);
  for (const [state, bytes] of Object.entries(states)) writeFileSync(path(state), bytes);
  const access = `--password=${user}`;
  expect(run('qpdf', [access, '--check', path('twice')]).toString()).toContain('No syntax');
  run('qpdf', [access, '--decrypt', '--qdf', path('twice'), path('open')]);
  const open = readFileSync(path('open'), 'latin1');
  expect(open).toContain('(NguoiKy)');
  expect(open).toContain('(D:20260302');
  expect(open.match(/\/Contents <3082[0-9a-f]+0{100,}>/g)).toHaveLength(2);
  if (!hasPoppler) return;
  expect(shown(path('once'), user)).toBe(shown(path('source'), user));
  expect(run('pdftotext', ['-upw', user, path('twice'), '-']).toString()).toContain('42/KH-UBND');
  const verdict = run('pdfsig', ['-upw', user, '-nocert', path('twice')]).toString();
  expect(verdict.match(/Signature is Valid/g)).toHaveLength(2);
}

describe('RC4', () => {
  it('gives the known stream', () => {
    expect(rc4(Buffer.from('Key'), Buffer.from('Plaintext')).toString('hex')).toBe(
      'bbf316e8d940af0ad3',
    );
  });
});
