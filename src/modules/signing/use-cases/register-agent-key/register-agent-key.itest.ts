import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aSoftHsm,
  findSoftHsm,
  type SoftHsm,
} from '../../../../../libs/signing-agent/testing/soft-hsm.js';
import { AgentProcess } from '../../../../../test/builders/agent-process.js';
import { DocumentsOffice } from '../../../../../test/builders/documents-office.js';
import { inUse, signaturePng } from '../../../../../test/builders/key-files.js';
import { OfficeClient } from '../../../../../test/scenario/office-client.js';
import {
  createDemoAuthorities,
  type DistinguishedName,
  issueKey,
} from '../../demo-ca/demo-authority.js';

const library = findSoftHsm();
const NOW = new Date('2026-08-24T07:45:00+07:00');
const CHAIR: DistinguishedName = [
  { O: ['Ủy ban nhân dân phường Từ Sơn'] },
  { CN: ['Nguyễn Đăng Quyết'] },
];
const PAGE = 'https://vanban.example.gov.vn';

type Certificate = {
  id: string;
  certificate: string;
  others: string[];
  tokenLabel: string;
  tokenSerial: string;
  keyId: string;
};
type Task = {
  requestId: string;
  medium: string;
  title: string;
  toSign: { digestAlgorithm: string; digest: string };
};

(library === null ? describe.skip : describe)('a token at the user’s own PC', () => {
  let hsm: SoftHsm;
  let office: DocumentsOffice;
  let chair: OfficeClient;
  let agent: AgentProcess;
  let port: number;

  beforeAll(async () => {
    const { root, issuing } = await createDemoAuthorities(NOW);
    const [rsa, ec] = await Promise.all([
      issueKey(issuing, CHAIR, 'rsa-2048', NOW),
      issueKey(issuing, CHAIR, 'ec-p256', NOW),
    ]);
    const authority = { pkcs8: ec.pkcs8, certificate: new Uint8Array(issuing.certificate.rawData) };
    hsm = aSoftHsm(library ?? '', [
      { id: '0a', label: 'rsa', ...rsa },
      { id: '0b', label: 'ec', ...ec },
      { id: '0f', label: 'issuer', ...authority },
    ]);
    office = await DocumentsOffice.open(['p-tu-son'], { listen: true });
    await office.office.db.query(
      'INSERT INTO signing.trust_anchor (sha256, name, certificate, trusted_from) VALUES ($1, $2, $3, $4)',
      [
        createHash('sha256').update(Buffer.from(root.certificate.rawData)).digest('hex'),
        ...['CA', Buffer.from(root.certificate.rawData), '2026-01-01'],
      ],
    );
    chair = await OfficeClient.signIn(office.office.url, 'ct-ts', 'mat-khau-minh-hoa');
    await chair.put('/api/v1/session/post', { postId: (await office.actor('ct-ts')).postId });
    await chair.refresh();
    agent = await AgentProcess.start(hsm.library, PAGE);
    port = await agent.port();
    await agent.pair(port);
  }, 180_000);
  afterAll(async () => {
    await agent.stop();
    await office.close();
    hsm.remove();
  });

  const onToken = async (keyId: string): Promise<Certificate> => {
    const { body } = await agent.ask(port, 'GET', 'certificates');
    const found = (body['items'] as Certificate[]).find((one) => one.keyId === keyId);
    if (!found) throw new Error(`The agent does not show ${keyId}`);
    return found;
  };
  const signedBy = async (body: object, pin = hsm.pin): Promise<string[]> => {
    agent.forget();
    const asked = agent.ask(port, 'POST', 'sign', body);
    await agent.reads(/PIN to sign/);
    agent.type(pin);
    return (await asked).body['values'] as string[];
  };
  const register = async (
    keyId: string,
    change: (body: Record<string, unknown>) => object = (body) => body,
  ): Promise<{ status: number; body: unknown }> => {
    const { id, certificate, others, tokenLabel, tokenSerial } = await onToken(keyId);
    const asked = await chair.post<{ id: string; challenge: string }>(
      '/api/v1/signing/agent-keys/challenge',
    );
    const [signature] = await signedBy({ certificateId: id, challenge: asked.challenge });
    const image = signaturePng().toString('base64');
    const body = change({
      ...{ certificate, others, tokenLabel, tokenSerial, keyId },
      ...{ challengeId: asked.id, signature, image, replaces: await inUse(chair) },
    });
    return chair.raw('POST', '/api/v1/signing/agent-keys', body);
  };
  const prepare = async (): Promise<{ id: string; task: Task }> => {
    const id = await office.outgoingIn('awaiting-signature');
    const { sha256 } = await office.document(id);
    const { batchId } = await chair.post<{ batchId: string }>(
      '/api/v1/documents/outgoing/sign-batch',
      { documents: [{ id, sha256 }] },
    );
    const { tasks } = await chair.post<{ tasks: readonly [Task] }>(
      `/api/v1/signing/batches/${batchId}/portions`,
      { most: 1 },
    );
    return { id, task: tasks[0] };
  };
  const complete = (task: Task, signature: string): Promise<{ status: number; body: unknown }> =>
    chair.raw('POST', `/api/v1/signing/requests/${task.requestId}/complete`, { signature });

  it.each(['0a', '0b'])(
    'key %s: registered by its own signature, then signs two documents with one PIN',
    async (keyId) => {
      expect(await register(keyId)).toMatchObject({ status: 201, body: { warnings: [] } });
      const prepared = [await prepare(), await prepare()];
      const { id } = await onToken(keyId);
      const values = await signedBy({
        certificateId: id,
        items: prepared.map(({ task: { title, toSign } }) => ({
          ...{ title, digestAlgorithm: toSign.digestAlgorithm, digest: toSign.digest },
        })),
      });
      for (const [index, { id: documentId, task }] of prepared.entries()) {
        expect(task.medium).toBe('agent');
        expect(await complete(task, values[index] ?? '')).toMatchObject({
          status: 200,
          body: { state: 'applied' },
        });
        expect((await office.document(documentId)).state).toBe('signed');
      }
      await agent.reads(/SIGN 2 DOCUMENTS/);
    },
  );

  it('is used once for each request, within its time, and for no other', async () => {
    await register('0b');
    const { id } = await onToken('0b');
    const [one, other] = [await prepare(), await prepare()];
    const valueOf = async ({ task }: typeof one): Promise<string> => {
      const [value] = await signedBy({
        certificateId: id,
        items: [{ ...task.toSign, title: task.title }],
      });
      return value ?? '';
    };
    const value = await valueOf(one);

    expect(await complete(other.task, value)).toMatchObject({
      status: 422,
      body: { code: 'signing.signature-not-accepted' },
    });
    expect((await complete(one.task, value)).status).toBe(200);
    expect(await complete(one.task, value)).toMatchObject({
      status: 409,
      body: { code: 'signing.request-closed' },
    });
    office.office.clock.moveTo(new Date(NOW.getTime() + 16 * 60_000));
    expect(await complete(other.task, await valueOf(other))).toMatchObject({
      status: 409,
      body: { code: 'signing.request-expired' },
    });
    office.office.clock.moveTo(NOW);
  });

  it('is not registered by somebody else’s signature, nor by the same one twice', async () => {
    const swapped = (await onToken('0a')).certificate;
    expect(await register('0b', (body) => ({ ...body, certificate: swapped }))).toMatchObject({
      status: 422,
      body: { code: 'signing.possession-not-proven' },
    });
    let sent: object = {};
    expect((await register('0b', (body) => (sent = body))).status).toBe(201);
    expect(await chair.raw('POST', '/api/v1/signing/agent-keys', sent)).toMatchObject({
      body: { code: 'signing.enrolment-not-confirmed' },
    });
    const again = { ...sent, replaces: await inUse(chair) };
    expect(await chair.raw('POST', '/api/v1/signing/agent-keys', again)).toMatchObject({
      status: 409,
      body: { code: 'signing.challenge-ended' },
    });
  });

  it('answers no page but the paired one', async () => {
    const asked = await agent.ask(port, 'GET', 'certificates', undefined, 'https://evil.example');
    expect(asked).toMatchObject({ status: 401, body: { code: 'agent.not-paired' } });
  });
});
