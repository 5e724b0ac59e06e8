import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentsOffice } from '../../../test/builders/documents-office.js';
import { aPage } from '../../../test/builders/joint-record.js';
import { textAtTop } from '../../../test/builders/text-at-top.js';
import type { Actor } from '../../platform/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../files/index.js';
import { Verifier } from '../signing/index.js';
import { DocumentMovedOnError } from './documents.errors.js';
import { Annexes } from './persistence/annexes.js';
import { AddAnnexUseCase } from './use-cases/add-annex/add-annex.use-case.js';
import { ReleaseDocumentUseCase } from './use-cases/release-document/release-document.use-case.js';
import { SealDocumentUseCase } from './use-cases/seal-document/seal-document.use-case.js';

describe('annexes in files of their own', () => {
  let o: DocumentsOffice;
  let drafter: Actor;
  let clerk: Actor;

  beforeAll(async () => {
    o = await DocumentsOffice.open();
    drafter = await o.actor('cv-vh1');
    clerk = await o.actor('vt-ts');
  }, 120_000);
  afterAll(() => o.close());

  const upload = async (): Promise<string> => {
    const files = o.part(FileStore);
    const { sha256 } = await files.storeBytes(await aPage(), { mediaType: 'application/pdf' });
    await o
      .part(UnitOfWork)
      .run((tx) =>
        files.register(tx, { sha256, name: 'phu-luc.pdf', pages: 1, uploadedBy: drafter.postId }),
      );
    return sha256;
  };

  it('are signed with the seal, without its image, by number and second at the top right', async () => {
    const id = await o.draft();
    const fileSha256 = await upload();
    await o.part(AddAnnexUseCase).execute(drafter, { id, name: 'Phụ lục I', fileSha256 });
    await o.walk(id, 'sealed');

    const [annex] = await o.part(Annexes).list(o.office.db, id);
    const { symbol } = await o.document(id);
    const pdf = await o.part(FileStore).read(annex?.sha256 ?? '');
    const report = await o.part(Verifier).verify(pdf);

    expect(annex?.signedAt).not.toBeNull();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map(({ signer }) => signer.name)).toEqual([
      'Ủy ban nhân dân phường Từ Sơn',
    ]);
    expect(await textAtTop(pdf)).toMatch(
      new RegExp(`Số: ${symbol ?? ''}; 24/08/2026; \\d\\d:\\d\\d:\\d\\d \\+07:00`),
    );
    await expect(o.part(ReleaseDocumentUseCase).execute(clerk, id)).resolves.toBeDefined();
  }, 120_000);

  it('are added while the draft lies with its drafters only', async () => {
    const id = await o.outgoingIn('head-review');

    await expect(
      o
        .part(AddAnnexUseCase)
        .execute(drafter, { id, name: 'Phụ lục I', fileSha256: await upload() }),
    ).rejects.toBeInstanceOf(DocumentMovedOnError);
  }, 60_000);

  it('hold the release back until the seal has reached each', async () => {
    const id = await o.draft();
    const fileSha256 = await upload();
    await o.walk(id, 'sealed');
    await o.part(UnitOfWork).run((tx) =>
      o.part(Annexes).add(tx, {
        documentId: id,
        name: 'Phụ lục II',
        sha256: fileSha256,
        size: 1,
        postId: drafter.postId,
      }),
    );

    await expect(o.part(ReleaseDocumentUseCase).execute(clerk, id)).rejects.toMatchObject({
      code: 'documents.annexes-not-signed',
    });
    await o.part(SealDocumentUseCase).execute(clerk, id, { pin: o.pin });
    await expect(o.part(ReleaseDocumentUseCase).execute(clerk, id)).resolves.toBeDefined();
  }, 120_000);
});
