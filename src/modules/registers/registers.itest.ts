import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDataSet } from '../../demo-office/index.js';
import { textOf } from '../../../test/builders/text-at-top.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import { localDate } from '../../../libs/working-calendar/index.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ExplainGapsQuery } from './queries/explain-gaps.query.js';
import { ListCopyEntriesQuery } from './queries/list-copy-entries.query.js';
import { ListIncomingEntriesQuery } from './queries/list-incoming-entries.query.js';
import { ListOutgoingEntriesQuery } from './queries/list-outgoing-entries.query.js';
import { PrintRegisterQuery } from './queries/print-register.query.js';
import { Registers } from './registers.js';

const KINDS = [
  ['certified-copy', 'SY', '2026-08-21'],
  ['excerpt-copy', 'TrS', '2026-08-22'],
  ['certified-copy', 'SY', '2026-08-24'],
  ['secondary-copy', 'SL', '2026-08-24'],
] as const;

describe('the register of copies', () => {
  let office: TestApp;
  let agencyId: string;

  const part = <Part extends object>(type: abstract new (...given: never[]) => Part): Part =>
    office.app.get<Part>(type, { strict: false });

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
    await loadDataSet(office.app, 'two-tier', { signing: [] });
    const ward = await maybeRow<{ id: string }>(
      office.db,
      `SELECT id FROM organisation.unit WHERE code = 'p-tu-son'`,
    );
    agencyId = ward?.id ?? '';
    for (const [typeCode, letters, on] of KINDS) {
      await part(UnitOfWork).run((tx) =>
        part(Registers).takeCopyNumber(tx, {
          ...{ agencyId, typeCode, on: localDate(on) },
          symbolOf: (number) => `${number}/${letters}-UBND`,
          entry: {
            copyId: newId(),
            subject: 'Nghị quyết 31/NQ-HĐND: về biên chế',
            signer: 'Trần Thị Bưởi',
            recipients: 'Các tổ dân phố\nTrạm Y tế',
            keptBy: 'VT',
            copies: 14,
          },
        }),
      );
    }
  }, 120_000);
  afterAll(() => office.close());

  it('lists the newest first, a page at a time, one kind or all, between two days', async () => {
    const list = part(ListCopyEntriesQuery);
    const first = await list.execute({ agencyId, limit: 3 });
    const rest = await list.execute({ agencyId, limit: 3, after: first.next ?? '' });
    const symbols = [...first.items, ...rest.items].map(({ symbol }) => symbol);
    const certified = await list.execute({ agencyId, limit: 9, typeCode: 'certified-copy' });
    const days = await list.execute({ agencyId, limit: 9, from: '2026-08-22', to: '2026-08-22' });

    expect(symbols).toEqual(['16/SL-UBND', '15/SY-UBND', '14/TrS-UBND', '13/SY-UBND']);
    expect(rest.next).toBeNull();
    expect(certified.items.map(({ symbol }) => symbol)).toEqual(['15/SY-UBND', '13/SY-UBND']);
    expect(days.items.map(({ symbol }) => symbol)).toEqual(['14/TrS-UBND']);
  });

  it('has no number without its reason', async () => {
    const series = await part(ExplainGapsQuery).execute(agencyId, '2026');

    expect(series.find(({ register }) => register === 'copies')).toMatchObject({
      last: 16,
      gaps: [{ from: 1, to: 12, kind: 'earlier-book' }],
    });
  });

  it('is printed as a book, with the numbers of the book before it explained', async () => {
    const pdf = await part(PrintRegisterQuery).execute('copies', { agencyId, period: '2026' });
    const text = await textOf([pdf]);

    for (const words of ['SỔ ĐĂNG KÝ BẢN SAO', 'Từ số 13 đến số 16', 'Số 1 - 12', 'Sao lục'])
      expect(text).toContain(words);
    expect(text).toContain('Tổng số bản sao đã đăng ký: 4.');
    expect(text.replace(/\s+/gu, ' ')).toContain('Ghi chú');
  });
});

describe('the registers of what goes out and what arrives', () => {
  const DAYS = ['2026-09-01', '2026-09-03', '2026-09-03'] as const;
  let office: TestApp;
  let agencyId: string;

  const part = <Part extends object>(type: abstract new (...given: never[]) => Part): Part =>
    office.app.get<Part>(type, { strict: false });

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
    await loadDataSet(office.app, 'two-tier', { signing: [] });
    const agency = await maybeRow<{ id: string }>(
      office.db,
      `SELECT id FROM organisation.unit WHERE code = 'p-tam-son'`,
    );
    agencyId = agency?.id ?? '';
    for (const [index, on] of DAYS.entries()) {
      await part(UnitOfWork).run(async (tx) => {
        await part(Registers).takeOutgoingNumber(tx, {
          ...{ agencyId, space: 'government', typeCode: 'plan', on: localDate(on) },
          symbolOf: (number) => `${number}/KH-UBND`,
          entry: {
            documentId: newId(),
            typeName: 'Kế hoạch',
            subject: 'Cải cách hành chính',
            signer: 'Nguyễn Văn Lâm',
            recipients: 'Các phòng',
            keptBy: 'VT',
            copies: 1,
          },
        });
        await part(Registers).takeArrivalNumber(tx, {
          ...{ agencyId, on: localDate(on) },
          entry: {
            incomingDocumentId: newId(),
            author: 'UBND tỉnh Bắc Ninh',
            symbol: `${90 + index}/KH-UBND`,
            issuedOn: localDate('2026-08-30'),
            typeName: 'Kế hoạch',
            subject: 'Cải cách hành chính',
            receiver: '',
            note: '',
          },
        });
      });
    }
  }, 120_000);
  afterAll(() => office.close());

  it.each([
    ['outgoing', ListOutgoingEntriesQuery],
    ['incoming', ListIncomingEntriesQuery],
  ] as const)('lists %s newest first by pages, and its book from the first on', async (_, type) => {
    const list = part<ListOutgoingEntriesQuery | ListIncomingEntriesQuery>(type);
    const first = await list.execute({ agencyId, limit: 2 });
    const rest = await list.execute({ agencyId, limit: 2, after: first.next ?? '' });
    const numbers = [...first.items, ...rest.items].map(({ number }) => number);
    const book = (await list.book({ agencyId })).map(({ number }) => number);
    const later = await list.book({ agencyId, from: '2026-09-02', toNumber: numbers[1] });

    expect(numbers).toHaveLength(3);
    expect(rest.next).toBeNull();
    expect(book).toEqual(numbers.toReversed());
    expect(later.map(({ number }) => number)).toEqual([numbers[1]]);
  });
});
