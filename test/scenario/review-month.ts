import { direct, handDown, register } from './incoming-life.js';
import { eventually } from './issue-plan.js';
import type { OfficeClient } from './office-client.js';
import type { OfficeWorld } from './office-world.js';
import { OutgoingLife, type People } from './outgoing-life.js';
import { PERIOD } from './report-month.js';
import { type Memory, recall, type Step } from './step.js';

export const PARTY_PEOPLE: People = {
  drafter: 'vt-du',
  head: 'cvpdu',
  office: 'cvpdu',
  signer: 'pbttt-ts',
  clerk: 'vt-du',
};

type Finding = { readonly code: string; readonly name: string; readonly needsAnswer: boolean };
type Review = {
  readonly id: string;
  readonly period: string;
  readonly state: string;
  readonly version: number;
  readonly documentId: string | null;
  readonly findings: readonly Finding[];
  readonly items: readonly unknown[];
  readonly report: { readonly symbol: string } | null;
};

const REVIEWS = '/api/v1/reviews';

export const REVIEW_MONTH: readonly Step[] = [
  {
    name: 'Kỳ đánh giá của Đảng ủy mở với báo cáo và số liệu đã chốt',
    run: async (world, memory) => {
      const secretary = await world.as('bt-ts');
      await eventually(
        async () => (await reviewIn(secretary, memory)) !== null,
        'the review of the period',
      );
      const review = await reviewOf(secretary, memory);
      if (review.report?.symbol !== recall(memory, 'closeSymbol'))
        throw new Error('The review lacks the report');
    },
  },
  {
    name: 'Công chức chính quyền không thấy không gian Đảng',
    run: async (world, memory) => {
      const officer = await world.as('cv-cchc-ts');
      const answer = await officer.raw('GET', `${REVIEWS}/${recall(memory, 'review')}`);
      if (answer.status !== 404) throw new Error(`A government officer got ${answer.status}`);
    },
  },
  {
    name: 'Họp Ban Thường vụ: có mặt, biên bản',
    run: async (world, memory) => {
      const secretary = await world.as('bt-ts');
      const review = await reviewOf(secretary, memory);
      if (review.state === 'frozen') await secretary.post(`${REVIEWS}/${review.id}/meeting/start`);
      await keepMinutes(await world.as('cvpdu'), memory);
    },
  },
  {
    name: 'Kết luận từng chỉ tiêu chưa đạt',
    run: async (world, memory) => {
      const office = await world.as('cvpdu');
      const review = await reviewOf(office, memory);
      if (review.items.length > 0) return;
      await writeConclusions(office, review, await world.agencyId('p-tu-son'));
    },
  },
  {
    name: 'Kết thúc họp, dự thảo Thông báo kết luận',
    run: async (world, memory) => {
      const secretary = await world.as('bt-ts');
      const review = await reviewOf(secretary, memory);
      if (review.state === 'meeting')
        await secretary.post(`${REVIEWS}/${review.id}/meeting/finish`);
      memory['conclusion'] = review.documentId ?? (await draftConclusion(world, review.id));
    },
  },
  {
    name: 'Thông báo kết luận được ký, cấp số theo loại và nhiệm kỳ, phát hành',
    run: async (world, memory) => {
      const released = await new OutgoingLife(
        world,
        recall(memory, 'conclusion'),
        PARTY_PEOPLE,
      ).issue();
      memory['conclusionSymbol'] = released.symbol ?? '';
    },
  },
  {
    name: 'UBND phường vào sổ, Chủ tịch chỉ đạo, giao đơn vị',
    run: async (world, memory) => {
      const symbol = recall(memory, 'conclusionSymbol');
      await register(await world.as('vt-ts'), symbol);
      const centre = await world.unitId('p-tu-son', 'p-tu-son-ttpvhcc');
      await direct(await world.as('ct-ts'), symbol, {
        text: 'Giao Trung tâm Phục vụ hành chính công chủ trì thực hiện các kết luận.',
        lead: { unitId: centre },
        dueOn: '2026-10-05',
      });
      await handDown(
        await world.as('gd-tt'),
        symbol,
        centre,
        await world.postId('cv-tt'),
        'Chuẩn bị nội dung triển khai.',
      );
    },
  },
  {
    name: 'Việc của đơn vị là việc con của mục kết luận',
    run: async (world) => {
      const chair = await world.as('ct-ts');
      await eventually(async () => {
        const { items } = await chair.get<{ items: { parentId: string | null }[] }>(
          '/api/v1/tasks?source=conclusion&limit=200',
        );
        return (
          items.some(({ parentId }) => parentId !== null) &&
          items.some(({ parentId }) => parentId === null)
        );
      }, 'the duty of the division below the conclusion');
    },
  },
];

async function reviewIn(client: OfficeClient, memory: Memory): Promise<Review | null> {
  const { items } = await client.get<{ items: Review[] }>(`${REVIEWS}?limit=50`);
  const found = items.find(({ period, state }) => period === PERIOD && state !== 'waiting-report');
  if (found) memory['review'] = found.id;
  return found ?? null;
}

function reviewOf(client: OfficeClient, memory: Memory): Promise<Review> {
  return client.get<Review>(`${REVIEWS}/${recall(memory, 'review')}`);
}

async function keepMinutes(office: OfficeClient, memory: Memory): Promise<void> {
  const review = await reviewOf(office, memory);
  if (review.state !== 'meeting') return;
  await office.put(
    `${REVIEWS}/${review.id}/meeting`,
    {
      meeting: {
        at: '2026-09-21T14:00:00+07:00',
        body: 'Ban Thường vụ Đảng ủy',
        chair: 'Phạm Hồng Quân',
        chairTitle: 'Bí thư Đảng ủy',
        secretary: 'Cù Thị Bích',
        minutes:
          'Hội nghị nghe UBND phường báo cáo, thảo luận từng chỉ tiêu chưa đạt và thống nhất kết luận.',
      },
      attendance: [
        { name: 'Phạm Hồng Quân', title: 'Bí thư', kind: 'member', present: true },
        {
          name: 'Đinh Thị Lệ Hằng',
          title: 'Phó Bí thư Thường trực',
          kind: 'member',
          present: true,
        },
        { name: 'Nguyễn Đăng Quyết', title: 'Phó Bí thư', kind: 'member', present: true },
        {
          name: 'Khổng Minh Tú',
          title: 'Ủy viên',
          kind: 'member',
          present: false,
          reason: 'đi công tác',
        },
      ],
    },
    { 'if-match': String(review.version) },
  );
}

async function writeConclusions(
  office: OfficeClient,
  review: Review,
  responsibleId: string,
): Promise<void> {
  const open = review.findings.filter(({ needsAnswer }) => needsAnswer);
  const last = open.at(-1);
  await office.put(
    `${REVIEWS}/${review.id}/conclusions`,
    {
      items: open
        .filter((finding) => open.length === 1 || finding !== last)
        .map(({ code, name }) => ({
          targetCodes: [code],
          text: `Ủy ban nhân dân phường tập trung khắc phục, tháng sau đạt chỉ tiêu "${name}"`,
          responsibleId,
          product: 'Báo cáo kết quả khắc phục',
          dueOn: '2026-10-09',
        })),
      noConclusions:
        open.length > 1 && last
          ? [
              {
                targetCode: last.code,
                reason: 'đang thực hiện kết luận tháng trước; tiếp tục theo dõi',
              },
            ]
          : [],
    },
    { 'if-match': String(review.version) },
  );
}

async function draftConclusion(world: OfficeWorld, reviewId: string): Promise<string> {
  const [ward, signer] = await Promise.all([world.agencyId('p-tu-son'), world.postId('pbttt-ts')]);
  const { documentId } = await (
    await world.as('vt-du')
  ).post<{ documentId: string }>(`${REVIEWS}/${reviewId}/conclusion`, {
    type: 'notice',
    signerPostId: signer,
    recipients: [
      { kind: 'report', target: { printedOnly: 'Thường trực Tỉnh ủy (báo cáo)' } },
      { kind: 'perform', target: { agencyId: ward } },
      { kind: 'file', target: { printedOnly: 'Lưu Văn phòng Đảng ủy' } },
    ],
  });
  return documentId;
}
