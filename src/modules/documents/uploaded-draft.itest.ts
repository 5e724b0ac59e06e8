import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FIELD } from '../../../libs/document-layout/index.js';
import { DocumentsOffice } from '../../../test/builders/documents-office.js';
import { typedDraft } from '../../../test/builders/typed-draft.js';
import type { Actor } from '../../platform/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../files/index.js';
import { GetOutgoingQuery } from './queries/get-outgoing.query.js';
import { LocateFieldsQuery } from './queries/locate-fields.query.js';
import { AddVersionUseCase } from './use-cases/add-version/add-version.use-case.js';
import { CreateDraftUseCase } from './use-cases/create-draft/create-draft.use-case.js';
import { EditDraftUseCase } from './use-cases/edit-draft/edit-draft.use-case.js';
import { PlaceFieldsUseCase } from './use-cases/place-fields/place-fields.use-case.js';
import { SubmitDraftUseCase } from './use-cases/submit-draft/submit-draft.use-case.js';

describe('an uploaded draft', () => {
  let o: DocumentsOffice;
  let drafter: Actor;
  let sha256: string;

  beforeAll(async () => {
    o = await DocumentsOffice.open();
    drafter = await o.actor('cv-vh1');
    sha256 = await bring(await typedDraft(), drafter);
  }, 240_000);
  afterAll(() => o.close());

  it('has its blanks found in the text of the page and filled when it is issued', async () => {
    const id = await create({ fileSha256: sha256 });
    const located = await o.part(LocateFieldsQuery).execute(id);
    expect(located.found).toBe(true);
    expect(located.fields.map(({ name }) => name)).toEqual([
      FIELD.number,
      FIELD.date,
      FIELD.month,
      FIELD.contentInitial,
      FIELD.formInitial,
      FIELD.signer,
      FIELD.seal,
    ]);
    await o.walk(id, 'released');
    const page = await o.part(GetOutgoingQuery).execute(drafter, id);
    expect(page).toMatchObject({ state: 'released', symbol: '188/BC-UBND' });
  }, 120_000);

  it('asks for what the page does not show, and takes boxes placed by hand', async () => {
    const id = await create({ fileSha256: await o.upload(drafter), typeCode: 'decision' });
    const submit = (): Promise<void> => o.part(SubmitDraftUseCase).execute(drafter, id);
    await expect(submit()).rejects.toMatchObject({ code: 'documents.fields-not-found' });

    const place = o.part(PlaceFieldsUseCase);
    const fields = (await o.document(await o.draft())).fields ?? [];
    const outside = fields.map((box) =>
      box.name === FIELD.signer ? { ...box, rect: [700, 0, 900, 50] as const } : box,
    );
    await place.execute(drafter, { id, ifMatch: 1, fields: outside });
    await expect(submit()).rejects.toMatchObject({ code: 'documents.fields-do-not-fit' });
    const stale = place.execute(drafter, { id, ifMatch: 1, fields });
    await expect(stale).rejects.toMatchObject({ code: 'platform.stale-version' });
    await place.execute(drafter, { id, ifMatch: 2, fields });
    await submit();
    expect((await o.document(id)).state).toBe('head-review');
  }, 60_000);

  it('keeps every version; a file that somebody else brought is refused', async () => {
    const id = await create({ fileSha256: sha256 });
    const other = await o.actor('cv-kt1');
    const theirs = await bring(Buffer.concat([await typedDraft(), Buffer.from('\n')]), other);
    const add = o.part(AddVersionUseCase);
    const foreign = add.execute(drafter, { id, ifMatch: 1, fileSha256: theirs });
    await expect(foreign).rejects.toMatchObject({ code: 'documents.file-not-yours' });
    await add.execute(drafter, { id, ifMatch: 1, fileSha256: await o.upload(drafter) });
    const page = await o.part(GetOutgoingQuery).execute(drafter, id);
    expect(
      page.revisions.map(({ chain, kind, voidedAt }) => [chain, kind, voidedAt === null]),
    ).toEqual([
      [1, 'draft', false],
      [2, 'draft', true],
    ]);
  }, 60_000);

  it('is signed only by who has the competence, for the agency and the type', async () => {
    const clerk = await o.actor('vt-ts');
    await expect(create({ fileSha256: sha256, signerPostId: clerk.postId })).rejects.toMatchObject({
      code: 'documents.may-not-sign',
    });
    await expect(create({ fileSha256: sha256, typeCode: 'conclusion' })).rejects.toMatchObject({
      code: 'documents.unknown-type',
    });
    const party = await o.unitId('du-tu-son');
    await expect(create({ fileSha256: sha256, issuingAgencyId: party })).rejects.toMatchObject({
      code: 'documents.other-space',
    });
    const id = await create({ fileSha256: sha256 });
    await o
      .part(EditDraftUseCase)
      .execute(drafter, { id, ifMatch: 1, changes: { subject: 'Trích yếu mới' } });
    expect(await o.document(id)).toMatchObject({ subject: 'Trích yếu mới', version: 2 });
  }, 60_000);

  async function create(given: {
    fileSha256: string;
    typeCode?: string;
    signerPostId?: string;
    issuingAgencyId?: string;
  }): Promise<string> {
    const { id } = await o.part(CreateDraftUseCase).execute(drafter, {
      typeCode: 'report',
      subject: 'Kết quả công tác tiếp công dân quý III',
      issuingAgencyId: drafter.agencyId,
      signerPostId: (await o.actor('ct-ts')).postId,
      addressees: [],
      recipients: [],
      urgency: 'normal',
      keptBy: 'VT, VP',
      copies: 1,
      replyTo: [],
      ...given,
    });
    return id;
  }

  async function bring(pdf: Uint8Array, actor: Actor): Promise<string> {
    const stored = await o.part(FileStore).storeBytes(pdf, { mediaType: 'application/pdf' });
    await o.part(UnitOfWork).run((tx) =>
      o.part(FileStore).register(tx, {
        sha256: stored.sha256,
        name: 'bao-cao.pdf',
        pages: 1,
        uploadedBy: actor.postId,
      }),
    );
    return stored.sha256;
  }
});
