import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TEST_NOW } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import { SignedShelf } from '../../../../test/builders/signed-shelf.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import type { Actor } from '../../../platform/access/actor.js';
import { newId } from '../../../platform/database/new-id.js';
import { InvalidInputError } from '../../../platform/errors/platform.errors.js';
import { encodeCursor } from '../../../platform/http/paging.js';
import { SignedFiles } from '../verification/signed-files.js';
import { endingCsv } from './ending-csv.js';
import { type EndingCause, type EndingSignature, ListEnding } from './ending.views.js';
import { ListEndingQuery } from './list-ending.query.js';

const DAY_MS = 86_400_000;

describe('the list of what stops verifying', () => {
  const [own, others] = [newId(), newId()];
  const outgoing = new SignedShelf(own, 'outgoing-document');
  const annexes = new SignedShelf(own, 'outgoing-annex');
  const arrived = new SignedShelf(others, 'incoming-document');
  const shelves = [outgoing, annexes, arrived];
  const clerk = actor({ roles: ['clerk'], clerkOf: [own] });
  const both = actor({ roles: ['clerk'], clerkOf: [own, others] });
  let office: TestApp;
  let list: ListEndingQuery;

  beforeAll(async () => {
    office = await startTestApp({ worker: false, at: TEST_NOW });
    // Instead of the modules above, whose tables are empty.
    const keepers = office.app.get(SignedFiles, { strict: false });
    keepers.all = () => shelves;
    list = office.app.get(ListEndingQuery, { strict: false });
  }, 60_000);
  afterAll(() => office.close());
  beforeEach(async () => {
    for (const shelf of shelves) shelf.held = [];
    await office.db.query('DELETE FROM signing.upkeep; DELETE FROM signing.verification');
  });

  function actor(fields: Partial<Actor>): Actor {
    return { agencyId: own, clerkOf: [], ...fields } as unknown as Actor;
  }
  let made = 0;
  async function aFile(
    shelf: SignedShelf,
    days: number,
    {
      cause = 'certificate',
      title = `Văn bản ${String(made + 1)}`,
      hadItsNight = true,
    }: { cause?: EndingCause; title?: string; hadItsNight?: boolean } = {},
  ): Promise<string> {
    made += 1;
    const sha256 = String(made).padStart(64, '0');
    const isFailure = cause === 'failure';
    await office.db.query(
      `INSERT INTO signing.verification (sha256, report, verified_at, ends_at, end_cause)
       SELECT $1, '{}', $2, $3, $4 WHERE $4::text IS NOT NULL`,
      [
        ...[sha256, TEST_NOW, new Date(TEST_NOW.getTime() + days * DAY_MS)],
        isFailure ? null : cause,
      ],
    );
    await office.db.query(
      `INSERT INTO signing.upkeep (sha256, night, outcome, settled_at)
       SELECT $1, '2026-11-01', $2, $3 WHERE $4`,
      [sha256, isFailure ? 'failed' : 'judged', TEST_NOW, hadItsNight],
    );
    shelf.put(sha256, title);
    return sha256;
  }
  async function pages(who: Actor, request: Record<string, unknown>): Promise<string[][]> {
    const all: string[][] = [];
    let after: string | undefined;
    do {
      const { items, next } = await list.execute(who, ListEnding.parse({ ...request, after }));
      all.push(items.map(({ title }) => title));
      after = next ?? undefined;
    } while (after !== undefined);
    return all;
  }
  const titles = async (who: Actor, request: Record<string, unknown> = {}): Promise<string[]> =>
    (await pages(who, request)).flat();

  it('comes page by page, soonest first, each once, also of a file that several have', async () => {
    for (const days of [30, 10, 20, 400]) await aFile(outgoing, days, { title: String(days) });
    const shared = await aFile(outgoing, 15, { title: '15 đi' });
    arrived.put(shared, '15 đến');
    await aFile(annexes, 10, { title: '10 phụ lục' });

    expect(await pages(both, { limit: 2 })).toEqual([
      ['10', '10 phụ lục'],
      ['15 đến', '15 đi'],
      ['20', '30'],
    ]);
    expect(await pages(both, { limit: 3 })).toEqual([
      ['10', '10 phụ lục', '15 đến'],
      ['15 đi', '20', '30'],
    ]);
    expect(await titles(clerk, { limit: 2 })).toEqual(['10', '10 phụ lục', '15 đi', '20', '30']);
  });

  it('has what was signed since the last round, or before any', async () => {
    await aFile(outgoing, 20, { title: 'vừa ký', hadItsNight: false });
    const { items } = await list.execute(clerk, ListEnding.parse({}));
    expect(items).toMatchObject([{ title: 'vừa ký', cause: 'certificate', outcome: null }]);
    expect(await list.overview(clerk, {})).toMatchObject({ total: 1, lastRoundAt: null });
    expect(endingCsv(items, 'vi')).toContain(';Chưa đến lần kiểm tra đêm;');
  });

  it('takes no cursor but its own', async () => {
    for (const values of [
      ['a', 'b', 'c', 'd'],
      [1, 2, 3, 4],
      ['2026-11-01', null, '', ''],
    ]) {
      const after = encodeCursor(values);
      await expect(list.execute(clerk, ListEnding.parse({ after }))).rejects.toThrow(
        InvalidInputError,
      );
    }
  });

  it('fills a page from whatever lies between the files of others', async () => {
    for (let days = 1; days <= 230; days += 1) await aFile(arrived, days);
    await aFile(outgoing, 231, { title: 'sau cùng' });
    expect(await pages(clerk, { limit: 1 })).toEqual([['sau cùng']]);
  });

  it('is filtered by cause, kind, agency and legal month', async () => {
    await aFile(outgoing, 10, { title: 'a', cause: 'algorithm' });
    await aFile(annexes, 40, { title: 'b', cause: 'time-stamp' });
    await aFile(arrived, 40, { title: 'c' });
    await aFile(outgoing, 0, { title: 'd', cause: 'failure' });
    // The 30th of November at 20:00 UTC is December in Việt Nam.
    await aFile(outgoing, 29.5, { title: 'e' });

    expect(await titles(both)).toEqual(['d', 'a', 'e', 'b', 'c']);
    expect(await titles(both, { cause: 'algorithm' })).toEqual(['a']);
    expect(await titles(both, { cause: 'failure' })).toEqual(['d']);
    expect(await titles(both, { subjectType: 'outgoing-annex' })).toEqual(['b']);
    expect(await titles(both, { agencyId: others })).toEqual(['c']);
    expect(await titles(clerk, { agencyId: others })).toEqual([]);
    const unitId = newId();
    outgoing.held = outgoing.held.map((file) => (file.title === 'a' ? { ...file, unitId } : file));
    expect(await titles(both, { unitId })).toEqual(['a']);
    expect(await titles(both, { month: '2026-12' })).toEqual(['e', 'b', 'c']);
    expect((await list.overview(both, { subjectType: 'outgoing-document' })).counts).toEqual([
      { month: '2026-11', cause: 'algorithm', count: 1 },
      { month: '2026-11', cause: 'failure', count: 1 },
      { month: '2026-12', cause: 'certificate', count: 1 },
    ]);
  });

  it('shows documents to readers of the registers, figures alone to inspectors and administrators', async () => {
    await aFile(outgoing, 10, { title: 'của cơ quan' });
    await aFile(arrived, -3, { title: 'của nơi khác' });
    const told = async (who: Actor): Promise<unknown> => {
      const { total, ended, lists } = await list.overview(who, {});
      return { titles: await titles(who), total, ended, lists };
    };

    expect(await told(clerk)).toEqual({
      ...{ titles: ['của cơ quan'], total: 1, ended: 0, lists: true },
    });
    expect(await told(actor({ roles: ['leader'] }))).toMatchObject({ titles: ['của cơ quan'] });
    expect(await told(actor({ roles: ['inspector'] }))).toEqual({
      ...{ titles: [], total: 1, ended: 0, lists: false },
    });
    expect(await told(actor({ roles: ['admin'] }))).toEqual({
      ...{ titles: [], total: 2, ended: 1, lists: false },
    });
    expect(await told(actor({ roles: ['clerk'], clerkOf: [newId()] }))).toMatchObject({
      ...{ titles: [], total: 0 },
    });
  });

  it('leads from an annex to its document', async () => {
    const documentId = newId();
    await aFile(annexes, 10);
    annexes.held = annexes.held.map((file) => ({ ...file, documentId }));
    const { items } = await list.execute(clerk, ListEnding.parse({}));
    expect(items).toMatchObject([{ subjectType: 'outgoing-annex', documentId, hasEnded: false }]);
  });

  it('goes into a file that opens in a spreadsheet and runs no formula', async () => {
    await aFile(outgoing, -1, { title: '=cmd(); "x"', cause: 'algorithm' });
    await aFile(outgoing, 0, { title: '12/KH-UBND: Kế hoạch', cause: 'failure' });
    const book: readonly EndingSignature[] = await list.book(clerk, {});

    const [header, ...lines] = endingCsv(book, 'vi').split('\r\n');
    expect(
      header?.startsWith('\ufeffVăn bản;Loại;Cơ quan;Đơn vị soạn thảo;Ngày hết giá trị kiểm tra;'),
    ).toBe(true);
    expect(lines).toEqual([
      `"'=cmd(); ""x""";Văn bản đi;;;31/10/2026;Đã hết giá trị kiểm tra;Thuật toán hết thời hạn được chấp nhận;Đã kiểm tra lại;`,
      '12/KH-UBND: Kế hoạch;Văn bản đi;;;;;Hệ thống chưa đọc hoặc chưa xử lý được tệp;Không kiểm tra được tệp;',
      '',
    ]);
    expect(endingCsv(book, 'en')).toContain('Outgoing document');
  });
});
