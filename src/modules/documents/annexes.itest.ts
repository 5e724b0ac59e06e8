import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentsOffice } from '../../../test/builders/documents-office.js';
import { aPage } from '../../../test/builders/joint-record.js';
import { textAtTop, textOf } from '../../../test/builders/text-at-top.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../files/index.js';
import { PublicCodes, Verifier } from '../signing/index.js';
import { AnnexFiles } from './annex-files.js';
import { DocumentMovedOnError } from './documents.errors.js';
import { Annexes, type AnnexRow } from './persistence/annexes.js';
import { AnnexesQuery } from './queries/annexes.query.js';
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

  /** A released document with one annex, and the arrival of both at the neighbour's. */
  const sent = async (): Promise<{ id: string; arrivalId: string; annex: AnnexRow }> => {
    const receiver = await o.unitId('p-tam-son');
    const id = await o.draft({ recipients: [{ kind: 'perform', target: { agencyId: receiver } }] });
    const fileSha256 = await upload();
    await o.part(AddAnnexUseCase).execute(drafter, { id, name: 'Phụ lục I', fileSha256 });
    await o.walk(id, 'released');
    const arrival = await maybeRow<{ id: string }>(
      o.office.db,
      'SELECT id FROM documents.incoming WHERE outgoing_document_id = $1 AND agency_id = $2',
      [id, receiver],
    );
    const [annex] = await o.part(Annexes).list(o.office.db, id);
    if (!arrival || !annex) throw new Error('The annex did not arrive');
    return { id, arrivalId: arrival.id, annex };
  };

  it('reach the receivers with their verdict, and carry a code on paper', async () => {
    const { id, arrivalId, annex } = await sent();
    const annexes = o.part(AnnexesQuery);

    expect(await annexes.received(arrivalId)).toMatchObject([
      { id: annex.id, name: 'Phụ lục I', verdict: 'valid' },
    ]);
    const { stream } = await annexes.receivedContent(arrivalId, annex.id);
    expect(
      createHash('sha256')
        .update(await buffer(stream))
        .digest('hex'),
    ).toBe(annex.sha256);
    await expect(annexes.receivedContent(arrivalId, newId())).rejects.toMatchObject({
      kind: 'not-found',
    });
    const text = await textOf((await annexes.print(id, annex.id, 'https://a.example.vn')).stream);
    const code = /\b([2-9A-Z]{4}-){3}[2-9A-Z]{4}\b/.exec(text)?.[0];
    expect(await o.part(PublicCodes).find(code ?? '')).toMatchObject({
      typeName: 'Phụ lục kèm theo Kế hoạch',
      sha256: annex.sha256,
    });
  }, 120_000);

  it('are kept verifiable by continuing them, and change in no other way', async () => {
    const { id, annex } = await sent();
    const keeper = o.part(AnnexFiles);
    const kept = await keeper.list(o.office.db, { after: '', limit: 100 });
    expect(kept.map(({ subjectId }) => subjectId)).toContain(annex.id);

    const longer = await o
      .part(FileStore)
      .storeBytes(await aPage(), { mediaType: 'application/pdf' });
    const moved = await o.part(UnitOfWork).run((tx) => keeper.moveOn(tx, annex.sha256, longer));

    expect(moved).toEqual([annex.id]);
    expect((await o.part(Annexes).find(o.office.db, id, annex.id))?.sha256).toBe(longer.sha256);
    for (const version of [annex.sha256, longer.sha256])
      expect(await keeper.publish(o.office.db, annex.id, version)).not.toBeNull();
    await expect(
      o.office.db.query(`UPDATE documents.annex SET name = 'X' WHERE id = $1`, [annex.id]),
    ).rejects.toThrow('a signed annex never changes');
  }, 120_000);
});
