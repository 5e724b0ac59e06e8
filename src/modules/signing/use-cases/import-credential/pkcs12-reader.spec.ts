import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import forge from 'node-forge';
import { openPkcs12 } from './open-pkcs12.js';

const PASSWORD = 'Mật khẩu tệp 2026';
const NAME = '/C=VN/O=Ủy ban nhân dân phường Từ Sơn (dữ liệu mẫu)/CN=Nguyễn Đăng Quyết';
const hasOpenssl = ((): boolean => {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    console.warn('openssl (Debian: openssl) is absent: the PKCS#12 matrix is left out');
    return false;
  }
})();

/** As real programs write them: the modern form, the one of 1999, and what a token's driver exports. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  'AES-256 and SHA-256': [],
  'AES-128 and SHA-512': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512'],
  '3DES and RC2-40 of 1999': ['-legacy'],
  '3DES throughout': [
    ...['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES'],
    ...['-macalg', 'sha1'],
  ],
  'open certificates': ['-certpbe', 'NONE'],
};

(hasOpenssl ? describe : describe.skip)('opening .p12 files that openssl wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-p12-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const issue = (name: string, key: readonly string[], subject: string, by?: string): void => {
    const isAuthority = by === undefined || name === 'issuing';
    openssl(
      ...['req', '-x509', '-newkey', ...key, '-nodes', '-utf8', '-subj', subject, '-days', '30'],
      ...['-keyout', at(`${name}.key`), '-out', at(`${name}.crt`)],
      ...['-addext', `basicConstraints=critical,CA:${isAuthority ? 'TRUE' : 'FALSE'}`],
      ...(by === undefined ? [] : ['-CA', at(`${by}.crt`), '-CAkey', at(`${by}.key`)]),
    );
  };
  const pack = (name: string, from: string, form: readonly string[]): Buffer => {
    openssl(
      ...['pkcs12', '-export', '-out', at(name), '-passout', `pass:${PASSWORD}`, ...form],
      ...['-inkey', at(`${from}.key`), '-in', at(`${from}.crt`), '-certfile', at('chain.pem')],
    );
    return readFileSync(at(name));
  };
  const der = (name: string): Buffer => new X509Certificate(readFileSync(at(`${name}.crt`))).raw;

  beforeAll(() => {
    const ec = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    issue('root', ec, '/C=VN/CN=CA gốc thử nghiệm');
    issue('issuing', ec, '/C=VN/O=Cơ quan chứng thực mẫu/L=Hà Nội/CN=CA Thử nghiệm', 'root');
    issue('rsa', ['rsa:2048'], NAME, 'issuing');
    issue('ec', ec, NAME, 'issuing');
    // The root first and the issuer after it: files keep no order.
    writeFileSync(
      at('chain.pem'),
      [at('root.crt'), at('issuing.crt')].map((file) => readFileSync(file, 'utf8')).join(''),
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const cases = Object.keys(FORMS).flatMap((form) => ['rsa', 'ec'].map((key) => ({ form, key })));
  it.each(cases)('$key, $form: key, certificate and chain byte for byte', async ({ form, key }) => {
    const opened = await openPkcs12(pack('given.p12', key, FORMS[form] ?? []), PASSWORD);

    if (!('contents' in opened)) throw new Error(opened.refusal);
    const { pkcs8, certificate, chain } = opened.contents;
    expect(Buffer.from(certificate).equals(der(key))).toBe(true);
    expect(chain.map((one) => Buffer.from(one).equals(der('issuing')))).toEqual([true]);
    const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    const text = Buffer.from('thử');
    const publicKey = createPublicKey(readFileSync(at(`${key}.key`)));
    expect(verify('sha256', text, publicKey, sign('sha256', text, privateKey))).toBe(true);
  });

  it.each(Object.keys(FORMS))('a wrong password is told as such: %s', async (form) => {
    const file = pack('given.p12', 'ec', FORMS[form] ?? []);
    expect(await openPkcs12(file, 'mat khau tep 2026')).toEqual({ refusal: 'wrong-password' });
  });

  it('takes a password in decomposed letters too', async () => {
    const file = pack('given.p12', 'ec', []);
    expect(await openPkcs12(file, PASSWORD.normalize('NFD'))).toHaveProperty('contents');
  });

  it('says what is missing: a key, the certificate of the key', async () => {
    openssl(
      ...['pkcs12', '-export', '-nokeys', '-in', at('rsa.crt'), '-out', at('certs.p12')],
      ...['-passout', `pass:${PASSWORD}`],
    );
    expect(await openPkcs12(readFileSync(at('certs.p12')), PASSWORD)).toEqual({
      refusal: 'no-key',
    });
    openssl(
      ...['pkcs12', '-export', '-nocerts', '-inkey', at('rsa.key'), '-out', at('key.p12')],
      ...['-passout', `pass:${PASSWORD}`],
    );
    expect(await openPkcs12(readFileSync(at('key.p12')), PASSWORD)).toEqual({
      refusal: 'no-certificate-for-key',
    });
  });

  it('does not choose between two keys', async () => {
    const open = ['-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac'];
    const both = joined(pack('one.p12', 'ec', open), pack('two.p12', 'rsa', open));
    expect(await openPkcs12(both, PASSWORD)).toEqual({ refusal: 'several-keys' });
  });

  it('gives up on a file that asks for hours of hashing', async () => {
    const file = pack('given.p12', 'ec', ['-iter', '3', '-legacy']);
    expect(await openPkcs12(withEndlessMac(file), PASSWORD, 800)).toEqual({ refusal: 'too-slow' });
  });

  it('is not misled by what is no such file', async () => {
    for (const bytes of [
      Buffer.from('%PDF-1.7'),
      Buffer.alloc(0),
      der('rsa'),
      Buffer.from('3080', 'hex'),
    ])
      expect(await openPkcs12(bytes, PASSWORD)).toEqual({ refusal: 'unreadable' });
  });
});

type Node = Omit<forge.asn1.Asn1, 'value'> & { value: forge.asn1.Asn1[] };

function parse(file: Buffer): Node {
  return forge.asn1.fromDer(forge.util.createBuffer(file.toString('binary'))) as unknown as Node;
}

function write(node: Node): Buffer {
  return Buffer.from(forge.asn1.toDer(node as unknown as forge.asn1.Asn1).getBytes(), 'binary');
}

/** The octet string that holds the safes of a file without a MAC. */
function safesIn(file: Node): Omit<forge.asn1.Asn1, 'value'> & { value: unknown } {
  return [1, 1, 0].reduce<Node>((node, index) => node.value[index] as unknown as Node, file);
}

/** One file with the safes of both. */
function joined(one: Buffer, other: Buffer): Buffer {
  const file = parse(one);
  const [mine, theirs] = [safesIn(file), safesIn(parse(other))];
  const read = ({ value }: { value: unknown }): Node =>
    parse(Buffer.from(value as string, 'binary'));
  const all = read(mine);
  for (const safe of read(theirs).value) all.value.push(safe);
  mine.value = write(all).toString('binary');
  return write(file);
}

/** The MAC's iterations raised to two billion. */
function withEndlessMac(bytes: Buffer): Buffer {
  const file = parse(bytes);
  const iterations = (file.value[2] as unknown as Node).value[2];
  if (iterations === undefined) throw new Error('No MAC in the file');
  iterations.value = Buffer.from('7fffffff', 'hex').toString('binary');
  return write(file);
}
