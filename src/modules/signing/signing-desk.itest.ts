import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { layoutFields } from '../../../libs/pdf-signature/index.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { FileStore } from '../files/index.js';
import {
  SigningBatches,
  SigningDesk,
  type SignatureOrder,
  SigningSetup,
  Verifier,
} from './index.js';
import { GetBatchQuery } from './queries/get-batch.query.js';
import { AlreadySignedError, PinLockedError, WrongPinError } from './signing.errors.js';

const PIN = '482913';

describe('signing', () => {
  let office: TestApp;
  let desk: SigningDesk;
  let files: FileStore;
  let leader: Actor;
  let other: Actor;
  let clerk: Actor;

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
    desk = office.app.get(SigningDesk, { strict: false });
    files = office.app.get(FileStore, { strict: false });
    const agencyId = await aWard(office);
    leader = await aPost(office, agencyId, 'Nguyễn Đăng Quyết', 'Chủ tịch');
    other = await aPost(office, agencyId, 'Trần Thị Mai Phương', 'Phó Chủ tịch');
    clerk = await aPost(office, agencyId, 'Lê Thị Nhàn', 'Văn thư');
    const agencyName = 'Ủy ban nhân dân phường Từ Sơn';
    await office.app.get(SigningSetup, { strict: false }).ensureDemoCredentials(
      [leader, other].map((actor) => ({
        postId: actor.postId,
        fullName: actor.personName,
        title: actor.postTitle,
        agencyName,
      })),
      [{ agencyId, agencyName, sealDiameterMm: 36, clerkPostIds: [clerk.postId] }],
      PIN,
    );
  }, 60_000);
  afterAll(() => office.close());

  it('certifies with the first signature, locks with the seal, and its own verifier agrees', async () => {
    const base = await aDraft(files);
    let signed = '';
    await desk.sign(
      order(leader, base),
      await desk.unlock({ kind: 'post', postId: leader.postId }, PIN),
      (_, applied) => {
        signed = applied.sha256;
        return Promise.resolve();
      },
    );
    let sealed = '';
    const seal = await desk.unlock(
      { kind: 'agency', agencyId: clerk.agencyId, clerkPostId: clerk.postId },
      PIN,
    );
    await desk.sign(
      { ...order(clerk, signed), purpose: 'seal', field: 'CoQuan', lock: true },
      seal,
      (_, applied) => {
        sealed = applied.sha256;
        return Promise.resolve();
      },
    );
    const file = await files.read(sealed);
    const report = await office.app.get(Verifier, { strict: false }).verify(file);

    expect(file.subarray(0, (await files.read(signed)).length)).toEqual(await files.read(signed));
    expect(report.verdict).toBe('valid');
    expect(
      report.signatures.map((signature) => [
        signature.signer.name,
        signature.verdict,
        signature.changedFields,
      ]),
    ).toEqual([
      ['Nguyễn Đăng Quyết', 'valid', ['CoQuan']],
      ['Ủy ban nhân dân phường Từ Sơn', 'valid', []],
    ]);
  });

  it('applies one of two signatures pressed at once on the same revision', async () => {
    const base = await aDraft(files);
    const key = await desk.unlock({ kind: 'post', postId: leader.postId }, PIN);
    const applied: string[] = [];
    const press = (): Promise<void> =>
      desk.sign(
        order(leader, base, '0190a5b0-0000-7000-8000-000000000001'),
        key,
        (_, { sha256 }) => {
          applied.push(sha256);
          return Promise.resolve();
        },
      );

    const results = await Promise.allSettled([press(), press()]);

    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map((result) => result.reason as unknown)).toEqual([
      expect.any(AlreadySignedError),
    ]);
    expect(
      await office.db.query(
        `SELECT count(*)::int AS n FROM signing.request WHERE subject_id = '0190a5b0-0000-7000-8000-000000000001' AND state = 'applied'`,
      ),
    ).toEqual([{ n: 1 }]);
  });

  it('leaves nothing signed when what the signature means cannot become true', async () => {
    const base = await aDraft(files);
    const subjectId = newId();
    const key = await desk.unlock({ kind: 'post', postId: leader.postId }, PIN);

    await expect(
      desk.sign(order(leader, base, subjectId), key, () => Promise.reject(new Error('moved on'))),
    ).rejects.toThrow('moved on');
    expect(
      await office.db.query(`SELECT state FROM signing.request WHERE subject_id = $1`, [subjectId]),
    ).toEqual([{ state: 'prepared' }]);
  });

  it('counts wrong PINs, tried in parallel too, and locks the key at the fifth', async () => {
    const attempts = await Promise.allSettled(
      ['000000', '000001', '000002', '000003', '000004', '000005'].map((pin) =>
        desk.unlock({ kind: 'post', postId: other.postId }, pin),
      ),
    );
    const reasons = attempts.map((attempt) =>
      attempt.status === 'rejected' ? (attempt.reason as unknown) : null,
    );

    expect(reasons.filter((reason) => reason instanceof WrongPinError)).toHaveLength(5);
    expect(reasons.filter((reason) => reason instanceof PinLockedError)).toHaveLength(1);
    await expect(desk.unlock({ kind: 'post', postId: other.postId }, PIN)).rejects.toBeInstanceOf(
      PinLockedError,
    );
    office.clock.moveTo(new Date(office.clock.now().getTime() + 16 * 60_000));
    await expect(desk.unlock({ kind: 'post', postId: other.postId }, PIN)).resolves.toMatchObject({
      commonName: 'Trần Thị Mai Phương',
    });
  });

  it('gives each document of a batch its own result', async () => {
    const good = await aDraft(files);
    const key = await desk.unlock({ kind: 'post', postId: leader.postId }, PIN);
    const items = [
      { subjectId: newId(), title: 'Kế hoạch', base: good },
      {
        subjectId: newId(),
        title: 'Tệp không có trường ký',
        base: (await files.storeBytes(await aPdf(), { mediaType: 'application/pdf' })).sha256,
      },
      { subjectId: newId(), title: 'Quyết định', base: await aDraft(files, 'another') },
    ];
    const batches = office.app.get(SigningBatches, { strict: false });
    const id = await batches.start(
      leader,
      items.map((item) => ({
        ...item,
        run: (opened) =>
          desk.sign(order(leader, item.base, item.subjectId), opened, () => Promise.resolve()),
      })),
      key,
    );
    await batches.whenIdle();

    const view = await office.app.get(GetBatchQuery, { strict: false }).execute(id);
    expect(view.items.map((item) => item.state)).toEqual(['done', 'failed', 'done']);
    expect(view.items[1]?.problem?.vi).toContain('Chưa ký được');
  });
});

function order(actor: Actor, baseSha256: string, subjectId = newId()): SignatureOrder {
  return {
    actor,
    subjectType: 'outgoing-document',
    subjectId,
    purpose: 'approve',
    baseSha256,
    field: 'NguoiKy',
    lock: false,
  };
}

async function aPdf(text = 'draft'): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]).drawText(`${text} ${newId()}`, { x: 60, y: 700 });
  return pdf.save();
}

async function aDraft(files: FileStore, text = 'draft'): Promise<string> {
  const laidOut = layoutFields(await aPdf(text), [
    { kind: 'signature', name: 'NguoiKy', page: 0, rect: [350, 150, 463, 207] },
    { kind: 'signature', name: 'CoQuan', page: 0, rect: [286, 127, 388, 229] },
  ]);
  return (await files.storeBytes(laidOut, { mediaType: 'application/pdf' })).sha256;
}

async function aWard(office: TestApp): Promise<string> {
  const id = newId();
  await office.db.query(
    `INSERT INTO organisation.unit (id, code, space, kind, level, legal_name, short_name, abbreviation, agency_id, is_agency, has_seal,
                                    regime, place_name, header_lines, valid_from)
     VALUES ($1, 'p-tu-son', 'government', 'ubnd', 'commune', 'Ủy ban nhân dân phường Từ Sơn', 'UBND phường Từ Sơn', 'UBND', $1, true, true,
             'collective', 'Từ Sơn', '{}', '2025-07-01')`,
    [id],
  );
  return id;
}

async function aPost(
  office: TestApp,
  unitId: string,
  fullName: string,
  title: string,
): Promise<Actor> {
  const personId = newId();
  const postId = newId();
  await office.db.query(
    'INSERT INTO organisation.person (id, code, full_name) VALUES ($1, $2, $3)',
    [personId, `p-${personId}`, fullName],
  );
  await office.db.query(
    `INSERT INTO organisation.post (id, code, person_id, unit_id, title, printed_title, kind, seat, roles, valid_from)
     VALUES ($1, $2, $3, $4, $5, upper($5), 'staff', $2, '{officer}', '2025-07-01')`,
    [postId, `c-${postId}`, personId, unitId, title],
  );
  return {
    accountId: newId(),
    personId,
    personName: fullName,
    postId,
    postTitle: title,
    space: 'government',
    unitId,
    agencyId: unitId,
    roles: ['leader'],
    clerkOf: [],
  };
}
