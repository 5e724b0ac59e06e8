import { direct, handDown, register } from './incoming-life.js';
import type { OfficeClient } from './office-client.js';
import type { OfficeWorld } from './office-world.js';
import { OutgoingLife, type People } from './outgoing-life.js';
import { planContent } from './plan-content.js';
import { recall, type Step } from './step.js';
import { submissionLetter } from './submission-letter.js';

const TITLE = 'Kế hoạch Cải cách hành chính những tháng cuối năm 2026';
const LETTER_SUBJECT = 'về việc ban hành Kế hoạch Cải cách hành chính những tháng cuối năm 2026';
const OUTGOING = '/api/v1/documents/outgoing';

export const PLAN_PEOPLE: People = {
  drafter: 'cv-cchc',
  head: 'tp-cchc',
  office: 'cvp-tinh',
  signer: 'ct-tinh',
  clerk: 'vt-tinh',
};
const LETTER_PEOPLE: People = {
  drafter: 'cv-cchc',
  head: 'tp-cchc',
  office: 'cvp-snv',
  signer: 'gd-snv',
  clerk: 'vt-snv',
};

/** Every agency that the plan goes to, with its clerk's post. */
export const RECEIVERS: readonly { readonly agency: string; readonly clerk: string }[] = [
  ...['snv', 'stp', 'stc', 'sct', 'sxd', 'snnmt', 'skhcn', 'svhttdl', 'sgddt', 'syt', 'ttt'].map(
    (agency) => ({ agency, clerk: `vt-${agency}` }),
  ),
  ...[
    'p-bac-giang',
    'p-kinh-bac',
    'p-vu-ninh',
    'p-tam-son',
    'p-dong-nguyen',
    'p-phu-khe',
    'p-viet-yen',
    'p-thuan-thanh',
    'x-yen-phong',
    'x-tien-du',
    'x-dong-viet',
  ].map((agency) => ({ agency, clerk: `vt-${agency.replace(/^[px]-/, '')}` })),
  { agency: 'p-tu-son', clerk: 'vt-ts' },
];

type Listed = {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly documentId: string | null;
};
type PlanPage = Listed & { readonly version: number };

export const ISSUE_PLAN: readonly Step[] = [
  {
    name: 'Sở Nội vụ lập kế hoạch với chỉ tiêu hai cấp',
    run: async (world, memory) => {
      const officer = await world.as('cv-cchc');
      const known = (await officer.get<{ items: Listed[] }>('/api/v1/plans?limit=200')).items.find(
        ({ title }) => title === TITLE,
      );
      const plan =
        known ??
        (await officer.post<PlanPage>('/api/v1/plans', {
          agencyId: await world.agencyId('ubnd-tinh'),
          year: 2026,
          title: TITLE,
          content: await planContent(world),
        }));
      memory['plan'] = plan.id;
    },
  },
  {
    name: 'Dự thảo kế hoạch thành văn bản',
    run: async (world, memory) => {
      const officer = await world.as('cv-cchc');
      const plan = await officer.get<PlanPage>(`/api/v1/plans/${recall(memory, 'plan')}`);
      memory['document'] = plan.documentId ?? (await draftDocument(world, officer, plan));
    },
  },
  lifeStep('Trình lãnh đạo phòng', 'document', PLAN_PEOPLE, 'submit'),
  lifeStep('Trưởng phòng kiểm tra nội dung, ký nháy', 'document', PLAN_PEOPLE, 'initialContent'),
  {
    name: 'Sở lập Tờ trình kèm dự thảo',
    run: async (world, memory) => {
      memory['letter'] = await draftLetter(world, recall(memory, 'document'));
    },
  },
  {
    name: 'Tờ trình được ký, cấp số, ký số cơ quan, gửi UBND tỉnh',
    run: async (world, memory) => {
      const letter = await new OutgoingLife(world, recall(memory, 'letter'), LETTER_PEOPLE).issue();
      memory['letterSymbol'] = letter.symbol ?? '';
    },
  },
  {
    name: 'UBND tỉnh vào sổ Tờ trình',
    run: async (world, memory) => {
      await register(await world.as('vt-tinh'), recall(memory, 'letterSymbol'));
    },
  },
  lifeStep('Văn phòng kiểm tra thể thức, ký nháy', 'document', PLAN_PEOPLE, 'initialForm'),
  lifeStep('Chủ tịch duyệt dự thảo', 'document', PLAN_PEOPLE, 'approve'),
  lifeStep('Chủ tịch ký số', 'document', PLAN_PEOPLE, 'sign'),
  lifeStep('Văn thư cấp số, ngày', 'document', PLAN_PEOPLE, 'number'),
  lifeStep('Văn thư ký số cơ quan', 'document', PLAN_PEOPLE, 'seal'),
  {
    name: 'Phát hành đến các sở, xã, phường',
    run: async (world, memory) => {
      const life = new OutgoingLife(world, recall(memory, 'document'), PLAN_PEOPLE);
      await life.release();
      const released = await life.read(PLAN_PEOPLE.clerk);
      if (released.deliveries.length !== RECEIVERS.length)
        throw new Error(`${released.deliveries.length} deliveries`);
      memory['planSymbol'] = released.symbol ?? '';
    },
  },
  {
    name: 'Các sở, xã, phường vào sổ văn bản đến',
    run: async (world, memory) => {
      for (const { clerk } of RECEIVERS)
        await register(await world.as(clerk), recall(memory, 'planSymbol'));
    },
  },
  {
    name: 'Chủ tịch phường Từ Sơn cho ý kiến chỉ đạo',
    run: async (world, memory) => {
      const [lead, other] = await Promise.all([
        world.unitId('p-tu-son', 'p-tu-son-ttpvhcc'),
        world.unitId('p-tu-son', 'p-tu-son-vhxh'),
      ]);
      await direct(await world.as('ct-ts'), recall(memory, 'planSymbol'), {
        text: 'Giao Trung tâm Phục vụ hành chính công chủ trì, phối hợp với Phòng Văn hóa - Xã hội tham mưu triển khai thực hiện.',
        lead: { unitId: lead },
        coordinators: [{ unitId: other }],
        dueOn: '2026-09-25',
      });
    },
  },
  {
    name: 'Trung tâm tiếp nhận, giao chuyên viên',
    run: async (world, memory) => {
      await handDown(
        await world.as('gd-tt'),
        recall(memory, 'planSymbol'),
        await world.unitId('p-tu-son', 'p-tu-son-ttpvhcc'),
        await world.postId('cv-tt'),
        'Dự thảo kế hoạch thực hiện của phường.',
      );
    },
  },
  {
    name: 'Nhiệm vụ trong phụ lục thành việc của phường',
    run: async (world) => {
      const chair = await world.as('ct-ts');
      await eventually(async () => {
        const tasks = await chair.get<{ items: { text: string }[] }>(
          '/api/v1/tasks?source=plan&limit=200',
        );
        return tasks.items.some(({ text }) =>
          text.includes('Nâng tỷ lệ hồ sơ giải quyết trực tuyến; hướng dẫn'),
        );
      }, 'the duties of the ward');
    },
  },
];

function lifeStep(
  name: string,
  key: string,
  people: People,
  act: 'submit' | 'initialContent' | 'initialForm' | 'approve' | 'sign' | 'number' | 'seal',
): Step {
  return {
    name,
    run: (world, memory) => new OutgoingLife(world, recall(memory, key), people)[act](),
  };
}

async function draftDocument(
  world: OfficeWorld,
  officer: OfficeClient,
  plan: PlanPage,
): Promise<string> {
  const answer = await officer.raw(
    'POST',
    `/api/v1/plans/${plan.id}/draft`,
    { signerPostId: await world.postId('ct-tinh') },
    { 'if-match': String(plan.version) },
  );
  if (answer.status !== 201)
    throw new Error(`The plan was not drafted: ${JSON.stringify(answer.body)}`);
  return (answer.body as { documentId: string }).documentId;
}

async function draftLetter(world: OfficeWorld, documentId: string): Promise<string> {
  const officer = await world.as('cv-cchc');
  const letter = await submissionLetter();
  const known = (
    await officer.get<{ items: (Listed & { state: string })[] }>(
      `${OUTGOING}?limit=200&q=${encodeURIComponent(LETTER_SUBJECT)}`,
    )
  ).items.find(({ subject }) => subject === LETTER_SUBJECT);
  const id = known?.id ?? (await createLetter(world, officer, documentId, letter.pdf));
  const draft = await officer.get<{ version: number; state: string; fields: unknown[] | null }>(
    `${OUTGOING}/${id}`,
  );
  if (draft.state === 'draft' && draft.fields === null) {
    await officer.put(
      `${OUTGOING}/${id}/fields`,
      { fields: letter.fields },
      { 'if-match': String(draft.version) },
    );
  }
  return id;
}

async function createLetter(
  world: OfficeWorld,
  officer: OfficeClient,
  documentId: string,
  pdf: Uint8Array,
): Promise<string> {
  const { sha256 } = await officer.upload<{ sha256: string }>('/api/v1/files', 'to-trinh.pdf', pdf);
  const [snv, province] = await Promise.all([world.agencyId('snv'), world.agencyId('ubnd-tinh')]);
  const { id } = await officer.post<{ id: string }>(OUTGOING, {
    typeCode: 'submission-report',
    subject: LETTER_SUBJECT,
    issuingAgencyId: snv,
    fileSha256: sha256,
    signerPostId: await world.postId('gd-snv'),
    addressees: ['Ủy ban nhân dân tỉnh'],
    recipients: [{ kind: 'perform', target: { agencyId: province } }],
    submitsDocumentId: documentId,
  });
  return id;
}

const PATIENCE_MS = 90_000;

/** Waits for what a subscriber makes true. */
export async function eventually(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
