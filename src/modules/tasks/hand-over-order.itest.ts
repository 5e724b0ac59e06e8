import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anEmptyOffice, idOf } from '../../../test/builders/plans.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FollowHandOverSubscriber } from './subscribers/follow-hand-over.subscriber.js';
import { Tasks } from './tasks.js';

let office: TestApp;
let ward: string;
let division: string;
let officer: string;

beforeAll(async () => {
  office = await startTestApp({ worker: false });
  await anEmptyOffice(office);
  ward = await idOf(office, 'unit', 'p-tu-son');
  division = await idOf(office, 'unit', 'p-tu-son-vhxh');
  officer = await idOf(office, 'post', 'cv-vh1');
}, 120_000);

afterAll(() => office.close());

/** The division has got the document and passed it on; nobody has heard of either yet. */
async function aHandedDownDocument(): Promise<string> {
  const documentId = newId();
  const [lead, person] = [newId(), newId()];
  for (const [id, parent, post] of [
    [lead, null, null],
    [person, lead, officer],
  ]) {
    const directive = newId();
    await office.db.query(
      `INSERT INTO routing.directive (id, subject_type, subject_id, agency_id, by_post, by_name,
         by_title, text, created_at)
       VALUES ($1, 'incoming-document', $2, $3, $4, '', '', 'Triển khai', now())`,
      [directive, documentId, ward, officer],
    );
    await office.db.query(
      `INSERT INTO routing.assignment (id, directive_id, parent_id, subject_type, subject_id,
         agency_id, role, unit_id, unit_name, post_id, state, created_at)
       VALUES ($1, $2, $3, 'incoming-document', $4, $5, 'lead', $6, '', $7, 'pending', now())`,
      [id, directive, parent, documentId, ward, division, post],
    );
  }
  return documentId;
}

const begin = (sourceDocumentId: string): Promise<string | null> =>
  office.app.get(UnitOfWork).run((tx) =>
    office.app.get(Tasks, { strict: false }).open(
      tx,
      {
        ...{ source: 'plan', sourceId: newId(), sourceLabel: 'Kế hoạch số 214/KH-UBND' },
        ...{ sourceDocumentId, giverAgencyId: ward, agencyId: ward, number: '1' },
        ...{ text: 'Nâng tỷ lệ', product: 'Báo cáo', productTypeCodes: [], coordinators: [] },
        ...{ targetCodes: [], starred: false, deadlineKind: 'DATE', deadlineText: '20/12/2026' },
        dueOn: '2026-12-20' as LocalDate,
      },
      { unitId: division, postId: null, dueOn: null },
    ),
  );

const handOver = (documentId: string): Promise<void> =>
  office.app.get(FollowHandOverSubscriber, { strict: false }).handle(newId(), {
    topic: 'routing.directive-given.v1',
    subjectId: documentId,
    payload: {
      subjectType: 'incoming-document',
      subjectId: documentId,
      agencyId: ward,
      assignments: [{ role: 'lead', unitId: division, postId: officer }],
    },
  });

describe('a document handed on to a person, and the duties that come with it', () => {
  const orders: readonly [string, (documentId: string) => Promise<unknown>][] = [
    [
      'begun before',
      async (documentId) => {
        await begin(documentId);
        await handOver(documentId);
      },
    ],
    [
      'begun after, when the delivery that begins them came again',
      async (documentId) => {
        await handOver(documentId);
        await begin(documentId);
      },
    ],
    [
      'begun at the same time',
      (documentId) => Promise.all([handOver(documentId), begin(documentId)]),
    ],
  ];

  it.each(orders)('belong to that person: %s', async (_, play) => {
    const documentId = await aHandedDownDocument();
    await play(documentId);

    const child = await maybeRow<{ postId: string | null }>(
      office.db,
      `SELECT post_id AS "postId" FROM tasks.task
       WHERE source_document_id = $1 AND parent_id IS NOT NULL`,
      [documentId],
    );
    expect(child?.postId).toBe(officer);
  });
});
