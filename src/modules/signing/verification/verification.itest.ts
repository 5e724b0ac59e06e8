import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { JointRecords } from '../../../../test/builders/joint-record.js';
import { aPost, aWard, withPlainImages } from '../../../../test/builders/signing-people.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import type { Actor } from '../../../platform/access/actor.js';
import { maybeRow } from '../../../platform/database/rows.js';
import { FileStore, UploadChecks, type UploadFinding } from '../../files/index.js';
import { VERIFICATION_FORMAT } from '../domain/verification-view.js';
import { SigningDesk, SigningSetup, SigningSubjects, Verifier } from '../index.js';

const PIN = '482913';

describe('verification', () => {
  let office: TestApp;
  let records: JointRecords;
  let leader: Actor;
  let other: Actor;

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
    records = await JointRecords.open(office);
    const agencyId = await aWard(office);
    leader = await aPost(office, agencyId, 'Nguyễn Đăng Quyết', 'Chủ tịch');
    other = await aPost(office, agencyId, 'Trần Thị Mai Phương', 'Phó Chủ tịch');
    await part(SigningSetup).ensureDemoCredentials(
      [leader, other].map((actor) => ({
        postId: actor.postId,
        fullName: actor.personName,
        title: actor.postTitle,
        agencyName: 'Ủy ban nhân dân phường Từ Sơn',
      })),
      [],
      PIN,
    );
    await withPlainImages(office);
  }, 60_000);
  afterAll(() => office.close());

  const part = <T>(type: new (...args: never[]) => T): T => office.app.get(type, { strict: false });
  const read = (sha256: string): Promise<Buffer> => part(FileStore).read(sha256);
  const look = (pdf: Uint8Array): Promise<readonly UploadFinding[]> => part(UploadChecks).run(pdf);

  async function sign(actor: Actor, id: string, field: string): Promise<string> {
    const order = await part(SigningSubjects).order(actor, records.wish(id, field));
    const key = await part(SigningDesk).unlock({ kind: 'post', postId: actor.postId }, PIN);
    return (await part(SigningDesk).sign(order, key)).sha256;
  }

  it('keeps a report of every version that is signed, with moment, evidence and expectation', async () => {
    const id = await records.add(['NguoiKy', 'DongKy']);
    const sha256 = await sign(leader, id, 'NguoiKy');

    const kept = await maybeRow<Record<string, unknown>>(
      office.db,
      `SELECT report ->> 'verdict' AS verdict, verified_at, evidence, format,
              jsonb_array_length(expectation -> 'signatures') AS signatures
         FROM signing.verification WHERE sha256 = $1`,
      [sha256],
    );

    expect(kept).toEqual({
      verdict: 'valid',
      verified_at: office.clock.now(),
      evidence: 'file',
      format: VERIFICATION_FORMAT,
      signatures: 1,
    });
  });

  it('says of a signature all that the rule of 2025 asks for, and the result by EN 319 102-1', async () => {
    const id = await records.add(['NguoiKy']);
    const view = await part(Verifier).verifyStored(await sign(leader, id, 'NguoiKy'));

    expect(view.signatures[0]).toMatchObject({
      kind: 'signature',
      indication: 'TOTAL-PASSED',
      subIndication: null,
      level: 'B-B',
      coverage: 'entire-file',
      signer: { name: 'Nguyễn Đăng Quyết', title: 'Chủ tịch' },
      provenTime: null,
      timeStamps: [],
      findings: [],
    });
    expect(view.signatures[0]?.path[0]).toBe('Nguyễn Đăng Quyết');
    expect(view.signatures[0]?.described.vi).toContain('Nội dung đã ký toàn vẹn.');
  });

  it('misses a signature that was cut away when the file comes back', async () => {
    const id = await records.add(['NguoiKy', 'DongKy']);
    const first = await sign(leader, id, 'NguoiKy');
    expect(await look(await read(first))).toEqual([
      expect.objectContaining({ code: 'verdict-valid', tone: 'good' }),
    ]);
    const second = await sign(other, id, 'DongKy');

    const cutBack = await look(await read(first));

    expect(cutBack.map(({ code }) => code)).toEqual([
      'verdict-invalid',
      'file-cut-back',
      'signature-removed',
    ]);
    expect((await look(await read(second))).map(({ code }) => code)).toEqual(['verdict-valid']);
    expect((await part(Verifier).verifyStored(second)).verdict).toBe('valid');
  });

  it('remembers the signed version when all signatures are cut away', async () => {
    const id = await records.add(['NguoiKy']);
    const draft = await read(await records.head(id));
    expect(await look(draft)).toEqual([]);
    await sign(leader, id, 'NguoiKy');

    expect((await look(draft)).map(({ code }) => code)).toContain('signature-removed');
  });

  it('warns a drafter of what an unsigned file might hide, each kind once', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage([595, 842]).drawText('Kế hoạch'.normalize('NFD').replace(/[^ -~]/g, ''));
    const script = pdf.context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') });
    pdf.catalog.set(PDFName.of('OpenAction'), pdf.context.register(script));

    const findings = await look(await pdf.save());

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'script',
        tone: 'warning',
        vi: expect.stringContaining('JavaScript') as unknown,
      }),
    ]);
  });

  it('stops the move when what was signed does not verify', async () => {
    const id = await records.add(['NguoiKy']);
    const head = await records.head(id);
    const order = await part(SigningSubjects).order(leader, records.wish(id, 'NguoiKy'));
    const key = await part(SigningDesk).unlock({ kind: 'post', postId: leader.postId }, PIN);
    const files = part(FileStore);
    const store = files.storeAll.bind(files);
    files.storeAll = async (contents, options) =>
      store(
        contents.map((pdf) => Buffer.concat([pdf, Buffer.from('\n% more\n%%EOF\n')])),
        options,
      );
    const outcome = part(SigningDesk).sign(order, key);
    await expect(outcome).rejects.toMatchObject({ code: 'signing.signed-file-invalid' });
    files.storeAll = store;

    expect(await records.head(id)).toBe(head);
  });
});
