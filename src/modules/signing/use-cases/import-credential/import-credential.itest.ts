import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import {
  completeSignature,
  layoutFields,
  prepareSignature,
} from '../../../../../libs/pdf-signature/index.js';
import { hasOpenssl, packKey, signaturePng } from '../../../../../test/builders/key-files.js';
import type {
  OfficeClient,
  UnexpectedAnswerError,
} from '../../../../../test/scenario/office-client.js';
import { type DemoOfficeInTest, loadTwoTier } from '../../../../../test/setup/demo-office.js';
import { startTestApp, type TestApp } from '../../../../../test/setup/test-app.js';
import { CredentialStore } from '../../credential-store.js';
import {
  type Authority,
  createDemoAuthorities,
  type DistinguishedName,
  issueKey,
  type KeyKind,
} from '../../demo-ca/demo-authority.js';
import type { UnlockedKey } from '../../signers/key-provider.js';
import { Verifier } from '../../verifier.js';

const PASSWORD = 'Mật khẩu tệp 2026';
const PIN = '482913';
const IMPORT = '/api/v1/signing/credentials/import';
const WARD = 'Ủy ban nhân dân phường Từ Sơn';
const CHAIR: DistinguishedName = [
  { C: ['VN'] },
  { O: [WARD] },
  { T: ['Chủ tịch UBND phường'] },
  { CN: ['Nguyễn Đăng Quyết'] },
];

type Credentials = {
  items: { id: string; kind: string; medium: string; serial: string; standing: string }[];
};
type Warnings = readonly { readonly code: string; readonly vi: string }[];
type Enrolled = { readonly id: string; readonly warnings: Warnings };
type Outlook = {
  readonly certificate: object;
  readonly warnings: Warnings;
  readonly replaces: { readonly id: string } | null;
  readonly confirms: string;
};

(hasOpenssl ? describe : describe.skip)('a certificate from a .p12 file', () => {
  let office: TestApp;
  let demo: DemoOfficeInTest;
  let authorities: { root: Authority; issuing: Authority };
  let chair: OfficeClient;
  let clerk: OfficeClient;

  beforeAll(async () => {
    office = await startTestApp({ listen: true, worker: false });
    demo = await loadTwoTier(office, { signing: ['p-tu-son'] });
    [chair, clerk] = await Promise.all([demo.signIn('ct-ts'), demo.signIn('vt-ts')]);
    authorities = await createDemoAuthorities(office.clock.now());
    const root = Buffer.from(authorities.root.certificate.rawData);
    await office.db.query(
      'INSERT INTO signing.trust_anchor (sha256, name, certificate, trusted_from) VALUES ($1, $2, $3, $4)',
      [createHash('sha256').update(root).digest('hex'), 'CA', root, '2026-01-01'],
    );
  }, 120_000);
  afterAll(() => office.close());

  const aFile = async (
    subject: DistinguishedName,
    kind: KeyKind,
    issuedAt = office.clock.now(),
  ): Promise<Buffer> => {
    const key = await issueKey(authorities.issuing, subject, kind, issuedAt);
    const chain = [authorities.root, authorities.issuing].map(
      ({ certificate }) => new Uint8Array(certificate.rawData),
    );
    return packKey(key, chain, PASSWORD);
  };
  const send = (
    client: OfficeClient,
    file: Buffer | null,
    fields: Record<string, string> = {},
    image: Buffer | null = null,
  ): Promise<Enrolled> => {
    const form = formOf(file, {
      password: PASSWORD,
      confirms: '0'.repeat(64),
      pin: PIN,
      ...fields,
    });
    if (image) form.set('image', new Blob([Uint8Array.from(image)]), 'chu-ky.png');
    return client.sendForm<Enrolled>('POST', IMPORT, form);
  };
  const look = (
    client: OfficeClient,
    file: Buffer,
    fields: Record<string, string> = {},
  ): Promise<Outlook> =>
    client.sendForm<Outlook>(
      'POST',
      `${IMPORT}/outlook`,
      formOf(file, { password: PASSWORD, ...fields }),
    );
  /** As the page does: looked at, agreed to, taken in. */
  const take = async (
    client: OfficeClient,
    file: Buffer,
    fields: Record<string, string> = {},
    image: Buffer | null = null,
  ): Promise<Enrolled> => {
    const { confirms } = await look(client, file, fields);
    return send(client, file, { ...fields, confirms }, image);
  };
  const list = (client: OfficeClient): Promise<Credentials> =>
    client.get<Credentials>('/api/v1/signing/credentials');

  it.each<KeyKind>(['rsa-2048', 'ec-p256'])('%s: signs from then on', async (kind) => {
    const before = await list(chair);
    const enrolled = await take(chair, await aFile(CHAIR, kind), {}, signaturePng());
    const after = await list(chair);
    const key = await unlock(PIN);
    const view = await office.app.get(Verifier, { strict: false }).verify(await signOne(key));

    expect(enrolled.warnings).toEqual([]);
    expect(after.items.map(({ id }) => id)).toEqual([enrolled.id]);
    expect(before.items.map(({ id }) => id)).not.toContain(enrolled.id);
    expect(key).toMatchObject({ credentialId: enrolled.id, medium: 'software' });
    expect(Buffer.from(key.image).equals(signaturePng())).toBe(true);
    expect(view.signatures).toMatchObject([
      { verdict: 'valid', signer: { name: 'Nguyễn Đăng Quyết' }, chainTrusted: true },
    ]);
  });

  it('is taken in for a seal by each clerk of the agency, and by nobody else', async () => {
    const file = await aFile([{ C: ['VN'] }, { O: [WARD] }, { CN: [WARD] }], 'ec-p256');
    const agencyId = await demo.agencyId('p-tu-son');

    expect((await take(clerk, file, { agencyId })).warnings).toEqual([]);
    expect(await refusal(look(chair, file, { agencyId }))).toMatchObject({ status: 404 });
    expect(await refusal(send(chair, file, { agencyId }))).toMatchObject({ status: 404 });
    expect((await list(clerk)).items).toMatchObject([{ kind: 'agency', medium: 'software' }]);
  });

  it('of somebody else is shown with a word about it, and replaces nothing until that is agreed to', async () => {
    const file = await aFile(
      [{ C: ['VN'] }, { O: ['Công ty X'] }, { CN: ['Trần Văn A'] }],
      'ec-p256',
    );
    const before = await list(chair);
    const { certificate, warnings, replaces, confirms } = await look(chair, file);

    expect(certificate).toMatchObject({ commonName: 'Trần Văn A', organisation: 'Công ty X' });
    expect(warnings.map(({ code }) => code)).toEqual(['name-differs', 'organisation-differs']);
    expect(warnings[0]?.vi).toContain('khác tên');
    expect(replaces).toMatchObject({ id: before.items[0]?.id, commonName: 'Nguyễn Đăng Quyết' });
    expect(await refusal(send(chair, file))).toMatchObject({
      status: 409,
      code: 'signing.enrolment-not-confirmed',
    });
    expect(await list(chair)).toEqual(before);
    expect((await send(chair, file, { confirms })).warnings).toEqual(warnings);
  });

  it('is looked at again when another tab has changed what it would replace', async () => {
    const [file, other] = [await aFile(CHAIR, 'ec-p256'), await aFile(CHAIR, 'ec-p256')];
    const { confirms } = await look(chair, file);
    expect(await refusal(send(chair, other, { confirms }))).toMatchObject({ status: 409 });
    const { id } = await take(chair, other);

    expect(await refusal(send(chair, file, { confirms }))).toMatchObject({ status: 409 });
    expect((await list(chair)).items).toMatchObject([{ id, standing: 'in-force' }]);
    expect(await look(chair, file)).toMatchObject({ replaces: { id } });
  });

  it('is refused with the reason: password, PIN, picture, period', async () => {
    const file = await aFile(CHAIR, 'ec-p256');
    const before = await list(chair);

    expect(await refusal(send(chair, file, { password: 'sai' }))).toMatchObject({
      status: 422,
      code: 'signing.p12-wrong-password',
    });
    expect(await refusal(send(chair, file, { pin: '123456' }))).toMatchObject({
      errors: [{ pointer: '/pin', code: 'signing.pin-first-guess' }],
    });
    expect(await refusal(send(chair, file, {}, signaturePng('white')))).toMatchObject({
      errors: [{ pointer: '/image', code: 'signing.image-opaque' }],
    });
    expect(await refusal(send(chair, Buffer.alloc(200_000)))).toMatchObject({
      errors: [{ pointer: '/file', code: 'signing.file-too-large' }],
    });
    expect(await refusal(send(chair, null))).toMatchObject({
      errors: [{ pointer: '/file', code: 'required' }],
    });
    const ended = await aFile(CHAIR, 'ec-p256', new Date('2022-08-01T00:00:00Z'));
    expect(await refusal(look(chair, ended))).toMatchObject({
      status: 409,
      code: 'signing.certificate-not-valid',
    });
    expect(await list(chair)).toEqual(before);
  });

  it('changes its PIN for whoever knows the old one, and its picture', async () => {
    const { id } = await take(chair, await aFile(CHAIR, 'ec-p256'));
    const path = `/api/v1/signing/credentials/${id}`;
    const wrong = await chair.raw('PUT', `${path}/pin`, { pin: '000001', newPin: '739105' });
    await chair.put(`${path}/pin`, { pin: PIN, newPin: '739105' });
    const form = new FormData();
    form.set('image', new Blob([Uint8Array.from(signaturePng())]), 'chu-ky.png');
    await chair.sendForm('PUT', `${path}/image`, form);

    expect(wrong).toMatchObject({ status: 422, body: { code: 'signing.wrong-pin' } });
    await expect(unlock(PIN)).rejects.toThrow('Wrong PIN');
    expect(Buffer.from((await unlock('739105')).image).equals(signaturePng())).toBe(true);
    expect(await clerk.raw('PUT', `${path}/pin`, { pin: PIN, newPin: PIN })).toMatchObject({
      status: 404,
    });
  });

  async function unlock(pin: string): Promise<UnlockedKey> {
    const postId = await demo.postId('ct-ts');
    return office.app.get(CredentialStore, { strict: false }).unlock({ kind: 'post', postId }, pin);
  }

  async function signOne(key: UnlockedKey): Promise<Uint8Array> {
    const pdf = await PDFDocument.create();
    pdf.addPage([595, 842]);
    const base = layoutFields(await pdf.save(), [
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [350, 150, 463, 207] },
    ]);
    const prepared = prepareSignature(base, {
      field: 'NguoiKy',
      certificate: key.certificate,
      chain: key.chain,
      signingTime: office.clock.now(),
      appearance: { image: key.image },
    });
    const [value] = await key.sign([prepared], 'Kế hoạch');
    return completeSignature(
      base,
      prepared,
      value instanceof Uint8Array ? value : new Uint8Array(),
    );
  }
});

function formOf(file: Buffer | null, fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', new Blob([Uint8Array.from(file)]), 'chung-thu.p12');
  return form;
}

function refusal(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => null,
    (error: unknown) => {
      const { status, body } = error as UnexpectedAnswerError;
      return { ...(body as object), status };
    },
  );
}
