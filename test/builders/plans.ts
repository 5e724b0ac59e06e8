import type { INestApplicationContext } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { LocalDate } from '../../libs/working-calendar/index.js';
import { ActorSource } from '../../src/platform/access/actor-source.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { maybeRow, rows } from '../../src/platform/database/rows.js';
import { expandOrganisation } from '../../src/demo-office/expand-organisation.js';
import { readDataSet } from '../../src/demo-office/index.js';
import { AccountSetup } from '../../src/modules/identity/index.js';
import { OrganisationSetup } from '../../src/modules/organisation/index.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { PlanImport } from '../../src/modules/plans/index.js';

/** Counts of one unit and month in the order of the printed table, by the keys of the plan. */
const KEYS = [
  ...['published', 'procedures', 'expired', 'online', 'eligible', 'onTime', 'resolved'],
  ...['digitised', 'resolved', 'paidOnline', 'payments', 'petitionsDue', 'petitionsResolved'],
  ...['petitionsPublished', 'signed', 'sent', 'satisfied', 'surveyed'],
];

const ratio = (
  label: string,
  share: `${string}/${string}`,
  limit: `${'>=' | '='} ${string}`,
  level = '*',
): object => {
  const [numerator, denominator] = share.split('/');
  const [operator, value] = limit.split(' ');
  return { label, measure: 'ratio', numerator, denominator, operator, value, level };
};

const target = (code: string, name: string, conditions: object[], more: object = {}): object => ({
  code,
  name,
  field: 3,
  frequency: 'month',
  conditions,
  ...more,
});

/** The eight targets of the demo's plan of 2026. */
export const TARGETS_2026 = [
  target('CT1', 'TTHC được công khai', [
    ratio('công khai', 'published/procedures', '= 100'),
    {
      label: 'hết hiệu lực còn niêm yết',
      measure: 'count',
      numerator: 'expired',
      operator: '=',
      value: '0',
      level: '*',
    },
  ]),
  target('CT2', 'Hồ sơ nộp trực tuyến', [
    ratio('trực tuyến', 'online/eligible', '>= 85', 'department'),
    ratio('trực tuyến', 'online/eligible', '>= 80', 'commune'),
  ]),
  target('CT3', 'Hồ sơ giải quyết đúng hạn', [ratio('đúng hạn', 'onTime/resolved', '>= 98')]),
  target('CT4', 'Số hóa hồ sơ', [
    ratio('số hóa', 'digitised/resolved', '>= 90', 'department'),
    ratio('số hóa', 'digitised/resolved', '>= 85', 'commune'),
  ]),
  target('CT5', 'Thanh toán trực tuyến', [
    ratio('thanh toán', 'paidOnline/payments', '>= 60', 'department'),
    ratio('thanh toán', 'paidOnline/payments', '>= 55', 'commune'),
  ]),
  target(
    'CT6',
    'Phản ánh, kiến nghị được giải quyết và công khai kết quả',
    [
      ratio('đã giải quyết', 'petitionsResolved/petitionsDue', '= 100'),
      ratio('đã công khai', 'petitionsPublished/petitionsDue', '= 100'),
    ],
    { nearMargin: '0' },
  ),
  target('CT7', 'Văn bản đi đủ chữ ký số', [ratio('ký số', 'signed/sent', '= 100')]),
  target('CT8', 'Mức độ hài lòng', [ratio('hài lòng', 'satisfied/surveyed', '>= 95')], {
    frequency: 'quarter',
  }),
];

export const FIGURES_2026 = [...new Set(KEYS)].map((key) => ({
  key,
  label: `Số liệu ${key}`,
  source: 'Cổng Dịch vụ công',
}));

/** Reads `415/415 (3) | 1902/2441 | ...`, the row as the demo data prints it. */
export function figuresOfRow(row: string): Record<string, number> {
  const counts = (row.split('#')[0]?.match(/\d+/g) ?? []).map(Number);
  return Object.fromEntries(counts.map((count, index) => [KEYS[index] ?? '', count]));
}

export type PlanOffice = {
  readonly app: INestApplicationContext;
  readonly db: DataSource;
};

/** The people and agencies of the demo, without the papers and plans that it has of its own. */
export async function anEmptyOffice(office: PlanOffice): Promise<void> {
  const accounts = office.app.get(AccountSetup, { strict: false });
  const passwordHash = await accounts.hashPassword('mat-khau-minh-hoa');
  await office.app.get(UnitOfWork).run(async (tx) => {
    const { organisation: units, people: posts, mandates } = readDataSet('two-tier');
    const organisation = expandOrganisation(units, posts, mandates.mandates);
    await office.app.get(OrganisationSetup, { strict: false }).load(tx, organisation);
    const people = await rows<{ id: string; code: string }>(
      tx,
      'SELECT id, code FROM organisation.person',
    );
    for (const { id, code } of people)
      await accounts.open(tx, { personId: id, username: code, passwordHash });
  });
}

export async function idOf(
  office: PlanOffice,
  table: 'unit' | 'post',
  code: string,
): Promise<string> {
  const found = await maybeRow<{ id: string }>(
    office.db,
    `SELECT id FROM organisation.${table} WHERE code = $1 ORDER BY valid_from DESC LIMIT 1`,
    [code],
  );
  if (!found) throw new Error(`No ${table} ${code}`);
  return found.id;
}

/** The holder of a post, as a session would have him. */
export async function actorIn(office: PlanOffice, postCode: string): Promise<Actor> {
  const account = await maybeRow<{ id: string; postId: string }>(
    office.db,
    `SELECT account.id, post.id AS "postId" FROM organisation.post
     JOIN identity.account ON account.person_id = post.person_id WHERE post.code = $1`,
    [postCode],
  );
  const actor = account && (await office.app.get(ActorSource).find(account.id, account.postId));
  if (!actor) throw new Error(`Nobody acts as ${postCode}`);
  return actor;
}

/** The province's plan of 2026 in force, its appendix as given. */
export async function aPlanInForce(
  office: PlanOffice,
  more: { readonly tasks?: readonly object[]; readonly content?: object } = {},
): Promise<string> {
  const agencyId = await idOf(office, 'unit', 'ubnd-tinh');
  const snv = await idOf(office, 'unit', 'snv');
  return office.app.get(UnitOfWork).run((tx) =>
    office.app.get(PlanImport).importPlan(tx, {
      agencyId,
      draftingAgencyId: snv,
      draftingUnitId: snv,
      year: 2026,
      title: 'Kế hoạch Cải cách hành chính tỉnh Bắc Ninh năm 2026',
      symbol: '315/KH-UBND',
      issuedOn: '2025-12-24' as LocalDate,
      content: {
        figures: FIGURES_2026,
        targets: TARGETS_2026,
        tasks: more.tasks ?? [],
        reporters: [{ groupCode: 'cac-xa-phuong', level: 'commune' }],
        ...more.content,
      },
    }),
  );
}

/** One unit's month, sent on the day given. */
export async function aSentMonth(
  office: PlanOffice,
  month: {
    readonly planId: string;
    readonly unit: string;
    readonly period: string;
    readonly row: string;
    readonly sentOn: string;
  },
): Promise<string> {
  const unitId = await idOf(office, 'unit', month.unit);
  return office.app.get(UnitOfWork).run((tx) =>
    office.app.get(PlanImport).importFigures(tx, {
      planId: month.planId,
      unitId,
      period: month.period,
      figures: figuresOfRow(month.row),
      sentOn: month.sentOn as LocalDate,
    }),
  );
}

export const TU_SON = {
  july: '415/415 (0) | 1877/2329 | 2189/2222 | 1913/2222 | 534/1033 | 12-12-12 | 230/230',
  august: '415/415 (3) | 1902/2441 | 2322/2365 | 1972/2365 | 519/987 | 14-14-12 | 178/178',
} as const;
