import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import {
  completeSignature,
  layoutFields,
  prepareSignature,
} from '../../../../../libs/pdf-signature/index.js';
import {
  aSoftHsm,
  findSoftHsm,
  type SoftHsm,
} from '../../../../../libs/signing-agent/testing/soft-hsm.js';
import { inUse, signaturePng } from '../../../../../test/builders/key-files.js';
import type { OfficeClient } from '../../../../../test/scenario/office-client.js';
import { type DemoOfficeInTest, loadTwoTier } from '../../../../../test/setup/demo-office.js';
import { startTestApp, type TestApp } from '../../../../../test/setup/test-app.js';
import { CredentialStore } from '../../credential-store.js';
import {
  createDemoAuthorities,
  type DistinguishedName,
  issueKey,
} from '../../demo-ca/demo-authority.js';
import type { UnlockedKey } from '../../signers/key-provider.js';
import { Verifier } from '../../verifier.js';

const library = findSoftHsm();
const NOW = new Date('2026-08-24T07:45:00+07:00');
const CHAIR: DistinguishedName = [
  { O: ['Ủy ban nhân dân phường Từ Sơn'] },
  { CN: ['Nguyễn Đăng Quyết'] },
];

type OnToken = {
  library: string;
  tokenLabel: string;
  tokenSerial: string;
  keyId: string;
  serial: string;
  commonName: string;
};

(library === null ? describe.skip : describe)('a token at the server', () => {
  let hsm: SoftHsm;
  let office: TestApp;
  let demo: DemoOfficeInTest;
  let chair: OfficeClient;

  beforeAll(async () => {
    const { root, issuing } = await createDemoAuthorities(NOW);
    const [rsa, ec, other, first, second] = await Promise.all([
      issueKey(issuing, CHAIR, 'rsa-2048', NOW),
      issueKey(issuing, CHAIR, 'ec-p256', NOW),
      issueKey(issuing, CHAIR, 'ec-p256', NOW),
      issueKey(issuing, CHAIR, 'ec-p256', NOW),
      issueKey(issuing, CHAIR, 'ec-p256', NOW),
    ]);
    hsm = aSoftHsm(library ?? '', [
      { id: '0a', label: 'rsa', ...rsa },
      { id: '0b', label: 'ec', ...ec },
      // A certificate over another key than the one beside it.
      { id: '0c', label: 'swapped', pkcs8: other.pkcs8, certificate: ec.certificate },
      { id: '0d', label: 'first', ...first },
      { id: '0d', label: 'second', ...second },
    ]);
    office = await startTestApp({
      listen: true,
      worker: false,
      env: { PKCS11_MODULES: hsm.library, PKCS11_TIMEOUT_MS: '20000' },
    });
    demo = await loadTwoTier(office, { signing: [] });
    chair = await demo.signIn('ct-ts');
    const der = Buffer.from(root.certificate.rawData);
    const intermediate = Buffer.from(issuing.certificate.rawData);
    for (const one of [der, intermediate]) {
      await office.db.query(
        'INSERT INTO signing.trust_anchor (sha256, name, certificate, trusted_from) VALUES ($1, $2, $3, $4)',
        [createHash('sha256').update(one).digest('hex'), 'CA', one, '2026-01-01'],
      );
    }
  }, 120_000);
  afterAll(async () => {
    await office.close();
    hsm.remove();
  });

  const allOnToken = async (keyId: string): Promise<OnToken[]> => {
    const { items } = await chair.get<{ items: OnToken[] }>('/api/v1/signing/tokens');
    return items.filter((item) => item.keyId === keyId);
  };
  const onToken = async (keyId: string): Promise<OnToken> => {
    const [found] = await allOnToken(keyId);
    if (!found) throw new Error(`Nothing on the token has the id ${keyId}`);
    return found;
  };
  const register = async (
    keyId: string,
    pin: string,
    who = chair,
    serial?: string,
  ): Promise<{ status: number; body: unknown }> => {
    const { library: path, tokenLabel, tokenSerial } = await onToken(keyId);
    return who.raw('POST', '/api/v1/signing/tokens/register', {
      ...{ library: path, tokenLabel, tokenSerial, keyId, pin, serial, replaces: await inUse(who) },
      image: signaturePng().toString('base64'),
    });
  };
  const unlock = async (pin: string): Promise<UnlockedKey> =>
    office.app
      .get(CredentialStore, { strict: false })
      .unlock({ kind: 'post', postId: await demo.postId('ct-ts') }, pin);

  it.each(['0a', '0b'])('key %s: registered by its PIN, then signs', async (keyId) => {
    expect((await onToken(keyId)).commonName).toBe('Nguyễn Đăng Quyết');
    expect(await register(keyId, hsm.pin)).toMatchObject({ status: 201, body: { warnings: [] } });
    const key = await unlock(hsm.pin);
    const view = await office.app.get(Verifier, { strict: false }).verify(await signTwo(key));

    expect(key.medium).toBe('pkcs11');
    expect(view.signatures.map(({ intact, signer }) => [intact, signer.name])).toEqual([
      [true, 'Nguyễn Đăng Quyết'],
    ]);
  });

  it('is not registered with a wrong PIN, nor when key and certificate do not belong together', async () => {
    expect(await register('0a', '000000')).toMatchObject({
      status: 422,
      body: { code: 'signing.wrong-pin' },
    });
    expect(await register('0c', hsm.pin)).toMatchObject({
      status: 422,
      body: { code: 'signing.possession-not-proven' },
    });
  });

  it('is tried five times with all its keys together, then neither it nor its account for a quarter of an hour', async () => {
    const other = await demo.signIn('ct-tinh');
    await register('0a', hsm.pin);
    for (const remaining of [4, 3, 2, 1, 0]) {
      // A token has one PIN for all its keys.
      expect(await register(remaining % 2 === 0 ? '0c' : '0b', '000000')).toMatchObject({
        status: 422,
        body: { code: 'signing.wrong-pin', params: { remaining } },
      });
    }
    const locked = { status: 429, body: { code: 'signing.pin-locked' } };
    expect(await register('0c', hsm.pin)).toMatchObject(locked);
    expect(await register('0a', hsm.pin)).toMatchObject(locked);
    expect(await register('0c', hsm.pin, other)).toMatchObject(locked);
    await expect(unlock(hsm.pin)).rejects.toMatchObject({ code: 'signing.pin-locked' });
    office.clock.moveTo(new Date(office.clock.now().getTime() + 15 * 60_000));
    expect(await register('0a', hsm.pin)).toMatchObject({ status: 201 });
  });

  it('is not tried for a post when another one signs with it', async () => {
    const other = await demo.signIn('ct-tinh');
    await register('0a', hsm.pin);
    expect(await register('0a', '000000', other)).toMatchObject({
      status: 409,
      body: { code: 'signing.token-key-of-another' },
    });
  });

  it('is free for a post when another one signs with another key of the same id', async () => {
    const other = await demo.signIn('ct-tinh');
    const [mine, others] = (await allOnToken('0d')).map(({ serial }) => serial);
    expect(await register('0d', hsm.pin, chair, mine)).toMatchObject({ status: 201 });
    expect(await register('0d', '000000', other, mine)).toMatchObject({
      status: 409,
      body: { code: 'signing.token-key-of-another' },
    });
    expect(await register('0d', hsm.pin, other, others)).toMatchObject({ status: 201 });
  });

  it('counts a wrong PIN at signing, and says so when it is gone', async () => {
    await register('0b', hsm.pin);
    await expect(unlock('111111')).rejects.toMatchObject({
      code: 'signing.wrong-pin',
      params: { remaining: 4 },
    });
    await office.db.query(
      `UPDATE signing.credential SET location = location || '{"tokenSerial": "pulled out"}' WHERE medium = 'pkcs11'`,
    );
    await expect(unlock(hsm.pin)).rejects.toMatchObject({
      code: 'signing.token-unavailable',
      params: { reason: 'token.absent' },
    });
  });

  it('is the certificate that was chosen, where several lie in one place', async () => {
    const { serial, ...place } = await onToken('0b');
    const { library: path, tokenLabel, tokenSerial, keyId } = place;
    const asked = { library: path, tokenLabel, tokenSerial, keyId, pin: hsm.pin };
    const image = signaturePng().toString('base64');
    const choose = async (chosen: string): Promise<unknown> =>
      chair.raw('POST', '/api/v1/signing/tokens/register', {
        ...{ ...asked, image, serial: chosen, replaces: await inUse(chair) },
      });
    expect(await choose('77')).toMatchObject({
      status: 409,
      body: { code: 'signing.token-key-absent' },
    });
    expect(await choose(serial)).toMatchObject({ status: 201 });
  });

  it('takes the place of no certificate that its owner was not shown, and spends no PIN on it', async () => {
    const { library: path, tokenLabel, tokenSerial, keyId } = await onToken('0b');
    const asked = { library: path, tokenLabel, tokenSerial, keyId, pin: 'wrong' };
    for (const replaces of [null, '01980000-0000-7000-8000-000000000000'])
      expect(
        await chair.raw('POST', '/api/v1/signing/tokens/register', { ...asked, replaces }),
      ).toMatchObject({ status: 409, body: { code: 'signing.enrolment-not-confirmed' } });
  });

  it('loads no library that the settings do not name', async () => {
    const place = await onToken('0b');
    const { tokenLabel, tokenSerial, keyId } = place;
    const asked = { library: '/tmp/evil.so', tokenLabel, tokenSerial, keyId, pin: hsm.pin };
    const replaces = await inUse(chair);
    expect(
      await chair.raw('POST', '/api/v1/signing/tokens/register', { ...asked, replaces }),
    ).toMatchObject({
      status: 503,
      body: { code: 'signing.token-unavailable' },
    });
  });

  /** Two values in one act; the first becomes a signature. */
  async function signTwo(key: UnlockedKey): Promise<Uint8Array> {
    const pdf = await PDFDocument.create();
    pdf.addPage([595, 842]);
    const base = layoutFields(await pdf.save(), [
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [350, 150, 463, 207] },
      { kind: 'signature', name: 'CoQuan', page: 0, rect: [50, 150, 163, 207] },
    ]);
    const prepared = ['NguoiKy', 'CoQuan'].map((field) =>
      prepareSignature(base, {
        field,
        certificate: key.certificate,
        chain: key.chain,
        signingTime: office.clock.now(),
      }),
    );
    const values = await key.sign(prepared, 'Hai văn bản');
    const [first, second] = prepared.map((one, index) => {
      const value = values[index];
      return completeSignature(base, one, value instanceof Uint8Array ? value : new Uint8Array());
    });
    expect(second).toBeDefined();
    return first ?? new Uint8Array();
  }
});
