import { PDFDocument } from 'pdf-lib';
import { newId } from '../../src/platform/database/new-id.js';
import type { AccessOffice, Subject, SubjectBuilder } from './subjects.js';

/** In government of the ward; nobody of another agency and nobody of the Party sees any of these. */
export const DOCUMENT_SUBJECTS: Readonly<Record<string, SubjectBuilder>> = {
  upload: anUpload,
  register: async ({ agencyId }) => ({
    params: { agencyId: await agencyId('p-tu-son') },
    seenBy: ['vt-ts', 'ct-ts', 'cvp-ts'],
  }),
  phrase: aPhrase,
  assignment: anAssignment,
  'outgoing-document': anOutgoingDocument,
  'incoming-document': anIncomingDocument,
};

async function aPage({ store }: AccessOffice): Promise<string> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]);
  return store(await pdf.save({ useObjectStreams: false }));
}

async function anUpload(office: AccessOffice): Promise<Subject> {
  const id = newId();
  await office.db.query(
    `INSERT INTO files.upload (id, sha256, name, pages, uploaded_by_post, created_at)
     VALUES ($1, $2, 'du-thao.pdf', 1, $3, now())`,
    [id, await aPage(office), await office.postId('cv-vh1')],
  );
  return { params: { id }, seenBy: ['cv-vh1'] };
}

async function aPhrase({ db, postId }: AccessOffice): Promise<Subject> {
  const id = newId();
  await db.query('INSERT INTO routing.phrase (id, post_id, text) VALUES ($1, $2, $3)', [
    id,
    await postId('ct-ts'),
    'Giao Văn phòng tham mưu',
  ]);
  return { params: { id }, seenBy: ['ct-ts'] };
}

/** Given by the chair to a division: its head, the giver, the leaders and the office. */
async function anAssignment({ db, postId, agencyId }: AccessOffice): Promise<Subject> {
  const id = newId();
  const directiveId = newId();
  const subjectId = newId();
  const ward = await agencyId('p-tu-son');
  await db.query(
    `INSERT INTO routing.directive
       (id, subject_type, subject_id, agency_id, by_post, by_name, by_title, text, created_at)
     VALUES ($1, 'task', $2, $3, $4, 'Nguyễn Đăng Quyết', 'Chủ tịch', 'Giao', now())`,
    [directiveId, subjectId, ward, await postId('ct-ts')],
  );
  await db.query(
    `INSERT INTO routing.assignment (id, directive_id, subject_type, subject_id, agency_id, role,
       unit_id, unit_name, state, created_at)
     VALUES ($1, $2, 'task', $3, $4, 'lead', $5, 'Phòng Văn hóa - Xã hội', 'pending', now())`,
    [id, directiveId, subjectId, ward, await agencyId('p-tu-son-vhxh')],
  );
  return { params: { id }, seenBy: ['tp-vhxh', 'ct-ts', 'cvp-ts'] };
}

/** Waits for the office: drafter, head, office, signer and clerk have to do with it. */
async function anOutgoingDocument(office: AccessOffice): Promise<Subject> {
  const { db, postId, agencyId } = office;
  const id = newId();
  const ward = await agencyId('p-tu-son');
  const sha256 = await aPage(office);
  await db.query(
    `INSERT INTO documents.outgoing (id, version, state, space, issuing_agency_id,
       drafting_agency_id, drafting_unit_id, drafter_post_id, head_post_id, form_checker,
       office_agency_id, signer_post_id, type_code, subject, urgency, sha256, held_since, created_at)
     VALUES ($1, 1, 'form-check', 'government', $2, $2, $3, $4, $5, 'office-chief', $2, $6,
       'plan', 'Kế hoạch', 'normal', $7, now(), now())`,
    [
      id,
      ward,
      await agencyId('p-tu-son-vhxh'),
      await postId('cv-vh1'),
      await postId('tp-vhxh'),
      await postId('ct-ts'),
      sha256,
    ],
  );
  await db.query(
    `INSERT INTO documents.revision (id, document_id, chain, ordinal, kind, sha256, size, made_at)
     VALUES ($1, $2, 1, 1, 'draft', $3, 1, now())`,
    [newId(), id, sha256],
  );
  return { params: { id }, seenBy: ['cv-vh1', 'tp-vhxh', 'cvp-ts', 'ct-ts', 'vt-ts'] };
}

/** Registered and not directed yet: the clerk, the office and the leaders. */
async function anIncomingDocument(office: AccessOffice): Promise<Subject> {
  const id = newId();
  await office.db.query(
    `INSERT INTO documents.incoming (id, version, state, space, agency_id, channel, author, symbol,
       type_name, subject, urgency, sha256, arrival_number, arrived_on, register_entry_id,
       held_since, created_at)
     VALUES ($1, 1, 'registered', 'government', $2, 'email', 'Sở Nội vụ', '1/SNV-CCHC', 'Công văn',
       'V/v báo cáo', 'normal', $3, 9999, '2026-08-24', $1, now(), now())`,
    [id, await office.agencyId('p-tu-son'), await aPage(office)],
  );
  return { params: { id }, seenBy: ['vt-ts', 'cvp-ts', 'ct-ts'] };
}
