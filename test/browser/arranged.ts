import { PDFDocument } from 'pdf-lib';
import { renderOfficialDocument } from '../../libs/document-layout/index.js';
import type { OfficeClient } from '../scenario/office-client.js';
import type { OfficeWorld } from '../scenario/office-world.js';
import { OutgoingLife } from '../scenario/outgoing-life.js';
import { WARD_PEOPLE } from '../scenario/report-month.js';

/** A notice of the ward, drafted, checked and approved: it waits for the chair's signature. */
export async function noticeToSign(world: OfficeWorld, subject: string): Promise<string> {
  const id = await draftNotice(world, subject);
  const life = new OutgoingLife(world, id, WARD_PEOPLE);
  await life.submit();
  await life.initialContent();
  await life.initialForm();
  await life.approve();
  return id;
}

async function draftNotice(world: OfficeWorld, subject: string): Promise<string> {
  const officer = await world.as(WARD_PEOPLE.drafter);
  const [ward, neighbour] = await Promise.all([
    world.agencyId('p-tu-son'),
    world.agencyId('p-tam-son'),
  ]);
  const rendered = await renderOfficialDocument({
    form: 'government',
    governingLines: ['ỦY BAN NHÂN DÂN', 'TỈNH BẮC NINH'],
    issuerLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG TỪ SƠN'],
    notation: '/TB-UBND',
    place: 'Từ Sơn',
    typeName: 'THÔNG BÁO',
    subject,
    body: [{ kind: 'paragraph', text: `Ủy ban nhân dân phường Từ Sơn thông báo ${subject}.` }],
    recipients: [{ text: 'UBND phường Tam Sơn' }, { text: 'Lưu: VT, VP' }],
    signature: {
      authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      fullName: 'Nguyễn Đăng Quyết',
    },
    footnoteMark: 'Dữ liệu minh họa',
  });
  const { sha256 } = await officer.upload<{ sha256: string }>(
    '/api/v1/files',
    'thong-bao.pdf',
    rendered.pdf,
  );
  const { id, version } = await officer.post<{ id: string; version: number }>(
    '/api/v1/documents/outgoing',
    {
      typeCode: 'notice',
      subject,
      issuingAgencyId: ward,
      fileSha256: sha256,
      signerPostId: await world.postId(WARD_PEOPLE.signer),
      recipients: [{ kind: 'perform', target: { agencyId: neighbour } }],
    },
  );
  const fields = rendered.fields.map((field) =>
    field.kind === 'text' ? { ...field, content: 'line' as const } : field,
  );
  await officer.put(
    `/api/v1/documents/outgoing/${id}/fields`,
    { fields },
    { 'if-match': String(version) },
  );
  return id;
}

/** A letter on paper, scanned and registered by the ward's clerk; a copy of it approved by its chair. */
export async function approvedCopy(
  world: OfficeWorld,
  to: 'paper' | 'electronic',
): Promise<string> {
  const clerk = await world.as('vt-ts');
  const scan = await PDFDocument.create();
  scan.addPage([595, 842]).drawText('77/SXD-QLXD', { x: 80, y: 700 });
  const { sha256 } = await clerk.upload<{ sha256: string }>(
    '/api/v1/files',
    'quet.pdf',
    await scan.save({ useObjectStreams: false }),
  );
  const { id } = await clerk.post<{ id: string }>('/api/v1/documents/incoming', {
    ...{ agencyId: await world.agencyId('p-tu-son'), channel: 'paper', urgency: 'normal' },
    ...{ author: 'Sở Xây dựng', symbol: '77/SXD-QLXD', typeName: 'Công văn', signer: 'Chu Hà' },
    ...{ subject: 'V/v rà soát trật tự xây dựng', fileSha256: sha256 },
  });
  await clerk.post(`/api/v1/documents/incoming/${id}/register`);
  const { copyId } = await clerk.post<{ copyId: string }>('/api/v1/documents/copies', {
    typeCode: 'certified-copy',
    source: { type: 'incoming-document', id },
    to,
    signerPostId: await world.postId('ct-ts'),
    recipients: 'Các tổ dân phố',
    keptBy: 'VT',
  });
  await (await world.as('ct-ts')).post(`/api/v1/documents/copies/${copyId}/approve`);
  return copyId;
}

const PLAN_IN_FORCE = '315/KH-UBND';

type Stored = { readonly id: string; readonly version: number };
type Report = Stored & {
  readonly figures: readonly { readonly key: string }[];
};
export type Plan = Stored & {
  readonly year: number;
  readonly title: string;
  readonly content: Readonly<Record<string, unknown>>;
};

/** The ward's report of September, opened on the plan in force. */
export async function openReport(client: OfficeClient): Promise<Report> {
  const { items: plans } = await client.get<{ items: (Stored & { symbol: string | null })[] }>(
    '/api/v1/plans?state=in-force&limit=50',
  );
  const plan = plans.find(({ symbol }) => symbol === PLAN_IN_FORCE);
  const { items } = await client.get<{ items: { unitId: string }[] }>('/api/v1/reports?limit=1');
  return client.post<Report>(`/api/v1/plans/${plan?.id ?? ''}/reports`, {
    unitId: items[0]?.unitId,
    period: '2026-09',
  });
}

export function ifMatch({ version }: Stored): Readonly<Record<string, string>> {
  return { 'if-match': String(version) };
}
