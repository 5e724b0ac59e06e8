import { eventually } from './issue-plan.js';
import { register } from './incoming-life.js';
import type { OfficeClient } from './office-client.js';
import type { OfficeWorld } from './office-world.js';
import { OutgoingLife, type People } from './outgoing-life.js';
import { recall, type Step } from './step.js';

/** 15/8 to 14/9/2026: the first period of the plan. */
export const PERIOD = '2026-09';

export const WARD_PEOPLE: People = {
  drafter: 'cv-cchc-ts',
  head: 'cvp-ts',
  office: 'pcvp-ts',
  signer: 'ct-ts',
  clerk: 'vt-ts',
};

type Figures = Readonly<Record<string, number>>;

/** Met, unmet and not published: what a review has to speak of. */
export const TU_SON: Figures = {
  published: 415,
  procedures: 415,
  online: 1902,
  received: 2441,
  petitionsDue: 14,
  petitionsResolved: 14,
  petitionsPublished: 12,
};
const TAM_SON: Figures = {
  published: 415,
  procedures: 415,
  online: 1120,
  received: 1384,
  petitionsDue: 0,
  petitionsResolved: 0,
  petitionsPublished: 0,
};

type Report = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly documentId: string | null;
};
type Close = { readonly id: string; readonly period: string; readonly documentId: string | null };

export const REPORT_MONTH: readonly Step[] = [
  {
    name: 'Phường Từ Sơn nhập số liệu, xác nhận không phát sinh, trình duyệt',
    run: async (world, memory) => {
      memory['report'] = await fillIn(world, recall(memory, 'plan'), {
        agency: 'p-tu-son',
        officer: 'cv-cchc-ts',
        figures: TU_SON,
      });
    },
  },
  {
    name: 'Chủ tịch phường duyệt số liệu',
    run: (world, memory) => approve(world, recall(memory, 'report'), 'ct-ts'),
  },
  {
    name: 'Báo cáo của phường được ký, cấp số, gửi đi',
    run: async (world, memory) => {
      const documentId = await draftReport(
        await world.as('cv-cchc-ts'),
        recall(memory, 'report'),
        await world.postId('ct-ts'),
      );
      await new OutgoingLife(world, documentId, WARD_PEOPLE).issue();
      const officer = await world.as('cv-cchc-ts');
      await eventually(
        async () =>
          (await officer.get<Report>(`/api/v1/reports/${recall(memory, 'report')}`)).state ===
          'sent',
        'the report to be sent',
      );
    },
  },
  {
    name: 'Phường Tam Sơn nhập số liệu từ bảng tính, gửi duyệt',
    run: async (world, memory) => {
      const id = await fillIn(world, recall(memory, 'plan'), {
        agency: 'p-tam-son',
        officer: 'vt-tam-son',
        figures: TAM_SON,
      });
      await approve(world, id, 'ct-tam-son');
    },
  },
  {
    name: 'UBND phường chốt kỳ, lập báo cáo gửi Đảng ủy',
    run: async (world, memory) => {
      memory['close'] = await closePeriod(world, recall(memory, 'plan'));
    },
  },
  {
    name: 'Báo cáo của UBND phường được ký, cấp số, phát hành đến Đảng ủy',
    run: async (world, memory) => {
      const officer = await world.as('cv-cchc-ts');
      const close = await officer.get<Close>(`/api/v1/reports/closes/${recall(memory, 'close')}`);
      const documentId = close.documentId ?? (await draftClose(world, officer, close.id));
      memory['closeDocument'] = documentId;
      const released = await new OutgoingLife(world, documentId, WARD_PEOPLE).issue();
      memory['closeSymbol'] = released.symbol ?? '';
    },
  },
  {
    name: 'Văn thư Đảng ủy vào sổ báo cáo',
    run: async (world, memory) => {
      await register(await world.as('vt-du'), recall(memory, 'closeSymbol'));
    },
  },
];

type Entry = { readonly agency: string; readonly officer: string; readonly figures: Figures };

async function fillIn(world: OfficeWorld, planId: string, entry: Entry): Promise<string> {
  const id = await enterFigures(world, planId, entry);
  const client = await world.as(entry.officer);
  const { state } = await client.get<Report>(`/api/v1/reports/${id}`);
  if (state === 'open' || state === 'returned') await client.post(`/api/v1/reports/${id}/submit`);
  return id;
}

/** Counts with their source; a zero is confirmed. Nothing is submitted yet. */
export async function enterFigures(
  world: OfficeWorld,
  planId: string,
  { agency, officer, figures }: Entry,
): Promise<string> {
  const client = await world.as(officer);
  const report = await client.post<Report>(`/api/v1/plans/${planId}/reports`, {
    unitId: await world.agencyId(agency),
    period: PERIOD,
  });
  if (report.state !== 'open' && report.state !== 'returned') return report.id;
  const rows = Object.entries(figures).map(([key, value]) => ({
    key,
    value,
    source: 'Hệ thống thông tin giải quyết TTHC',
    zeroConfirmed: value === 0,
  }));
  await client.put(
    `/api/v1/reports/${report.id}`,
    { figures: rows },
    { 'if-match': String(report.version) },
  );
  return report.id;
}

async function approve(world: OfficeWorld, reportId: string, head: string): Promise<void> {
  const client = await world.as(head);
  const report = await client.get<Report>(`/api/v1/reports/${reportId}`);
  if (report.state === 'submitted') await client.post(`/api/v1/reports/${reportId}/approve`);
}

async function draftReport(
  client: OfficeClient,
  reportId: string,
  signerPostId: string,
): Promise<string> {
  const report = await client.get<Report>(`/api/v1/reports/${reportId}`);
  if (report.documentId !== null) return report.documentId;
  return (
    await client.post<{ documentId: string }>(`/api/v1/reports/${reportId}/draft`, { signerPostId })
  ).documentId;
}

async function closePeriod(world: OfficeWorld, planId: string): Promise<string> {
  const client = await world.as('cv-cchc-ts');
  const closes = await client.get<{ items: Close[] }>(`/api/v1/plans/${planId}/closes?limit=50`);
  const known = closes.items.find(({ period }) => period === PERIOD);
  if (known) return known.id;
  const close = await client.post<Close>(`/api/v1/plans/${planId}/periods/${PERIOD}/close`, {
    partyAgencyId: await world.agencyId('du-tu-son'),
  });
  return close.id;
}

async function draftClose(
  world: OfficeWorld,
  officer: OfficeClient,
  closeId: string,
): Promise<string> {
  const { documentId } = await officer.post<{ documentId: string }>(
    `/api/v1/reports/closes/${closeId}/draft`,
    { signerPostId: await world.postId('ct-ts') },
  );
  return documentId;
}
