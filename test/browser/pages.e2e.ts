import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ISSUE_PLAN } from '../scenario/issue-plan.js';
import { type Memory, recall } from '../scenario/step.js';
import { approvedCopy, noticeToSign } from './arranged.js';
import { BrowserOffice, ROOT } from './browser-office.js';
import type { Desk } from './desk.js';

const DESKTOP = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const FIRST_LOAD_LIMIT = 250 * 1000;

type MainPage = {
  readonly name: string;
  readonly as: string;
  readonly path: string;
  readonly heading: string;
  /** What the same heading says in English; absent where it is a document's own title. */
  readonly english?: string;
};

const PAGES: readonly MainPage[] = [
  ...['vt-ts', 'ct-ts', 'bt-ts'].map((as) => ({
    name: `home of ${as}`,
    as,
    path: '/',
    heading: 'Công việc của tôi',
    english: 'My work',
  })),
  {
    name: 'incoming list',
    as: 'vt-ts',
    path: '/van-ban-den',
    heading: 'Văn bản đến',
    english: 'Incoming documents',
  },
  { name: 'incoming document', as: 'ct-ts', path: '/van-ban-den/:arrival', heading: '97-TB/ĐU' },
  {
    name: 'register arrivals',
    as: 'vt-ts',
    path: '/van-ban-den/vao-so',
    heading: 'Vào sổ văn bản đến',
    english: 'Register arrivals',
  },
  {
    name: 'outgoing list',
    as: 'ct-ts',
    path: '/van-ban-di',
    heading: 'Văn bản đi',
    english: 'Outgoing documents',
  },
  { name: 'outgoing document', as: 'ct-ts', path: '/van-ban-di/:notice', heading: 'bàn tiếp dân' },
  {
    name: 'new draft',
    as: 'cv-cchc-ts',
    path: '/van-ban-di/moi',
    heading: 'Soạn văn bản',
    english: 'New document',
  },
  {
    name: 'signing desk',
    as: 'ct-ts',
    path: '/ky-so',
    heading: 'Văn bản chờ ký',
    english: 'Documents to sign',
  },
  {
    name: 'certificates',
    as: 'ct-ts',
    path: '/chung-thu-so',
    heading: 'Chứng thư số của tôi',
    english: 'My certificates',
  },
  {
    name: 'back from a signing service',
    as: 'ct-ts',
    path: '/xac-nhan-ky-so',
    heading: 'Xác nhận ký số từ xa',
    english: 'Remote signing authorised',
  },
  {
    name: 'register of documents',
    as: 'vt-ts',
    path: '/so-van-ban',
    heading: 'Sổ đăng ký văn bản đi',
    english: 'Register of outgoing documents',
  },
  {
    name: 'register of copies',
    as: 'vt-ts',
    path: '/so-van-ban?book=copies',
    heading: 'Sổ đăng ký bản sao',
    english: 'Register of copies',
  },
  { name: 'copy', as: 'vt-ts', path: '/ban-sao/:copy', heading: 'SAO Y 13/SY-UBND' },
  {
    name: 'register of certificates',
    as: 'vt-ts',
    path: '/so-chung-thu-so',
    heading: 'Sổ quản lý chứng thư số',
    english: 'Register of certificates',
  },
  {
    name: 'registered certificate',
    as: 'vt-ts',
    path: '/so-chung-thu-so/:certificate',
    heading: 'Nguyễn Đăng Quyết',
  },
  {
    name: 'plan list',
    as: 'cv-cchc',
    path: '/ke-hoach',
    heading: 'Kế hoạch, chỉ tiêu CCHC',
    english: 'PAR plans and targets',
  },
  { name: 'plan', as: 'cv-cchc', path: '/ke-hoach/:plan', heading: 'tỉnh Bắc Ninh năm 2026' },
  {
    name: 'plan builder',
    as: 'cv-cchc',
    path: '/ke-hoach/:draft',
    heading: 'những tháng cuối năm 2026',
  },
  {
    name: 'plan board',
    as: 'cv-cchc',
    path: '/ke-hoach/:plan/bang-theo-doi?period=2026-08',
    heading: 'Bảng theo dõi chỉ tiêu',
    english: 'Target board',
  },
  {
    name: 'target of a unit',
    as: 'cv-cchc',
    path: '/ke-hoach/:plan/chi-tieu/:target/don-vi/:unit',
    heading: 'UBND phường Từ Sơn',
  },
  {
    name: 'report list',
    as: 'cv-cchc-ts',
    path: '/bao-cao',
    heading: 'Báo cáo định kỳ',
    english: 'Periodic reports',
  },
  {
    name: 'report form',
    as: 'cv-cchc-ts',
    path: '/bao-cao/:openReport',
    heading: 'Báo cáo kết quả tháng 9/2026',
    english: 'Report of 9/2026',
  },
  {
    name: 'report that was sent',
    as: 'cv-cchc-ts',
    path: '/bao-cao/:sentReport',
    heading: 'Báo cáo kết quả tháng 8/2026',
    english: 'Report of 8/2026',
  },
  {
    name: 'closed periods of the government',
    as: 'cv-cchc-ts',
    path: '/danh-gia',
    heading: 'Chốt số liệu, báo cáo cấp ủy',
    english: 'Freeze figures, report to the committee',
  },
  {
    name: 'review list',
    as: 'bt-ts',
    path: '/danh-gia',
    heading: 'Đánh giá, kết luận',
    english: 'Review and conclusions',
  },
  {
    name: 'review',
    as: 'bt-ts',
    path: '/danh-gia/:review',
    heading: 'Đánh giá kết quả cải cách hành chính tháng 8/2026',
    english: 'Review of administrative reform, 8/2026',
  },
  {
    name: 'task list',
    as: 'ct-ts',
    path: '/nhiem-vu',
    heading: 'Nhiệm vụ',
    english: 'Tasks',
  },
  {
    name: 'verification',
    as: 'ct-ts',
    path: '/kiem-tra-chu-ky',
    heading: 'Kiểm tra chữ ký số',
    english: 'Verify signatures',
  },
  {
    name: 'signatures that end',
    as: 'vt-ts',
    path: '/kiem-tra-chu-ky/sap-het-gia-tri',
    heading: 'Chữ ký số sắp hết giá trị kiểm tra',
    english: 'Signatures that will soon stop verifying',
  },
  {
    name: 'trusted roots',
    as: 'vt-ts',
    path: '/kiem-tra-chu-ky/goc-tin-cay',
    heading: 'Chứng thư số gốc được tin cậy',
    english: 'Trusted roots',
  },
  {
    name: 'public verification',
    as: 'vt-ts',
    path: '/kiem-tra',
    heading: 'Kiểm tra chữ ký số trên văn bản',
    english: 'Verify the signatures of a document',
  },
];

describe('every main page', () => {
  let office: BrowserOffice;
  let places: Memory;

  beforeAll(async () => {
    office = await BrowserOffice.open();
    places = await findPlaces(office);
  }, 240_000);
  afterAll(() => office.close(), 60_000);

  async function expectSound(desk: Desk): Promise<void> {
    const found: Record<string, unknown> = {};
    for (const [where, size] of Object.entries({ DESKTOP, PHONE })) {
      await desk.page.setViewportSize(size);
      found[where] = { barriers: await desk.barriers(), sideways: await desk.sidewaysScroll() };
    }
    await desk.page.setViewportSize(DESKTOP);
    const none = { barriers: [], sideways: [] };
    expect({ ...found, troubles: desk.takeTroubles() }).toEqual({
      DESKTOP: none,
      PHONE: none,
      troubles: [],
    });
  }

  it('sign-in: is sound, speaks English, refuses in a sentence, and weighs at most 250 kB', async () => {
    const desk = await office.sitDown();
    const loaded: string[] = [];
    desk.page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
    await desk.open('/');
    expect(await desk.heading()).toBe('Đăng nhập');
    await expectSound(desk);
    expect(gzippedSize(loaded)).toBeLessThanOrEqual(FIRST_LOAD_LIMIT);

    await desk.page.getByRole('button', { name: 'English' }).click();
    await desk.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await desk.page.getByRole('button', { name: 'Tiếng Việt' }).click();

    await desk.page.getByLabel('Tên đăng nhập').fill('ct-ts');
    await desk.page.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau');
    await desk.page.keyboard.press('Enter');
    expect(await desk.page.getByRole('alert').innerText()).toContain('mật khẩu');
    await desk.page.context().close();
  });

  it.each(PAGES)(
    '$name: is sound on a desk and on a phone, and speaks English',
    async ({ as, path, heading, english }) => {
      const desk = await office.desk(as);
      await desk.open(path.replace(/:(\w+)/g, (_, key: string) => recall(places, key)));
      expect(await desk.heading()).toContain(heading);
      await expectSound(desk);

      await desk.page.getByRole('button', { name: 'English' }).click();
      await desk.page.getByRole('button', { name: 'Tiếng Việt' }).waitFor();
      await desk.settled();
      expect(await desk.heading()).toContain(english ?? heading);
      await desk.page.getByRole('button', { name: 'Tiếng Việt' }).click();
      await desk.page.getByRole('button', { name: 'English' }).waitFor();
      expect(desk.takeTroubles()).toEqual([]);
    },
    120_000,
  );
});

/** What the program sends for the sign-in page, gzipped, without its fonts. */
function gzippedSize(paths: readonly string[]): number {
  return [...new Set(paths)]
    .filter((path) => path === '/' || /\.(js|css|svg)$/.test(path))
    .map((path) => join(ROOT, 'web', 'dist', path === '/' ? 'index.html' : path))
    .reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

type Listed = { readonly items: readonly Record<string, unknown>[] };

/** The addresses of the demo office's own documents; a notice, a draft plan and an open report are added. */
async function findPlaces(office: BrowserOffice): Promise<Memory> {
  const { world } = office;
  const officer = await world.as('cv-cchc-ts');
  const found = async (
    as: string,
    path: string,
    holds: (item: Record<string, unknown>) => boolean,
  ) => {
    const { items } = await (await world.as(as)).get<Listed>(`/api/v1${path}`);
    const item = items.find(holds);
    if (!item) throw new Error(`The demo office has nothing like this at ${path}`);
    return item;
  };
  const isOf = (field: string, value: string) => (item: Record<string, unknown>) =>
    item[field] === value;

  const memory: Memory = {};
  await ISSUE_PLAN[0]?.run(world, memory);
  const plan = await found('cv-cchc', '/plans?limit=50', isOf('symbol', '315/KH-UBND'));
  const arrival = await found(
    'ct-ts',
    '/documents/incoming?limit=50&group=to-direct',
    isOf('symbol', '97-TB/ĐU'),
  );
  const sent = await found('cv-cchc-ts', '/reports?limit=50', isOf('period', '2026-08'));
  const certificate = await found(
    'vt-ts',
    '/signing/certificates?limit=200',
    isOf('subject', 'Nguyễn Đăng Quyết'),
  );
  const review = await found('bt-ts', '/reviews?limit=50', isOf('period', '2026-08'));
  const open = await officer.post<{ id: string }>(`/api/v1/plans/${String(plan['id'])}/reports`, {
    unitId: String(sent['unitId']),
    period: '2026-09',
  });
  const { content } = await officer.get<{ content: { targets: { code: string }[] } }>(
    `/api/v1/plans/${String(plan['id'])}`,
  );
  return {
    notice: await noticeToSign(world, 'bố trí bàn tiếp dân'),
    arrival: String(arrival['id']),
    plan: String(plan['id']),
    draft: recall(memory, 'plan'),
    target: encodeURIComponent(content.targets[0]?.code ?? ''),
    unit: String(sent['unitId']),
    openReport: open.id,
    sentReport: String(sent['id']),
    review: String(review['id']),
    copy: await approvedCopy(world, 'paper'),
    certificate: String(certificate['id']),
  };
}
