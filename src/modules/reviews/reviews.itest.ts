import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anEmptyOffice,
  aPlanInForce,
  aSentMonth,
  actorIn,
  idOf,
  TU_SON,
} from '../../../test/builders/plans.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { SubscriberRegistry } from '../../platform/jobs/subscriber-registry.js';
import { FileStore } from '../files/index.js';
import { PlanImport } from '../plans/index.js';
import { GetReviewQuery, type ReviewPage } from './queries/get-review.query.js';
import { ReviewImport } from './review-import.js';
import { ConclusionMissingError, ReviewActionNotAllowedError } from './reviews.errors.js';
import { CloseReviewUseCase } from './use-cases/close-review/close-review.use-case.js';
import { DraftConclusionUseCase } from './use-cases/draft-conclusion/draft-conclusion.use-case.js';
import { RunMeetingUseCase } from './use-cases/run-meeting/run-meeting.use-case.js';
import { WriteConclusionsUseCase } from './use-cases/write-conclusions/write-conclusions.use-case.js';

let office: TestApp;
let committeeId: string;
let wardId: string;
let inspectionId: string;
let closeId: string;
let reviewId: string;
let chief: Actor;

const ids = new Map<string, string>();

beforeAll(async () => {
  office = await startTestApp({ worker: false });
  await anEmptyOffice(office);
  committeeId = await idOf(office, 'unit', 'du-tu-son');
  wardId = await idOf(office, 'unit', 'p-tu-son');
  inspectionId = await idOf(office, 'unit', 'ubkt-tu-son');
  chief = await actorIn(office, 'cvpdu');
  const planId = await aPlanInForce(office);
  const months = [
    ['2026-07', TU_SON.july, '2026-07-16'],
    ['2026-08', TU_SON.august, '2026-08-17'],
  ] as const;
  for (const [period, row, sentOn] of months)
    await aSentMonth(office, { planId, unit: 'p-tu-son', period, row, sentOn });
  const close = (period: string, closedAt: string) =>
    office.app.get(UnitOfWork).run((tx) =>
      office.app.get(PlanImport).importClose(tx, {
        ...{ planId, agencyId: wardId, period, partyAgencyId: committeeId },
        closedAt: new Date(closedAt),
        symbol: period === '2026-08' ? '186/BC-UBND' : '160/BC-UBND',
        issuedOn: (period === '2026-08' ? '2026-08-18' : '2026-07-18') as LocalDate,
      }),
    );
  await julyReview(await close('2026-07', '2026-07-18T17:00:00+07:00'));
  closeId = await close('2026-08', '2026-08-18T17:00:00+07:00');
}, 120_000);

afterAll(() => office.close());

async function julyReview(periodCloseId: string): Promise<void> {
  const due = '2026-08-05' as LocalDate;
  await office.app.get(UnitOfWork).run((tx) =>
    office.app.get(ReviewImport).importPastReview(tx, {
      ...{ committeeId, agencyId: wardId, period: '2026-07', meeting: {}, attendance: [] },
      report: {
        ...{ periodCloseId, reportIncomingId: null, reportSymbol: '160/BC-UBND' },
        ...{ reportIssuedOn: '2026-07-18', arrivalNumber: 700, arrivedOn: '2026-07-18' },
      },
      items: [
        {
          ...{ targetCodes: ['CT2'], text: 'Bố trí thêm 01 công chức hướng dẫn', dueOn: due },
          ...{ responsibleId: wardId, product: 'Quyết định' },
          task: {
            startedOn: '2026-07-23' as LocalDate,
            state: 'done',
            doneOn: '2026-07-30' as LocalDate,
            result: 'Đã bố trí',
          },
        },
        {
          ...{ targetCodes: ['CT5'], text: 'Đặt mã QR tại 5 quầy', dueOn: due },
          ...{ responsibleId: wardId, product: 'Báo cáo' },
          task: {
            startedOn: '2026-07-23' as LocalDate,
            state: 'in-progress',
            percent: 60,
            note: '3/5 quầy',
          },
        },
        {
          ...{ targetCodes: [], text: 'Xây dựng kế hoạch kiểm tra', dueOn: due },
          ...{
            responsibleId: inspectionId,
            product: 'Kế hoạch',
            outcome: 'done' as const,
            note: '09-KH/UBKTĐU',
          },
        },
      ],
      document: { type: 'notice', symbol: '88-TB/ĐU', issuedOn: '2026-07-22' as LocalDate },
      isClosed: true,
    }),
  );
}

/** Delivers an event as the worker would. */
async function tell(subscriber: string, topic: string, payload: object): Promise<void> {
  const found = office.app.get(SubscriberRegistry).get(subscriber);
  if (!found) throw new Error(`No subscriber ${subscriber}`);
  const eventId = newId();
  const event = { topic, subjectId: newId(), payload };
  await found.handle(eventId, event);
  await found.handle(eventId, event);
}

const page = (actor = chief): Promise<ReviewPage> =>
  office.app.get(GetReviewQuery).execute(actor, reviewId);

describe('a monthly review', () => {
  it('opens with the registered report, the frozen figures and what became of last month', async () => {
    await tell('reviews.receive-report', 'documents.incoming-registered.v1', {
      ...{ incomingDocumentId: newId(), agencyId: committeeId, arrivalNumber: 796 },
      ...{ arrivedOn: '2026-08-18', outgoingDocumentId: null },
      origin: { type: 'period-report', id: closeId },
    });
    const [opened] = await rows<{ id: string }>(
      office.db,
      "SELECT id FROM reviews.review WHERE period = '2026-08'",
    );
    reviewId = opened?.id ?? '';
    const review = await page();
    expect(review).toMatchObject({
      state: 'frozen',
      report: { symbol: '186/BC-UBND', arrivalNumber: 796 },
      lastSymbol: '88-TB/ĐU',
    });
    expect(review.last.map(({ outcome, figures }) => [outcome, figures[0]?.progress])).toEqual([
      ['done', 'worse'],
      ['in-progress', 'better'],
      ['done', undefined],
    ]);
    expect(review.last[0]?.figures[0]).toMatchObject({
      before: '80,59%',
      now: '77,92%',
      trend: 'Giảm 2,67 điểm %',
    });
    expect(
      review.findings.filter(({ needsAnswer }) => needsAnswer).map(({ code }) => code),
    ).toEqual(['CT1', 'CT2', 'CT3', 'CT4', 'CT5', 'CT6']);
  });

  it('does not exist for the government, whose chair sits in the committee with another post', async () => {
    await expect(page(await actorIn(office, 'ct-ts'))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(page(await actorIn(office, 'cv-cchc-ts'))).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect((await page(await actorIn(office, 'pbt-ts'))).state).toBe('frozen');
  });

  it('does not go on while a target that is short or worse is passed over', async () => {
    const meeting = office.app.get(RunMeetingUseCase);
    await oneWins(() => meeting.start({ actor: chief, reviewId }));
    await meeting.keepMinutes({
      ...{ actor: chief, reviewId, ifMatch: (await page()).version },
      meeting: {
        at: '2026-08-20T14:00:00+07:00',
        body: 'Ban Thường vụ Đảng ủy',
        chair: 'Phạm Hồng Quân',
        chairTitle: 'Bí thư Đảng ủy',
        secretary: 'Cù Thị Bích',
      },
      attendance: [
        {
          name: 'Phạm Hồng Quân',
          title: 'Bí thư',
          postId: null,
          kind: 'member',
          present: true,
          reason: '',
        },
        {
          name: 'Chỉ huy trưởng Quân sự',
          title: '',
          postId: null,
          kind: 'member',
          present: false,
          reason: 'đi công tác',
        },
      ],
    });
    await write([{ ...conclusion('CT2'), dueOn: '2026-08-28' }], []);
    const finish = meeting.finish({ actor: chief, reviewId });
    await expect(finish).rejects.toBeInstanceOf(ConclusionMissingError);
    await expect(finish).rejects.toMatchObject({
      params: { codes: ['CT1', 'CT3', 'CT4', 'CT5', 'CT6'] },
    });
    expect(await page()).toMatchObject({ state: 'meeting', present: 1, members: 2 });
  });

  it('moves a day that is off to the next working day and shows both', async () => {
    await write(
      [
        { ...conclusion('CT2'), dueOn: '2026-08-28' },
        { ...conclusion('CT4'), dueOn: '2026-08-31' },
        { ...conclusion('CT5'), dueOn: '2026-09-10' },
        { ...conclusion('CT6', 'CT1'), dueOn: '2026-08-26' },
        { ...conclusion(), responsibleId: inspectionId, dueOn: '2026-09-15' },
      ],
      [{ targetCode: 'CT3', reason: 'vẫn đạt chỉ tiêu; theo dõi tháng 9' }],
    );
    const { items } = await page();
    expect(items[1]).toMatchObject({ askedDueOn: '2026-08-31', dueOn: '2026-09-03' });
  });

  it('is finished, reopened and finished again by one of two who press together', async () => {
    const meeting = office.app.get(RunMeetingUseCase);
    await oneWins(() => meeting.finish({ actor: chief, reviewId }));
    await oneWins(() => meeting.reopen({ actor: chief, reviewId }));
    await oneWins(() => meeting.finish({ actor: chief, reviewId }));
  });

  it('becomes a document in the form of the Party', async () => {
    const documentId = await office.app.get(DraftConclusionUseCase).execute({
      ...{ actor: chief, reviewId, type: 'notice', signerPostId: null },
      recipients: [{ kind: 'report', target: { printedOnly: 'Thường trực Tỉnh ủy (báo cáo)' } }],
    });
    ids.set('document', documentId);
    const document = await maybeRow<{ sha256: string; state: string }>(
      office.db,
      'SELECT sha256, state FROM documents.outgoing WHERE id = $1',
      [documentId],
    );
    expect(document?.state).toBe('draft');
    const text = textOf(await office.app.get(FileStore).read(document?.sha256 ?? ''));
    expect(text).toContain('ĐẢNG CỘNG SẢN VIỆT NAM');
    expect(text).toContain('T/M BAN THƯỜNG VỤ');
    expect(text).toContain('Lưu Văn phòng Đảng ủy.');
    expect(text).toContain('77,92%');
    expect(text).toContain('thời hạn: 03/9/2026');
    expect(text).not.toContain('CỘNG HÒA');
    expect(text).not.toContain('./.');
    expect(text).not.toMatch(/Số:/u);
  });

  it('gives each item to its agency when the conclusion is directed there, the division below it', async () => {
    const origin = { type: 'review-conclusion', id: reviewId };
    await tell('reviews.issue-conclusion', 'documents.outgoing-released.v1', {
      ...{ documentId: ids.get('document'), agencyId: committeeId, typeCode: 'notice', origin },
      ...{ symbol: '97-TB/ĐU', issuedOn: '2026-08-21', deliveries: [] },
    });
    expect((await page()).state).toBe('issued');
    expect(
      await rows(office.db, "SELECT 1 FROM tasks.task WHERE source_label LIKE '%97-TB%'"),
    ).toEqual([]);
    const unitId = await idOf(office, 'unit', 'p-tu-son-vp');
    await tell('reviews.begin-conclusions', 'documents.incoming-directed.v1', {
      ...{ incomingDocumentId: newId(), agencyId: wardId, origin, outgoingDocumentId: null },
      ...{ directiveId: newId(), byPostId: newId() },
      assignments: [
        { id: newId(), role: 'lead', unitId, postId: null, dueOn: '2026-09-10', parentId: null },
      ],
    });
    const tasks = await rows<{ number: string; child: boolean; dueOn: string; state: string }>(
      office.db,
      `SELECT number, parent_id IS NOT NULL AS child, due_on::text AS "dueOn", state
       FROM tasks.task WHERE source_label = 'Thông báo số 97-TB/ĐU, ngày 21/8/2026'
       ORDER BY number, child`,
    );
    expect(tasks.map(({ number, child }) => `${number}${child ? ' child' : ''}`)).toEqual([
      ...['1', '1 child', '2', '2 child', '3', '3 child', '4', '4 child'],
    ]);
    expect(tasks.filter(({ number }) => number === '4').map(({ dueOn }) => dueOn)).toEqual([
      '2026-08-26',
      '2026-08-26',
    ]);
    const { items } = await page();
    expect(items.map(({ taskState }) => taskState)).toEqual([
      ...['accepted', 'accepted', 'accepted', 'accepted', null],
    ]);
    const closing = office.app.get(CloseReviewUseCase);
    await oneWins(() => closing.execute({ actor: chief, reviewId }));
  });
});

/** Two press together: one is heard, the other is told that the review has moved on. */
async function oneWins(press: () => Promise<unknown>): Promise<void> {
  const pressed = await Promise.allSettled([press(), press()]);
  const refused = pressed.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason).toBeInstanceOf(ReviewActionNotAllowedError);
}

const conclusion = (...targetCodes: string[]) => ({
  ...{ targetCodes, text: `Kết luận về ${targetCodes.join(', ')}`, responsibleId: wardId },
  ...{ product: 'Báo cáo', productTypeCodes: [] },
});

async function write(
  items: readonly (ReturnType<typeof conclusion> & { dueOn: string })[],
  noConclusions: readonly { targetCode: string; reason: string }[],
): Promise<void> {
  await office.app.get(WriteConclusionsUseCase).execute({
    ...{ actor: chief, reviewId, ifMatch: (await page()).version },
    ...{ items, noConclusions },
  });
}

function textOf(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'trien-text-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-']).toString();
    return text.normalize('NFC').replace(/\s+/gu, ' ');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
