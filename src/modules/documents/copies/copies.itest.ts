import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPage } from '../../../../test/builders/joint-record.js';
import { DocumentsOffice } from '../../../../test/builders/documents-office.js';
import { textAtTop } from '../../../../test/builders/text-at-top.js';
import { inspectPdf } from '../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { rows } from '../../../platform/database/rows.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { FileStore } from '../../files/index.js';
import { Verifier } from '../../signing/index.js';
import { Copies, type CopyRow } from '../persistence/copies.js';
import {
  type CreateCopy,
  CreateCopyUseCase,
} from '../use-cases/create-copy/create-copy.use-case.js';
import { DecideCopyUseCase } from '../use-cases/decide-copy/decide-copy.use-case.js';
import { ReceiveIncomingUseCase } from '../use-cases/receive-incoming/receive-incoming.use-case.js';
import { RegisterIncomingUseCase } from '../use-cases/register-incoming/register-incoming.use-case.js';
import { SealCopyUseCase } from '../use-cases/seal-copy/seal-copy.use-case.js';

describe('copies', () => {
  let o: DocumentsOffice;
  let clerk: Actor;
  let chair: Actor;

  beforeAll(async () => {
    o = await DocumentsOffice.open();
    clerk = await o.actor('vt-ts');
    chair = await o.actor('ct-ts');
  }, 120_000);
  afterAll(() => o.close());

  const ask = async (
    copy: Pick<CreateCopy, 'typeCode' | 'source' | 'to'> & Partial<CreateCopy>,
    actor = clerk,
  ): Promise<string> => {
    const given = { signerPostId: chair.postId, recipients: '', keptBy: 'VT', copies: 1, ...copy };
    return (await o.part(CreateCopyUseCase).execute(actor, given)).copyId;
  };
  const get = (id: string): Promise<CopyRow> => o.part(Copies).get(o.office.db, id);
  const approve = (id: string): Promise<void> =>
    o.part(DecideCopyUseCase).execute(chair, id, { approve: true });

  /** A letter on paper, scanned and registered. */
  const aScan = async (): Promise<string> => {
    const files = o.part(FileStore);
    const { sha256 } = await files.storeBytes(await aPage(), { mediaType: 'application/pdf' });
    await o
      .part(UnitOfWork)
      .run((tx) =>
        files.register(tx, { sha256, name: 'quet.pdf', pages: 1, uploadedBy: clerk.postId }),
      );
    const { id } = await o.part(ReceiveIncomingUseCase).execute(clerk, {
      agencyId: clerk.agencyId,
      channel: 'paper',
      author: 'Sở Xây dựng',
      symbol: `${sha256.slice(0, 4)}/SXD-QLĐT`,
      typeName: 'Công văn',
      subject: 'V/v rà soát trật tự xây dựng',
      urgency: 'normal',
      signer: 'Chu Mạnh Cường',
      note: '',
      fileSha256: sha256,
    });
    await o.part(RegisterIncomingUseCase).execute(clerk, id, { confirmDuplicate: true });
    return id;
  };

  it('of paper become electronic by decision and seal, with the text alone and no number', async () => {
    const source = { type: 'incoming-document', id: await aScan() } as const;
    const id = await ask({ typeCode: 'certified-copy', source, to: 'electronic' });
    await expect(o.part(SealCopyUseCase).execute(clerk, id, o.pin)).rejects.toMatchObject({
      code: 'documents.copy-moved-on',
    });
    await approve(id);
    await o.part(SealCopyUseCase).execute(clerk, id, o.pin);

    const copy = await get(id);
    const pdf = await o.part(FileStore).read(copy.sha256);
    const report = await o.part(Verifier).verify(pdf);
    expect(copy).toMatchObject({ state: 'issued', symbol: null, issuedOn: '2026-08-24' });
    expect(report.verdict).toBe('valid');
    expect(await textAtTop(pdf)).toMatch(
      /SAO Y; Ủy ban nhân dân phường Từ Sơn; 24\/08\/2026; \d\d:\d\d:\d\d \+07:00/,
    );
  }, 120_000);

  it('on paper are numbered in one series, each with its own letters, and carry no signature', async () => {
    const released = { type: 'outgoing-document', id: await o.outgoingIn('released') } as const;
    const certified = await ask({ typeCode: 'certified-copy', source: released, to: 'paper' });
    const excerpt = await ask({
      typeCode: 'excerpt-copy',
      source: released,
      to: 'paper',
      pages: { first: 1, last: 1 },
    });
    await approve(certified);
    await approve(excerpt);
    const secondary = await ask({
      typeCode: 'secondary-copy',
      source: { type: 'copy', id: certified },
      to: 'electronic',
    });

    expect((await get(certified)).symbol).toBe('13/SY-UBND');
    expect((await get(excerpt)).symbol).toBe('14/TrS-UBND');
    expect((await get(secondary)).state).toBe('awaiting-approval');
    const pdf = await o.part(FileStore).read((await get(certified)).sha256);
    expect(inspectPdf(pdf)).toMatchObject({ signatures: 0, fields: [] });
    expect(
      await rows(o.office.db, 'SELECT number, symbol FROM registers.copy_entry ORDER BY number'),
    ).toEqual([
      { number: 13, symbol: '13/SY-UBND' },
      { number: 14, symbol: '14/TrS-UBND' },
    ]);
  }, 120_000);

  it('that the law does not know are refused, as are those of others and of what is unissued', async () => {
    const released = { type: 'outgoing-document', id: await o.outgoingIn('released') } as const;
    const draft = { type: 'outgoing-document', id: await o.outgoingIn('signed') } as const;

    await expect(
      ask({ typeCode: 'certified-copy', source: released, to: 'electronic' }),
    ).rejects.toMatchObject({ code: 'documents.copy-electronic-to-electronic' });
    await expect(
      ask({ typeCode: 'secondary-copy', source: released, to: 'paper' }),
    ).rejects.toMatchObject({ code: 'documents.copy-not-of-a-certified-copy' });
    await expect(
      ask({
        typeCode: 'excerpt-copy',
        source: released,
        to: 'paper',
        pages: { first: 1, last: 99 },
      }),
    ).rejects.toMatchObject({ code: 'documents.copy-pages' });
    await expect(
      ask({ typeCode: 'certified-copy', source: draft, to: 'paper' }),
    ).rejects.toMatchObject({ code: 'documents.nothing-to-copy' });
    await expect(
      ask({ typeCode: 'certified-copy', source: released, to: 'paper' }, chair),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  }, 120_000);

  it('are refused with a reason by whoever signs copies, and by nobody else', async () => {
    const source = { type: 'incoming-document', id: await aScan() } as const;
    const id = await ask({ typeCode: 'certified-copy', source, to: 'electronic' });
    const refuse = o.part(DecideCopyUseCase);

    await expect(refuse.execute(clerk, id, { approve: true })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await refuse.execute(chair, id, { approve: false, reason: 'Bản quét mờ' });
    expect(await get(id)).toMatchObject({ state: 'refused', reason: 'Bản quét mờ' });
  }, 60_000);
});
