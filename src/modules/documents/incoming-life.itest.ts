import { mkdtempSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DocumentsOffice,
  HandDownUseCase,
  MoveAssignmentUseCase,
  PrintRegisterQuery,
} from '../../../test/builders/documents-office.js';
import type { Actor } from '../../platform/access/actor.js';
import { rows } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../files/index.js';
import { Routing } from '../routing/index.js';
import { seesIncoming, seesOutgoing } from './documents.policy.js';
import { IncomingDocuments } from './persistence/incoming-documents.js';
import { GetIncomingQuery } from './queries/get-incoming.query.js';
import { GetOutgoingQuery } from './queries/get-outgoing.query.js';
import { ListIncomingQuery } from './queries/list-incoming.query.js';
import { MyWorkQuery } from './queries/my-work.query.js';
import { CheckSignatureUseCase } from './use-cases/check-signature/check-signature.use-case.js';
import { CompleteIncomingUseCase } from './use-cases/complete-incoming/complete-incoming.use-case.js';
import { DirectIncomingUseCase } from './use-cases/direct-incoming/direct-incoming.use-case.js';
import { ReceiveIncomingUseCase } from './use-cases/receive-incoming/receive-incoming.use-case.js';
import { RegisterIncomingUseCase } from './use-cases/register-incoming/register-incoming.use-case.js';
import { ReturnIncomingUseCase } from './use-cases/return-incoming/return-incoming.use-case.js';

describe('the life of an incoming document', () => {
  let o: DocumentsOffice;
  let clerk: Actor;
  let chair: Actor;
  let head: Actor;
  let officer: Actor;

  beforeAll(async () => {
    o = await DocumentsOffice.open();
    [clerk, chair, head, officer] = (await Promise.all(
      ['vt-ts', 'ct-ts', 'tp-vhxh', 'cv-vh1'].map((code) => o.actor(code)),
    )) as [Actor, Actor, Actor, Actor];
  }, 180_000);
  afterAll(() => o.close());

  it('is directed to one lead, handed down, reported, and completed only when no part is open', async () => {
    const id = await o.incomingIn('distributed');
    const lead = await o.unitId('p-tu-son-vhxh');
    const centre = await o.unitId('p-tu-son-ttpvhcc');
    await o.part(DirectIncomingUseCase).execute(chair, id, {
      text: 'Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Trung tâm',
      lead: { unitId: lead },
      coordinators: [{ unitId: centre }],
      inform: [{ unitId: await o.unitId('p-tu-son-vp') }],
      dueOn: '2026-08-28',
    });
    const top = await o.part(IncomingDocuments).findLead(o.office.db, id);
    const topId = top?.id ?? '';

    const late = o
      .part(HandDownUseCase)
      .execute(head, topId, { postId: officer.postId, text: 'Tham mưu', dueOn: '2026-09-02' });
    await expect(late).rejects.toMatchObject({ code: 'routing.child-due-too-late' });
    const { assignmentId } = await o
      .part(HandDownUseCase)
      .execute(head, topId, { postId: officer.postId, text: 'Tham mưu', dueOn: '2026-08-27' });
    await o.startProcessing(id);

    const move = o.part(MoveAssignmentUseCase);
    const complete = (): Promise<void> =>
      o.part(CompleteIncomingUseCase).execute(head, id, { result: 'Đã trả lời' });
    await expect(complete()).rejects.toMatchObject({ code: 'routing.open-children' });
    await move.execute(officer, assignmentId, { action: 'accept' });
    await move.execute(officer, assignmentId, { action: 'progress', text: 'Đang soạn' });
    await move.execute(officer, assignmentId, { action: 'report', result: 'Đã soạn xong' });
    await move.execute(head, assignmentId, { action: 'confirm' });
    await expect(complete()).rejects.toMatchObject({
      code: 'routing.open-children',
      params: { count: 1 },
    });

    const tree = await o.part(Routing).treeFor(o.office.db, 'incoming-document', id);
    const coordinator = tree.find(({ role }) => role === 'coordinate');
    const centreHead = await o.actor('gd-tt');
    await move.execute(centreHead, coordinator?.id ?? '', { action: 'report', result: 'Đã góp ý' });
    const silent = o.part(CompleteIncomingUseCase).execute(head, id, { result: '' });
    await expect(silent).rejects.toMatchObject({ code: 'documents.result-missing' });
    await complete();

    const page = await o.part(GetIncomingQuery).execute(head, id);
    expect(page).toMatchObject({ state: 'completed', result: 'Đã trả lời', holderName: null });
    expect(page.timeline.map(({ action }) => action)).toEqual([
      'arrive',
      'register',
      'submit',
      'propose',
      'direct',
      'start',
      'complete',
    ]);
    const entry = await rows(
      o.office.db,
      `SELECT receiver, to_char(handed_on, 'YYYY-MM-DD') AS on FROM registers.incoming_entry
       WHERE incoming_document_id = $1`,
      [id],
    );
    expect(entry).toEqual([
      {
        receiver: 'Phòng Văn hóa - Xã hội; Trung tâm Phục vụ hành chính công',
        on: '2026-08-24',
      },
    ]);
  }, 60_000);

  it('has one lead a directive, in the database too', async () => {
    const id = await o.incomingIn('directed');
    const second = rows(
      o.office.db,
      `INSERT INTO routing.assignment (id, directive_id, subject_type, subject_id, agency_id, role,
         unit_id, unit_name, state, created_at)
       SELECT gen_random_uuid(), directive_id, subject_type, subject_id, agency_id, 'lead',
         gen_random_uuid(), 'Đơn vị khác', 'pending', now()
       FROM routing.assignment WHERE subject_id = $1`,
      [id],
    );
    await expect(second).rejects.toThrow('assignment_one_lead');
    const outside = o.part(UnitOfWork).run(async (tx) =>
      o.part(Routing).giveDirective(tx, chair, {
        subjectType: 'incoming-document',
        subjectId: id,
        agencyId: chair.agencyId,
        text: 'Giao',
        lead: { unitId: await o.unitId('p-tam-son-vp') },
        coordinators: [],
        inform: [],
      }),
    );
    await expect(outside).rejects.toMatchObject({ code: 'routing.unit-outside-agency' });
  }, 60_000);

  it('warns of the same symbol and author in other spelling; the clerk says that it is another', async () => {
    await o.incomingIn('registered', { symbol: '9240/SXD-QLĐT' });
    const id = await o.incomingIn('to-register', { symbol: '9240 / sxd - qldt' });
    expect((await o.part(GetIncomingQuery).execute(clerk, id)).duplicate).not.toBeNull();
    const register = o.part(RegisterIncomingUseCase);
    await expect(register.execute(clerk, id, { confirmDuplicate: false })).rejects.toMatchObject({
      code: 'documents.looks-duplicate',
    });
    await register.execute(clerk, id, { confirmDuplicate: true });
  }, 60_000);

  it('can only be returned when its signature is broken, with a reason that the sender reads', async () => {
    const sealed = await o.outgoingIn('sealed');
    const { sha256 } = await o.document(sealed);
    const bytes = Buffer.from(await o.part(FileStore).read(sha256));
    const place = bytes.indexOf('/Contents');
    expect(place).toBeGreaterThan(0);
    const stream = bytes.indexOf('stream', place) + 20;
    bytes[stream] = (bytes[stream] ?? 0) ^ 1;
    const tampered = await o.part(FileStore).storeBytes(bytes, { mediaType: 'application/pdf' });
    await o.part(UnitOfWork).run((tx) =>
      o.part(FileStore).register(tx, {
        sha256: tampered.sha256,
        name: '15-CV.pdf',
        pages: 1,
        uploadedBy: clerk.postId,
      }),
    );
    const { id } = await o.part(ReceiveIncomingUseCase).execute(clerk, {
      agencyId: clerk.agencyId,
      channel: 'email',
      author: 'Công ty X',
      symbol: '15/CV',
      typeName: 'Công văn',
      subject: 'V/v báo giá',
      urgency: 'normal',
      signer: '',
      note: '',
      fileSha256: tampered.sha256,
    });
    const checked = await o.part(CheckSignatureUseCase).execute(clerk, id);
    expect(checked).toMatchObject({ state: 'arrived', verdict: 'invalid' });
    expect((await o.part(GetIncomingQuery).execute(clerk, id)).allowedActions).toEqual(['return']);
    const register = o
      .part(RegisterIncomingUseCase)
      .execute(clerk, id, { confirmDuplicate: false });
    await expect(register).rejects.toMatchObject({ code: 'documents.invalid-signature' });
    await o.part(ReturnIncomingUseCase).execute(clerk, id, { reason: 'bad-signature', text: null });
    expect((await o.incoming(id)).state).toBe('returned');
  }, 60_000);

  it('shows on the sender’s page what each recipient did with it', async () => {
    const id = await o.outgoingIn('released', {
      recipients: [{ kind: 'perform', target: { agencyId: await o.unitId('p-tam-son') } }],
    });
    const [delivery] = await rows<{ id: string }>(
      o.office.db,
      'SELECT incoming_document_id AS id FROM documents.delivery WHERE document_id = $1',
      [id],
    );
    const other = await o.actor('vt-tam-son');
    await o.part(ReturnIncomingUseCase).execute(other, delivery?.id ?? '', {
      reason: 'missing-file',
      text: 'thiếu phụ lục II',
    });
    const page = await o.part(GetOutgoingQuery).execute(clerk, id);
    expect(page.deliveries).toMatchObject([
      { state: 'returned', returnReason: 'missing-file', returnText: 'thiếu phụ lục II' },
    ]);
  }, 60_000);

  it('lists for each what waits for him, and counts by the very lists', async () => {
    const id = await o.incomingIn('directed');
    const list = o.part(ListIncomingQuery);
    for (const actor of [clerk, chair, head, officer]) {
      const counts = await list.count(actor);
      for (const [group, count] of Object.entries(counts)) {
        const page = await list.execute(actor, { group: group as never, limit: 200 });
        expect([group, page.items.length]).toEqual([group, count]);
      }
    }
    const work = await o.part(MyWorkQuery).execute(head, { limit: 200 });
    const mine = work.items.find(({ subjectId }) => subjectId === id);
    expect(mine).toMatchObject({
      kind: 'assignment',
      dueOn: '2026-08-28',
      reason: 'Chủ trì, người giao: Nguyễn Đăng Quyết',
    });
    expect(await o.part(MyWorkQuery).count(head)).toBe(work.items.length);
  }, 60_000);

  it('is searched without marks, and paged', async () => {
    const list = o.part(ListIncomingQuery);
    const found = await list.execute(clerk, { q: 'TRAT TU xay dung', limit: 2 });
    expect(found.items).toHaveLength(2);
    const next = await list.execute(clerk, {
      q: 'TRAT TU xay dung',
      limit: 2,
      after: found.next ?? undefined,
    });
    expect(next.items.map(({ id }) => id)).not.toContain(found.items[1]?.id);
  });

  it('stays on its side: government sees nothing of the Party before it is released to it', async () => {
    const partyDrafter = await o.actor('vt-du');
    const id = await o.draft({
      issuer: 'du-tu-son',
      unit: 'du-tu-son-vp',
      drafter: 'vt-du',
      signer: 'pbttt-ts',
      typeCode: 'notice',
    });
    expect(await seesOutgoing(o.office.db, partyDrafter, id)).toBe(true);
    for (const code of ['ct-ts', 'cvp-ts', 'vt-ts', 'cv-cchc-ts', 'ct-tinh', 'qt-01'])
      expect([code, await seesOutgoing(o.office.db, await o.actor(code), id)]).toEqual([
        code,
        false,
      ]);
    const ofWard = await o.incomingIn('registered');
    for (const code of ['bt-ts', 'cvpdu', 'vt-du', 'vt-tam-son', 'gd-snv', 'pbt-ts'])
      expect([code, await seesIncoming(o.office.db, await o.actor(code), ofWard)]).toEqual([
        code,
        false,
      ]);
  }, 60_000);

  it('prints both registers as books', async () => {
    const { agencyId } = clerk;
    const folder = mkdtempSync('/tmp/trien-books-');
    for (const kind of ['outgoing', 'incoming'] as const) {
      const pdf = await o.part(PrintRegisterQuery).execute(kind, { agencyId });
      writeFileSync(`${folder}/${kind}.pdf`, pdf);
      expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    }
  }, 60_000);
});
