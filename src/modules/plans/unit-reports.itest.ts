import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  actorIn,
  anEmptyOffice,
  aPlanInForce,
  figuresOfRow,
  idOf,
  TU_SON,
} from '../../../test/builders/plans.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow } from '../../platform/database/rows.js';
import { InvalidInputError, StaleVersionError } from '../../platform/errors/platform.errors.js';
import { SubscriberRegistry } from '../../platform/jobs/subscriber-registry.js';
import {
  CountsContradictError,
  FiguresMissingError,
  OwnReportNotApprovedError,
  PeriodClosedError,
  PeriodNotOpenError,
  UnitReportActionNotAllowedError,
  ZeroNotConfirmedError,
} from './plans.errors.js';
import { GetBoardQuery } from './queries/get-board.query.js';
import { GetReportQuery, type ReportPage } from './queries/get-report.query.js';
import { ApproveReportUseCase } from './use-cases/approve-report/approve-report.use-case.js';
import { ClosePeriodUseCase } from './use-cases/close-period/close-period.use-case.js';
import { CorrectFigureUseCase } from './use-cases/correct-figure/correct-figure.use-case.js';
import { DraftReportDocumentUseCase } from './use-cases/draft-report-document/draft-report-document.use-case.js';
import { EnterFiguresUseCase } from './use-cases/enter-figures/enter-figures.use-case.js';
import { ImportFiguresUseCase } from './use-cases/import-figures/import-figures.use-case.js';
import { OpenReportUseCase } from './use-cases/open-report/open-report.use-case.js';
import { ReturnReportUseCase } from './use-cases/return-report/return-report.use-case.js';
import { SubmitReportUseCase } from './use-cases/submit-report/submit-report.use-case.js';

let office: TestApp;
let planId: string;
let unitId: string;
let officer: Actor;
let chair: Actor;
let reportId: string;

beforeAll(async () => {
  office = await startTestApp({ worker: false });
  await anEmptyOffice(office);
  planId = await aPlanInForce(office);
  unitId = await idOf(office, 'unit', 'p-tu-son');
  officer = await actorIn(office, 'cv-cchc-ts');
  chair = await actorIn(office, 'ct-ts');
}, 120_000);

afterAll(() => office.close());

const open = (period: string): Promise<string> =>
  office.app.get(OpenReportUseCase).execute({ actor: officer, planId, unitId, period });
const page = (): Promise<ReportPage> => office.app.get(GetReportQuery).execute(officer, reportId);
const submit = (): Promise<void> =>
  office.app.get(SubmitReportUseCase).execute({ actor: officer, reportId });
const approve = (): Promise<void> =>
  office.app.get(ApproveReportUseCase).execute({ actor: chair, reportId });

async function enter(figures: Readonly<Record<string, number>>, confirmed: readonly string[]) {
  const { version } = await page();
  await office.app.get(EnterFiguresUseCase).execute({
    ...{ actor: officer, reportId, ifMatch: version, progress: [], sections: {} },
    figures: Object.entries(figures).map(([key, value]) => ({
      ...{ key, value, source: 'Cổng Dịch vụ công', zeroConfirmed: confirmed.includes(key) },
    })),
  });
}

async function onlyOneWins(press: () => Promise<unknown>): Promise<unknown> {
  const pressed = await Promise.allSettled([press(), press()]);
  const refused = pressed.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(1);
  return refused[0]?.reason;
}

describe('the monthly report of a ward', () => {
  it('is opened once for a period that has begun', async () => {
    await expect(open('2026-10')).rejects.toBeInstanceOf(PeriodNotOpenError);
    const [first, second] = await Promise.all([open('2026-08'), open('2026-08')]);
    expect(first).toBe(second);
    reportId = first;
    const report = await page();
    expect(report).toMatchObject({ state: 'open', dueOn: '2026-08-17', level: 'commune' });
    expect(report.figures.map(({ key }) => key)).not.toContain('satisfied');
  });

  it('takes a pasted table whole or names the row and column', async () => {
    const paste = (text: string): Promise<number> =>
      office.app
        .get(ImportFiguresUseCase)
        .execute({ actor: officer, reportId, entry: 'pasted', text });
    const refused = paste('online\t1.902\neligible\tnhiều');
    await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
    await expect(refused).rejects.toMatchObject({ params: { fields: ['/row/2/column/2'] } });
    expect((await page()).figures.filter(({ value }) => value !== null)).toEqual([]);
    expect(await paste('online\t1.902\neligible\t2.441')).toBe(2);
  });

  it('is not submitted with a missing, unconfirmed or impossible figure', async () => {
    await expect(submit()).rejects.toBeInstanceOf(FiguresMissingError);
    const august = figuresOfRow(TU_SON.august);
    await enter({ ...august, petitionsDue: 0, petitionsResolved: 0, petitionsPublished: 0 }, []);
    await expect(submit()).rejects.toBeInstanceOf(ZeroNotConfirmedError);
    await enter({ ...august, online: 2442 }, []);
    await expect(submit()).rejects.toBeInstanceOf(CountsContradictError);
  });

  it('refuses an edit on a version that somebody has changed', async () => {
    const { version } = await page();
    await enter(figuresOfRow(TU_SON.august), []);
    const late = office.app.get(EnterFiguresUseCase).execute({
      ...{ actor: officer, reportId, ifMatch: version, progress: [], sections: {} },
      figures: [{ key: 'online', value: 1, source: '', zeroConfirmed: false }],
    });
    await expect(late).rejects.toBeInstanceOf(StaleVersionError);
  });

  it('is submitted, returned and approved by one of two who press together', async () => {
    expect(await onlyOneWins(submit)).toBeInstanceOf(UnitReportActionNotAllowedError);
    const giveBack = (): Promise<void> =>
      office.app
        .get(ReturnReportUseCase)
        .execute({ actor: chair, reportId, reason: 'Kiểm tra lại số liệu thanh toán' });
    expect(await onlyOneWins(giveBack)).toBeInstanceOf(UnitReportActionNotAllowedError);
    expect(await page()).toMatchObject({ state: 'returned', returnReason: expect.any(String) });
    await submit();
    expect(await onlyOneWins(approve)).toBeInstanceOf(UnitReportActionNotAllowedError);
  });

  it('counts for its own agency once approved, for the others only when its document was released', async () => {
    const board = async (actor: Actor) =>
      (await office.app.get(GetBoardQuery).execute(actor, planId, '2026-08')).rows.find(
        (row) => row.unitId === unitId,
      )?.cells[1]?.status;
    const above = await actorIn(office, 'pct-nc');
    expect([await board(chair), await board(above)]).toEqual(['near', 'not-reported']);
    const documentId = await office.app
      .get(DraftReportDocumentUseCase)
      .execute({ actor: officer, reportId, signerPostId: null });
    const again = await office.app
      .get(DraftReportDocumentUseCase)
      .execute({ actor: officer, reportId, signerPostId: null });
    expect(again).toBe(documentId);
    await tellReleased(documentId);
    expect(await page()).toMatchObject({ state: 'sent', symbol: '185/BC-UBND', lateDays: 1 });
    expect(await board(above)).toBe('near');
  });

  it('stays as it was reported after the close; a correction stands beside it', async () => {
    const close = (actor: Actor): Promise<string> =>
      office.app
        .get(ClosePeriodUseCase)
        .execute({ actor, planId, period: '2026-08', partyAgencyId: null });
    await expect(close(await actorIn(office, 'gd-snv'))).rejects.toMatchObject({
      kind: 'not-found',
    });
    const others = await actorIn(office, 'ct-tinh');
    const closeId = await close(others);
    const reopened = office.app
      .get(ReturnReportUseCase)
      .execute({ actor: others, reportId, reason: 'x' });
    await expect(reopened).rejects.toBeInstanceOf(PeriodClosedError);
    await office.app.get(CorrectFigureUseCase).execute({
      ...{ actor: chair, reportId, key: 'paidOnline', value: 550, reason: 'Cộng thiếu một quầy' },
    });
    const board = await office.app.get(GetBoardQuery).execute(others, planId, '2026-08');
    const cell = board.rows.find((row) => row.unitId === unitId)?.cells[4];
    expect(cell?.conditions[0]).toMatchObject({ numerator: 550, isCorrected: true });
    const frozen = await maybeRow<{ value: number }>(
      office.db,
      `SELECT (u->'figures'->>'paidOnline')::int AS value FROM plans.period_close,
         jsonb_array_elements(snapshot->'units') u WHERE id = $1 AND u->>'unitId' = $2`,
      [closeId, unitId],
    );
    expect(frozen?.value).toBe(519);
  });

  it('is needed before its own agency closes', async () => {
    const early = office.app
      .get(ClosePeriodUseCase)
      .execute({ actor: chair, planId, period: '2026-07', partyAgencyId: null });
    await expect(early).rejects.toBeInstanceOf(OwnReportNotApprovedError);
  });
});

async function tellReleased(documentId: string): Promise<void> {
  const subscriber = office.app.get(SubscriberRegistry).get('plans.mark-report-sent');
  const eventId = newId();
  const event = {
    topic: 'documents.outgoing-released.v1',
    subjectId: documentId,
    payload: {
      ...{ documentId, agencyId: unitId, typeCode: 'report', symbol: '185/BC-UBND' },
      ...{ issuedOn: '2026-08-18', deliveries: [], origin: { type: 'unit-report', id: reportId } },
    },
  };
  await subscriber?.handle(eventId, event);
  await subscriber?.handle(eventId, event);
}
