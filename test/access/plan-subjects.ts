import { localDate } from '../../libs/working-calendar/index.js';
import { PlanImport } from '../../src/modules/plans/index.js';
import { DEPARTMENT, PROVINCE, WARD } from './posts.js';
import type { AccessOffice, Subject, SubjectBuilders } from './subjects.js';

const PERIOD = '2026-08';
const DRAFTING = [...PROVINCE, ...DEPARTMENT] as const;
const BOUND = [...DRAFTING, ...WARD] as const;

/** The province's plan binds one ward and the department that drafts it, and no other ward. */
export const PLAN_SUBJECTS: SubjectBuilders = {
  plan: [aPlanInForce, aPlanOfTheDepartment, aPlanOfTheWard],
  'unit-report': [anOpenReport, aSentReport],
  'period-close': [
    (office) => aClose(office, 'p-tu-son', WARD),
    (office) => aClose(office, 'ubnd-tinh', PROVINCE),
  ],
};

async function importPlan(office: AccessOffice): Promise<string> {
  const { agencyId } = office;
  const ward = await agencyId('p-tu-son');
  const department = await agencyId('snv');
  const content = {
    figures: [
      { key: 'online', label: 'Hồ sơ nộp trực tuyến' },
      { key: 'eligible', label: 'Hồ sơ có cung cấp trực tuyến' },
    ],
    targets: [
      {
        ...{ code: 'CT2', name: 'Hồ sơ nộp trực tuyến', field: 3, frequency: 'month' },
        conditions: [
          {
            ...{ label: 'trực tuyến', measure: 'ratio', operator: '>=', value: '80', level: '*' },
            ...{ numerator: 'online', denominator: 'eligible' },
          },
        ],
      },
    ],
    reporters: [
      { unitId: ward, level: 'commune' },
      { unitId: department, level: 'department' },
    ],
  };
  const plan = {
    agencyId: await agencyId('ubnd-tinh'),
    draftingAgencyId: department,
    draftingUnitId: department,
    ...{ year: 2026, title: 'Kế hoạch thử quyền', symbol: '1/KH-UBND', content },
    issuedOn: localDate('2026-01-05'),
  };
  return office.inTransaction((tx) => office.part(PlanImport).importPlan(tx, plan));
}

async function aPlanInForce(office: AccessOffice): Promise<Subject> {
  const id = await importPlan(office);
  return {
    what: 'plan in force',
    params: { id, unitId: await office.agencyId('p-tu-son'), code: 'CT2', period: PERIOD },
    seenBy: BOUND,
    seenUnder: { 'plans.draft': DRAFTING },
  };
}

/** Whoever it will bind does not know of it yet. */
async function aPlanOfTheDepartment(office: AccessOffice): Promise<Subject> {
  const { id } = await office.as('gd-snv').post<{ id: string }>('/api/v1/plans', {
    agencyId: await office.agencyId('ubnd-tinh'),
    ...{ year: 2027, title: 'Kế hoạch năm sau' },
    content: { reporters: [{ unitId: await office.agencyId('p-tu-son'), level: 'commune' }] },
  });
  return { what: 'draft of a plan above', params: { id }, seenBy: DRAFTING };
}

async function aPlanOfTheWard(office: AccessOffice): Promise<Subject> {
  const { id } = await office.as('cv-cchc-ts').post<{ id: string }>('/api/v1/plans', {
    agencyId: await office.agencyId('p-tu-son'),
    ...{ year: 2027, title: 'Kế hoạch của phường', content: {} },
  });
  return { what: "draft of the ward's own plan", params: { id }, seenBy: WARD };
}

async function anOpenReport(office: AccessOffice): Promise<Subject> {
  const planId = await importPlan(office);
  const { id } = await office
    .as('cv-cchc-ts')
    .post<{ id: string }>(`/api/v1/plans/${planId}/reports`, {
      unitId: await office.agencyId('p-tu-son'),
      period: PERIOD,
    });
  return { what: 'open report', params: { id }, seenBy: WARD };
}

async function aSentReport(office: AccessOffice): Promise<Subject> {
  const planId = await importPlan(office);
  const id = await importMonth(office, planId);
  return { what: 'sent report', params: { id }, seenBy: BOUND };
}

async function importMonth(office: AccessOffice, planId: string): Promise<string> {
  const unitId = await office.agencyId('p-tu-son');
  return office.inTransaction((tx) =>
    office.part(PlanImport).importFigures(tx, {
      ...{ planId, unitId, period: PERIOD, sentOn: localDate('2026-08-17') },
      figures: { online: 90, eligible: 100 },
    }),
  );
}

/** The frozen figures are their agency's alone: others read the report that is made of them. */
async function aClose(
  office: AccessOffice,
  agency: string,
  seenBy: Subject['seenBy'],
): Promise<Subject> {
  const planId = await importPlan(office);
  await importMonth(office, planId);
  const agencyId = await office.agencyId(agency);
  const partyAgencyId = await office.agencyId('du-tu-son');
  const id = await office.inTransaction((tx) =>
    office.part(PlanImport).importClose(tx, {
      ...{ planId, agencyId, partyAgencyId, period: PERIOD },
      closedAt: new Date('2026-08-18T17:00:00+07:00'),
    }),
  );
  return { what: `close of ${agency}`, params: { id }, seenBy };
}
