import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DocumentsOffice } from '../../../test/builders/documents-office.js';
import { inspectPdf } from '../../../libs/pdf-signature/index.js';
import { rows } from '../../platform/database/rows.js';
import { FileStore } from '../files/index.js';
import { OrganisationDirectory } from '../organisation/index.js';
import { SigningBatches, SigningDesk, SigningSubjects, Verifier } from '../signing/index.js';
import { ImageOutsideFieldError, MayNotSignError } from './documents.errors.js';
import { GetOutgoingQuery } from './queries/get-outgoing.query.js';
import { wishOf } from './signature-step.js';
import { InitialContentUseCase } from './use-cases/initial-content/initial-content.use-case.js';
import { InitialFormUseCase } from './use-cases/initial-form/initial-form.use-case.js';
import { ReturnDraftUseCase } from './use-cases/return-draft/return-draft.use-case.js';
import { SignBatchUseCase } from './use-cases/sign-batch/sign-batch.use-case.js';
import { SignDocumentUseCase } from './use-cases/sign-document/sign-document.use-case.js';
import { SubmitDraftUseCase } from './use-cases/submit-draft/submit-draft.use-case.js';
import { WithdrawDraftUseCase } from './use-cases/withdraw-draft/withdraw-draft.use-case.js';

describe('the life of an outgoing document', () => {
  let o: DocumentsOffice;

  beforeAll(async () => {
    o = await DocumentsOffice.open();
  }, 180_000);
  afterAll(() => o.close());

  it('goes from draft to release; every revision extends the last and every signature is valid', async () => {
    const province = await o.unitId('ubnd-tinh');
    const id = await o.outgoingIn('released', {
      recipients: [
        { kind: 'report', target: { agencyId: province } },
        { kind: 'know', target: { groupCode: 'cac-xa-phuong' } },
        { kind: 'perform', target: { agencyId: await o.unitId('p-tam-son') } },
        { kind: 'file', target: { printedOnly: 'Lưu: VT, VHXH' } },
      ],
    });
    const page = await o.part(GetOutgoingQuery).execute(await o.actor('vt-ts'), id);

    expect(page).toMatchObject({ symbol: '97/KH-UBND', issuedOn: '2026-08-24', state: 'released' });
    expect(page.revisions.map(({ kind }) => kind)).toEqual([
      'draft',
      'fields',
      'initial-content',
      'initial-form',
      'approve',
      'number',
      'seal',
    ]);
    const files = o.part(FileStore);
    const bytes = await Promise.all(page.revisions.map(({ sha256 }) => files.read(sha256)));
    for (const [index, next] of bytes.slice(1).entries()) {
      const base = bytes[index] ?? Buffer.alloc(0);
      expect(next.subarray(0, base.length).equals(base)).toBe(true);
    }
    const last = bytes.at(-1) ?? Buffer.alloc(0);
    const report = await o.part(Verifier).verify(last);
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map(({ verdict }) => verdict)).toEqual(Array(4).fill('valid'));
    expect(inspectPdf(last).fields.map(({ filled, locked }) => filled && locked)).toEqual(
      Array(6).fill(true),
    );

    // The ward of Tam Sơn is named twice, itself among the wards: it receives once, as performer;
    // the issuer is a member of the group and does not write to itself.
    expect(page.deliveries).toHaveLength(12);
    expect(page.deliveries.filter(({ kind }) => kind === 'perform')).toHaveLength(1);
    expect(new Set(page.deliveries.map(({ state }) => state))).toEqual(new Set(['to-register']));
    const entry = await rows(
      o.office.db,
      `SELECT symbol, to_char(dispatched_on, 'YYYY-MM-DD') AS on FROM registers.outgoing_entry
       WHERE document_id = $1`,
      [id],
    );
    expect(entry).toEqual([{ symbol: '97/KH-UBND', on: '2026-08-24' }]);
  }, 120_000);

  it.each(['initial-content', 'initial-form', 'batch'] as const)(
    'initials no version that was not read (%s)',
    async (way) => {
      const isForm = way === 'initial-form';
      const id = await o.outgoingIn(isForm ? 'form-check' : 'head-review');
      const hand = await o.actor(isForm ? 'cvp-ts' : 'tp-vhxh');
      const { sha256 } = await o.document(id);
      const seen = { pin: o.pin, sha256: 'a'.repeat(64) };
      const press = async (): Promise<string | undefined> => {
        if (way === 'initial-content') await o.part(InitialContentUseCase).execute(hand, id, seen);
        if (way === 'initial-form') await o.part(InitialFormUseCase).execute(hand, id, seen);
        if (way !== 'batch') return undefined;
        await o
          .part(SignBatchUseCase)
          .execute(hand, { documents: [{ id, sha256: seen.sha256 }] }, o.pin);
        await o.part(SigningBatches).whenIdle();
        const [item] = await rows<{ code: string }>(
          o.office.db,
          `SELECT problem ->> 'code' AS code FROM signing.batch_item WHERE subject_id = $1`,
          [id],
        );
        throw Object.assign(new Error('in the batch'), item);
      };

      await expect(press()).rejects.toMatchObject({ code: 'documents.revision-moved-on' });
      expect((await o.document(id)).sha256).toBe(sha256);
    },
    60_000,
  );

  it('asks for the mandate again when a signature that was ordered before becomes true', async () => {
    const id = await o.outgoingIn('awaiting-signature');
    const chair = await o.actor('ct-ts');
    const document = await o.document(id);
    const { sha256 } = document;
    const wish = wishOf(document, 'approve', { sha256 });
    const order = await o.part(SigningSubjects).order(chair, wish);
    const key = await o.part(SigningDesk).unlock({ kind: 'post', postId: chair.postId }, o.pin);
    const mandate = jest
      .spyOn(o.part(OrganisationDirectory), 'findMandate')
      .mockResolvedValue(null);

    const signing = o.part(SigningDesk).sign(order, key);

    await expect(signing).rejects.toBeInstanceOf(MayNotSignError);
    mandate.mockRestore();
    expect((await o.document(id)).sha256).toBe(sha256);
  }, 60_000);

  it('takes an image that was moved within its field, and says what to do with one outside', async () => {
    const id = await o.outgoingIn('awaiting-signature');
    const chair = await o.actor('ct-ts');
    const { sha256, fields } = await o.document(id);
    const [x0, y0, x1, y1] = fields?.find(({ name }) => name === 'NguoiKy')?.rect ?? [0, 0, 0, 0];
    const signAt = (box: readonly [number, number, number, number]): Promise<unknown> =>
      o.part(SignDocumentUseCase).execute(chair, id, { pin: o.pin, sha256, box });

    const outside = signAt([x0 - 40, y0, x1 - 40, y1]);
    await expect(outside).rejects.toBeInstanceOf(ImageOutsideFieldError);
    await signAt([x0 + 10, y0, x1 - 10, y1 - 10]);
    expect((await o.document(id)).state).toBe('signed');
  }, 60_000);

  it('voids the signatures of a chain that is returned and begins the next unsigned', async () => {
    const id = await o.outgoingIn('awaiting-approval');
    const chair = await o.actor('ct-ts');
    await o.part(ReturnDraftUseCase).execute(chair, id, 'Bổ sung thuyết minh');
    const page = await o.part(GetOutgoingQuery).execute(await o.actor('tp-vhxh'), id);

    expect(page.state).toBe('returned');
    expect(page.holderName).toBe('Bạch Thị Hường');
    expect(page.chain).toBe(2);
    expect(page.revisions.filter(({ voidedAt }) => voidedAt === null)).toMatchObject([
      { chain: 2, ordinal: 1, kind: 'draft' },
    ]);
    expect(page.allowedActions).toEqual(['submit', 'revise', 'cancel', 'edit']);
  }, 60_000);

  it('is signed again when it came back and goes on unchanged', async () => {
    const id = await o.outgoingIn('head-review');
    const head = await o.actor('tp-vhxh');
    const { sha256 } = await o.document(id);
    const pressAtTheDesk = async (): Promise<boolean> => {
      const batch = o.part(SignBatchUseCase);
      const { joined } = await batch.execute(head, { documents: [{ id, sha256 }] }, o.pin);
      await o.part(SigningBatches).whenIdle();
      return joined;
    };
    await pressAtTheDesk();
    await o.part(WithdrawDraftUseCase).execute(head, id);
    // From a page that was opened before: what was signed then is void.
    await expect(pressAtTheDesk()).rejects.toMatchObject({ code: 'documents.moved-on' });
    await o.part(SubmitDraftUseCase).execute(head, id);
    expect(await o.document(id)).toMatchObject({ chain: 2, sha256 });

    expect(await pressAtTheDesk()).toBe(false);
    expect((await o.document(id)).state).toBe('form-check');
    expect(await pressAtTheDesk()).toBe(true);

    // From the document's own page, too.
    await o.part(ReturnDraftUseCase).execute(await o.actor('cvp-ts'), id, 'Sửa thể thức');
    await o.part(SubmitDraftUseCase).execute(head, id);
    await o.part(InitialContentUseCase).execute(head, id, { pin: o.pin, sha256 });
    expect(await o.document(id)).toMatchObject({ chain: 3, state: 'form-check' });
  }, 60_000);
});
