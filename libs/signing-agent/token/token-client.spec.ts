import { execFileSync } from 'node:child_process';
import { createHash, constants, randomBytes, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aSoftHsm, findSoftHsm, type KeyOnToken, type SoftHsm } from '../testing/soft-hsm.js';
import type { DigestToSign, SigningKey, TokenDigestAlgorithm, TokenScheme } from './token.js';
import { TokenClient } from './token-client.js';

const library = findSoftHsm();
const P256 = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

(library === null ? describe.skip : describe)('a token behind a PKCS#11 library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-token-'));
  let hsm: SoftHsm;
  let token: TokenClient;

  beforeAll(() => {
    hsm = aSoftHsm(library ?? '', [
      aKey('01', ['rsa:2048']),
      aKey('02', P256),
      aKey('03', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']),
      ...[P256, ['rsa:2048'], P256].map((kind) => aKey('04', kind)),
    ]);
    token = new TokenClient({ library: hsm.library, timeoutMs: 20_000 });
  }, 60_000);
  afterAll(() => {
    token.close();
    hsm.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function aKey(id: string, kind: readonly string[]): KeyOnToken {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'own.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', ...kind, '-nodes', '-utf8', '-days', '30'],
        ...['-subj', `/CN=Nguyễn Thị Hằng ${id}`, '-keyout', key, '-out', certificate],
      ],
      { stdio: 'ignore' },
    );
    const pkcs8 = Buffer.from(
      readFileSync(key, 'utf8').replace(/-----[^-]+-----|\s/g, ''),
      'base64',
    );
    return {
      id,
      label: `Khóa ${id}`,
      pkcs8,
      certificate: new X509Certificate(readFileSync(certificate)).raw,
    };
  }

  const place = async (id: string): Promise<SigningKey> => {
    const found = (await token.certificates()).find(({ keyId }) => keyId === id);
    if (!found) throw new Error(`No certificate ${id}`);
    return found;
  };
  it('shows its certificates to whoever has no PIN', async () => {
    const found = await token.certificates();
    expect(found.map(({ keyId, label, tokenLabel }) => [keyId, label, tokenLabel]).sort()).toEqual(
      ['01', '02', '03', '04', '04', '04'].map((id) => [id, `Khóa ${id}`, hsm.label]),
    );
  });

  it.each<[string, TokenDigestAlgorithm, TokenScheme]>([
    ['01', 'sha256', 'rsa-pkcs1'],
    ['01', 'sha512', 'rsa-pkcs1'],
    ['01', 'sha384', 'rsa-pss'],
    ['02', 'sha256', 'ecdsa'],
    ['03', 'sha384', 'ecdsa'],
  ])('key %s signs %s as %s, and node:crypto agrees', async (id, algorithm, scheme) => {
    const where = await place(id);
    // Enough of them that an r or s with a high bit, and a short one, come by.
    const texts = Array.from({ length: 12 }, () => randomBytes(200));
    const digests = texts.map((text) => aDigest(text, algorithm, scheme));
    const values = await token.sign(where, hsm.pin, digests);
    const { publicKey } = new X509Certificate(Buffer.from(where.certificate, 'base64'));
    const key =
      scheme === 'rsa-pss'
        ? { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING }
        : publicKey;

    expect(
      texts.map((text, index) =>
        verify(algorithm, text, key, Buffer.from(values[index] ?? '', 'base64')),
      ),
    ).toEqual(texts.map(() => true));
  });

  it('tells keys of one id apart by the certificate', async () => {
    const found = (await token.certificates()).filter(({ keyId }) => keyId === '04');
    const text = Buffer.from('Kế hoạch');
    const areGood = found.map(async (key) => {
      const { publicKey } = new X509Certificate(Buffer.from(key.certificate, 'base64'));
      const scheme = publicKey.asymmetricKeyType === 'rsa' ? 'rsa-pkcs1' : 'ecdsa';
      const [value = ''] = await token.sign(key, hsm.pin, [aDigest(text, 'sha256', scheme)]);
      return verify('sha256', text, publicKey, Buffer.from(value, 'base64'));
    });
    expect(await Promise.all(areGood)).toEqual([true, true, true]);
    const [first, other] = [found[0], await place('02')];
    const stranger = { ...(first ?? other), certificate: other.certificate };
    await expect(
      token.sign(stranger, hsm.pin, [aDigest(text, 'sha256', 'ecdsa')]),
    ).rejects.toMatchObject({ code: 'token.key-absent' });
  });

  it('refuses a wrong PIN each time, also right after an act with the right one', async () => {
    const where = await place('02');
    const digest = aDigest(Buffer.from('a'), 'sha256', 'ecdsa');
    await token.sign(where, hsm.pin, [digest]);

    await expect(token.sign(where, '000000', [digest])).rejects.toMatchObject({
      code: 'token.pin-wrong',
    });
    await expect(token.verifyPin(where, '1')).rejects.toMatchObject({ code: 'token.pin-wrong' });
    await expect(token.verifyPin(where, hsm.pin)).resolves.toBeNull();
  });

  it('says which is absent: token, key, library', async () => {
    const where = await place('01');
    await expect(
      token.verifyPin({ ...where, tokenSerial: 'other' }, hsm.pin),
    ).rejects.toMatchObject({ code: 'token.absent' });
    await expect(token.verifyPin({ ...where, keyId: '77' }, hsm.pin)).rejects.toMatchObject({
      code: 'token.key-absent',
    });
    const nowhere = new TokenClient({ library: join(folder, 'no.so'), timeoutMs: 20_000 });
    await expect(nowhere.certificates()).rejects.toMatchObject({ code: 'token.library-unusable' });
    nowhere.close();
  });

  it('asks a token that came back after its process had ended', async () => {
    token.close();
    expect(await token.certificates()).toHaveLength(6);
  });
});

describe('a token whose library misbehaves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-token-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const program = (name: string, code: string): URL => {
    writeFileSync(join(folder, name), code);
    return pathToFileURL(join(folder, name));
  };

  it('is given up when it hangs, with everybody who waits, and asked again later', async () => {
    const hanging = new TokenClient({
      library: 'x',
      timeoutMs: 700,
      program: program('hang.mjs', 'process.on("message", () => { for (;;); });'),
    });
    const asked = await Promise.allSettled([hanging.certificates(), hanging.certificates()]);
    expect(
      asked.map((one) => (one.status === 'rejected' ? (one.reason as unknown) : null)),
    ).toEqual([
      expect.objectContaining({ code: 'token.hung' }),
      expect.objectContaining({ code: 'token.hung' }),
    ]);
    await expect(hanging.certificates()).rejects.toMatchObject({ code: 'token.hung' });
  });

  it('is not ended in the middle of a long act because somebody waits behind it', async () => {
    const slow = new TokenClient({
      library: 'x',
      timeoutMs: 600,
      program: program(
        'slow.mjs',
        `process.on('message', ({ id, request }) => {
           const until = Date.now() + (request.act === 'sign' ? 1200 : 0);
           while (Date.now() < until);
           process.send({ id, answer: { value: [request.act] } });
         });
         process.on('disconnect', () => process.exit(0));`,
      ),
    });
    const where = { tokenLabel: '', tokenSerial: '', keyId: '', certificate: '' };
    const signing = slow.sign(where, '', [aDigest(Buffer.from('a'), 'sha256', 'ecdsa')]);
    expect(await Promise.all([signing, slow.certificates()])).toEqual([['sign'], ['certificates']]);
    slow.close();
  });

  it('is told apart when it crashes', async () => {
    const crashing = new TokenClient({
      library: 'x',
      timeoutMs: 10_000,
      program: program(
        'crash.mjs',
        'process.on("message", () => process.kill(process.pid, "SIGSEGV"));',
      ),
    });
    await expect(crashing.certificates()).rejects.toMatchObject({ code: 'token.crashed' });
  });
});

function aDigest(
  data: Buffer,
  digestAlgorithm: TokenDigestAlgorithm,
  scheme: TokenScheme,
): DigestToSign {
  const digest = createHash(digestAlgorithm).update(data).digest('base64');
  return { digestAlgorithm, scheme, digest };
}
