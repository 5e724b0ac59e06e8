import { PDFDocument } from 'pdf-lib';
import { newId } from '../../src/platform/database/new-id.js';
import { COMMITTEE, COMMITTEE_STEERING, type PostCode } from './posts.js';
import type { AccessOffice, Subject, SubjectBuilder, SubjectBuilders } from './subjects.js';

type House = {
  readonly space: 'government' | 'party';
  readonly agency: string;
  readonly unit: string;
  readonly drafter: PostCode;
  readonly head: PostCode;
  readonly signer: PostCode;
};

const WARD_HOUSE: House = {
  ...{ space: 'government', agency: 'p-tu-son', unit: 'p-tu-son-vhxh' },
  ...{ drafter: 'cv-vh1', head: 'tp-vhxh', signer: 'ct-ts' },
};
const COMMITTEE_HOUSE: House = {
  ...{ space: 'party', agency: 'du-tu-son', unit: 'du-tu-son-vp' },
  ...{ drafter: 'vt-du', head: 'cvpdu', signer: 'bt-ts' },
};

/** The same kinds of papers in the ward's office and in its Party committee's, side by side. */
export const DOCUMENT_SUBJECTS: SubjectBuilders = {
  upload: [anUploadOf('cv-vh1'), anUploadOf('vt-du')],
  register: [
    aRegister('p-tu-son', ['vt-ts', 'ct-ts', 'cvp-ts']),
    aRegister('du-tu-son', COMMITTEE),
  ],
  phrase: [aPhraseOf('ct-ts'), aPhraseOf('bt-ts')],
  assignment: [
    anAssignment(WARD_HOUSE, ['tp-vhxh', 'ct-ts', 'cvp-ts']),
    anAssignment(COMMITTEE_HOUSE, COMMITTEE_STEERING),
  ],
  'document-copy': [
    copy(WARD_HOUSE, ['vt-ts', 'ct-ts']),
    copy(COMMITTEE_HOUSE, ['vt-du', 'bt-ts']),
  ],
  'outgoing-annex': [
    annex(WARD_HOUSE, ['cv-vh1', 'tp-vhxh', 'cvp-ts', 'ct-ts', 'vt-ts']),
    annex(COMMITTEE_HOUSE, COMMITTEE),
  ],
  'incoming-annex': [
    receivedAnnex(WARD_HOUSE, COMMITTEE_HOUSE, ['vt-ts', 'cvp-ts', 'ct-ts']),
    receivedAnnex(COMMITTEE_HOUSE, WARD_HOUSE, COMMITTEE),
  ],
  'outgoing-document': [
    outgoing(WARD_HOUSE, 'draft', ['cv-vh1', 'tp-vhxh']),
    outgoing(WARD_HOUSE, 'form-check', ['cv-vh1', 'tp-vhxh', 'cvp-ts', 'ct-ts', 'vt-ts']),
    outgoing(COMMITTEE_HOUSE, 'form-check', COMMITTEE),
  ],
  'incoming-document': [
    incoming(WARD_HOUSE, 'arrived', ['vt-ts']),
    incoming(WARD_HOUSE, 'registered', ['vt-ts', 'cvp-ts', 'ct-ts']),
    incoming(COMMITTEE_HOUSE, 'registered', COMMITTEE),
  ],
};

async function aPage({ store }: AccessOffice): Promise<string> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]);
  return store(await pdf.save({ useObjectStreams: false }));
}

function aRegister(agency: string, seenBy: readonly PostCode[]): SubjectBuilder {
  return async ({ agencyId }) => ({
    what: `register of ${agency}`,
    params: { agencyId: await agencyId(agency) },
    seenBy,
  });
}

function anUploadOf(owner: PostCode): SubjectBuilder {
  return async (office): Promise<Subject> => {
    const id = newId();
    await office.db.query(
      `INSERT INTO files.upload (id, sha256, name, pages, uploaded_by_post, created_at)
       VALUES ($1, $2, 'du-thao.pdf', 1, $3, now())`,
      [id, await aPage(office), await office.postId(owner)],
    );
    return { what: `upload of ${owner}`, params: { id }, seenBy: [owner] };
  };
}

function aPhraseOf(owner: PostCode): SubjectBuilder {
  return async ({ db, postId }): Promise<Subject> => {
    const id = newId();
    await db.query('INSERT INTO routing.phrase (id, post_id, text) VALUES ($1, $2, $3)', [
      id,
      await postId(owner),
      `Giao Văn phòng tham mưu ${id}`,
    ]);
    return { what: `phrase of ${owner}`, params: { id }, seenBy: [owner] };
  };
}

/** Given by the signer to a division: its head, the giver, the leaders and the office. */
function anAssignment(house: House, seenBy: readonly PostCode[]): SubjectBuilder {
  return async ({ db, postId, agencyId }): Promise<Subject> => {
    const id = newId();
    const directiveId = newId();
    const subjectId = newId();
    const agency = await agencyId(house.agency);
    await db.query(
      `INSERT INTO routing.directive
         (id, subject_type, subject_id, agency_id, by_post, by_name, by_title, text, created_at)
       VALUES ($1, 'task', $2, $3, $4, 'Nguyễn Đăng Quyết', 'Chủ tịch', 'Giao', now())`,
      [directiveId, subjectId, agency, await postId(house.signer)],
    );
    await db.query(
      `INSERT INTO routing.assignment (id, directive_id, subject_type, subject_id, agency_id, role,
         unit_id, unit_name, state, created_at)
       VALUES ($1, $2, 'task', $3, $4, 'lead', $5, 'Phòng Văn hóa - Xã hội', 'pending', now())`,
      [id, directiveId, subjectId, agency, await agencyId(house.unit)],
    );
    return { what: `assignment at ${house.agency}`, params: { id }, seenBy };
  };
}

/** Drafter and head have to do with it; once submitted also its office, leaders and clerks. */
function outgoing(
  house: House,
  state: 'draft' | 'form-check',
  seenBy: readonly PostCode[],
): SubjectBuilder {
  return async (office): Promise<Subject> => {
    const { db, postId, agencyId } = office;
    const id = newId();
    const sha256 = await aPage(office);
    await db.query(
      `INSERT INTO documents.outgoing (id, version, state, space, issuing_agency_id,
         drafting_agency_id, drafting_unit_id, drafter_post_id, head_post_id, form_checker,
         office_agency_id, signer_post_id, type_code, subject, urgency, sha256, held_since,
         created_at)
       VALUES ($1, 1, $2, $3, $4, $4, $5, $6, $7, 'office-chief', $4, $8, 'plan', 'Kế hoạch',
         'normal', $9, now(), now())`,
      [
        ...[id, state, house.space, await agencyId(house.agency), await agencyId(house.unit)],
        ...[await postId(house.drafter), await postId(house.head), await postId(house.signer)],
        sha256,
      ],
    );
    await db.query(
      `INSERT INTO documents.revision (id, document_id, chain, ordinal, kind, sha256, size, made_at)
       VALUES ($1, $2, 1, 1, 'draft', $3, 1, now())`,
      [newId(), id, sha256],
    );
    return { what: `${state} of ${house.agency}`, params: { id, sha256 }, seenBy };
  };
}

/** Whoever sees the document sees its annex. */
function annex(house: House, seenBy: readonly PostCode[]): SubjectBuilder {
  return async (office): Promise<Subject> => {
    const document = await outgoing(house, 'form-check', seenBy)(office);
    const annexId = newId();
    await office.db.query(
      `INSERT INTO documents.annex
         (id, document_id, ordinal, name, sha256, size, added_by_post, added_at)
       VALUES ($1, $2, 1, 'Phụ lục I', $3, 1, $4, now())`,
      [
        annexId,
        document.params['id'],
        document.params['sha256'],
        await office.postId(house.drafter),
      ],
    );
    return {
      what: `annex at ${house.agency}`,
      params: { id: document.params['id'] ?? '', annexId },
      seenBy,
    };
  };
}

/** Whoever sees what arrived sees what came with it; the sender has it under its own document. */
function receivedAnnex(house: House, sender: House, seenBy: readonly PostCode[]): SubjectBuilder {
  return async (office): Promise<Subject> => {
    const sent = await annex(sender, [])(office);
    const { params } = await incoming(house, 'registered', seenBy)(office);
    await office.db.query('UPDATE documents.incoming SET outgoing_document_id = $2 WHERE id = $1', [
      params['id'],
      sent.params['id'],
    ]);
    return {
      what: `annex received by ${house.agency}`,
      params: { id: params['id'] ?? '', annexId: sent.params['annexId'] ?? '' },
      seenBy,
    };
  };
}

/** Its agency's clerk asked for it; the signer decides. */
function copy(house: House, seenBy: readonly PostCode[]): SubjectBuilder {
  return async (office): Promise<Subject> => {
    const id = newId();
    const clerk = house.space === 'party' ? 'vt-du' : 'vt-ts';
    await office.db.query(
      `INSERT INTO documents.copy (id, agency_id, space, type_code, state, source_type, source_id,
         source_form, target_form, source_title, source_sha256, base_sha256, sha256, size,
         asked_by_post, asked_by_name, signer_post_id, signer_name, held_since, created_at)
       VALUES ($1, $2, $3, 'certified-copy', 'awaiting-approval', 'incoming-document', $1, 'paper',
         'electronic', 'Công văn', $4, $4, $4, 1, $5, 'Văn thư', $6, 'Lãnh đạo', now(), now())`,
      [
        ...[id, await office.agencyId(house.agency), house.space, await aPage(office)],
        ...[await office.postId(clerk), await office.postId(house.signer)],
      ],
    );
    return { what: `copy of ${house.agency}`, params: { id }, seenBy };
  };
}

let arrivals = 9000;

/** The clerks'; once it has its number also the office's and the leaders'. */
function incoming(
  house: House,
  state: 'arrived' | 'registered',
  seenBy: readonly PostCode[],
): SubjectBuilder {
  return async (office): Promise<Subject> => {
    const id = newId();
    arrivals += 1;
    const isRegistered = state === 'registered';
    await office.db.query(
      `INSERT INTO documents.incoming (id, version, state, space, agency_id, channel, author,
         symbol, type_name, subject, urgency, sha256, arrival_number, arrived_on,
         register_entry_id, held_since, created_at)
       VALUES ($1, 1, $2, $3, $4, 'email', 'Sở Nội vụ', $5, 'Công văn', 'V/v báo cáo', 'normal',
         $6, $7, $8, $9, now(), now())`,
      [
        ...[id, state, house.space, await office.agencyId(house.agency), `${arrivals}/SNV-CCHC`],
        await aPage(office),
        ...(isRegistered ? [arrivals, '2026-08-24', id] : [null, null, null]),
      ],
    );
    return { what: `${state} at ${house.agency}`, params: { id }, seenBy };
  };
}
