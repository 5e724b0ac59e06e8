import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually, ISSUE_PLAN } from '../scenario/issue-plan.js';
import { OutgoingLife } from '../scenario/outgoing-life.js';
import { enterFigures, TU_SON, WARD_PEOPLE } from '../scenario/report-month.js';
import { PARTY_PEOPLE } from '../scenario/review-month.js';
import { type Memory, recall } from '../scenario/step.js';
import { BrowserOffice } from './browser-office.js';
import { act, arrived, choose, openMyWork, registerArrival } from './by-mouse.js';
import { doDuty, registerAndHandDown, reportAndConfirm } from './carrying-out.js';

const AFTER_THE_PERIOD = '2026-09-15T08:00:00+07:00';
const REPORT = 'Kết quả công tác cải cách hành chính tháng 9/2026';
const REVIEW = 'Đánh giá kết quả cải cách hành chính tháng 9/2026';
const PATIENCE_MS = 240_000;

/** The month's report and its review, by mouse only. Each part goes on from the one before. */
describe('the month from the report to the conclusion', () => {
  let office: BrowserOffice;
  const memory: Memory = {};

  beforeAll(async () => {
    office = await BrowserOffice.open();
    for (const step of ISSUE_PLAN) await step.run(office.world, memory);
    await office.continueAt(AFTER_THE_PERIOD);
    memory['report'] = await enterFigures(office.world, recall(memory, 'plan'), {
      agency: 'p-tu-son',
      officer: WARD_PEOPLE.drafter,
      figures: TU_SON,
    });
  }, 300_000);
  afterAll(() => office.close(), 60_000);

  const pageOf = async (username: string): Promise<Page> => (await office.desk(username)).page;
  /** What a subscriber makes true after the act that was just done. */
  const comesTrue = async (path: string, postCode: string, holds: string): Promise<void> => {
    const client = await office.world.as(postCode);
    const read = async (): Promise<string> => JSON.stringify(await client.get(`/api/v1${path}`));
    await eventually(async () => (await read()).includes(holds), `${holds} at ${path}`);
  };
  const reviewIs = (state: string): Promise<void> =>
    comesTrue(`/reviews?limit=50&state=${state}`, 'bt-ts', '"period":"2026-09"');
  const pin = (dialog: Locator): Promise<void> =>
    dialog.getByLabel('Mã PIN', { exact: true }).fill(office.world.secrets.pin);

  it(
    'the officer submits the figures, the chair approves them, the report becomes a document',
    async () => {
      const officer = await pageOf('cv-cchc-ts');
      await officer.getByRole('link', { name: 'Báo cáo định kỳ' }).click();
      await officer.getByRole('row').filter({ hasText: 'Đang nhập số liệu' }).first().click();
      await act(officer, 'Trình lãnh đạo duyệt');
      await officer.getByText('Chờ lãnh đạo duyệt').first().waitFor();

      const chair = await pageOf('ct-ts');
      await chair.getByRole('link', { name: 'Báo cáo định kỳ' }).click();
      await chair.getByRole('row').filter({ hasText: 'Chờ lãnh đạo duyệt' }).first().click();
      await act(chair, 'Duyệt');
      await chair.getByText('Đã duyệt, chờ gửi').first().waitFor();

      await officer.reload();
      await act(officer, 'Lập văn bản báo cáo');
      await officer.getByRole('heading', { level: 1, name: REPORT }).waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'the report is submitted, checked, signed, numbered, sealed and released',
    async () => {
      await act(await pageOf('cv-cchc-ts'), 'Trình lãnh đạo đơn vị');
      const acts: readonly (readonly [string, string, typeof pin?])[] = [
        ['cvp-ts', 'Ký nháy nội dung', pin],
        ['pcvp-ts', 'Ký nháy thể thức', pin],
        ['ct-ts', 'Duyệt'],
        ['ct-ts', 'Ký số', pin],
        ['vt-ts', 'Cấp số'],
        ['vt-ts', 'Ký số cơ quan', pin],
        ['vt-ts', 'Phát hành'],
      ];
      let last = '';
      for (const [username, name, fill] of acts) {
        const page = await pageOf(username);
        if (username !== last) await openMyWork(page, REPORT);
        await act(page, name, fill);
        last = username;
      }
      await (await pageOf('vt-ts')).getByText('Đã phát hành').first().waitFor();

      await comesTrue(`/reports/${recall(memory, 'report')}`, 'cv-cchc-ts', '"state":"sent"');
      const officer = await pageOf('cv-cchc-ts');
      await officer.getByRole('link', { name: 'Báo cáo định kỳ' }).click();
      const row = officer.getByRole('row').filter({ hasText: /\d+\/BC-UBND, 15\/09\/2026/ });
      await row.getByText('Đã gửi').waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'the officer closes the month and makes the report to the committee',
    async () => {
      const page = await pageOf('cv-cchc-ts');
      await page.getByRole('link', { name: 'Đánh giá tháng' }).click();
      const plan = page.locator('section').filter({ hasText: 'những tháng cuối năm 2026' });
      await plan.getByRole('button', { name: 'Chốt số liệu tháng' }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('combobox', { name: 'Kỳ báo cáo' }).inputValue()).toBe(
        '9/2026',
      );
      await choose(page, 'Cấp ủy', 'Đảng ủy phường Từ Sơn');
      const committee = dialog.getByRole('combobox', { name: 'Cấp ủy' });
      expect(await committee.inputValue()).toBe('Đảng ủy phường Từ Sơn');
      await dialog.getByRole('button', { name: 'Chốt số liệu tháng' }).click();
      await page.getByText('Đã chốt số liệu.').waitFor();

      await plan.getByRole('button', { name: 'Lập báo cáo gửi cấp ủy, 9/2026' }).click();
      await dialog.getByLabel('III. Đánh giá chung').fill('Đa số chỉ tiêu đạt mức giao.');
      await dialog.getByRole('button', { name: 'Lập báo cáo gửi cấp ủy' }).click();
      await page.getByRole('heading', { level: 1, name: REPORT }).waitFor();

      const life = new OutgoingLife(office.world, idIn(page), WARD_PEOPLE);
      memory['closeSymbol'] = (await life.issue()).symbol ?? '';
    },
    PATIENCE_MS,
  );

  it(
    'the clerk of the committee registers it, and the secretary opens the meeting',
    async () => {
      await arrived(office.world, 'vt-du', recall(memory, 'closeSymbol'));
      await registerArrival(await pageOf('vt-du'), recall(memory, 'closeSymbol'));
      await reviewIs('frozen');

      const page = await pageOf('bt-ts');
      await page.getByRole('link', { name: /^Đánh giá, kết luận/ }).click();
      await page.getByRole('row').filter({ hasText: '9/2026' }).first().click();
      await page.getByRole('heading', { level: 1, name: REVIEW }).waitFor();
      await page.getByText(recall(memory, 'closeSymbol')).first().waitFor();
      await act(page, 'Bắt đầu họp');
      await page.getByText('Đang họp').first().waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'the office keeps attendance and minutes',
    async () => {
      const page = await pageOf('cvpdu');
      await page.getByRole('link', { name: /^Đánh giá, kết luận/ }).click();
      await page.getByRole('row').filter({ hasText: 'Đang họp' }).click();
      await page.getByRole('link', { name: 'Chưa ghi ngày họp.' }).click();
      await page.getByLabel('Ngày họp').fill('15/09/2026');
      for (const [label, words] of Object.entries({
        'Giờ họp': '14:00',
        'Hội nghị của': 'Ban Thường vụ Đảng ủy',
        'Địa điểm': 'Phòng họp số 1',
        'Chủ trì': 'Phạm Hồng Quân',
        'Chức vụ người chủ trì': 'Bí thư Đảng ủy',
        'Người ghi biên bản': 'Cù Thị Bích',
        'Nội dung biên bản': 'Hội nghị nghe UBND phường báo cáo và thống nhất kết luận.',
      }))
        await page.getByLabel(label, { exact: true }).fill(words);
      await page.getByRole('button', { name: 'Lấy danh sách cấp ủy' }).click();
      const deputy = page.getByRole('radiogroup', { name: 'Nguyễn Đăng Quyết: Thành phần' });
      await deputy.getByText('Vắng').click();
      await page.getByLabel('Nguyễn Đăng Quyết: Lý do vắng').fill('đi công tác');
      await page.getByText('Có mặt 2/3; vắng: Nguyễn Đăng Quyết (đi công tác)').waitFor();
      await page.getByRole('button', { name: 'Lưu biên bản, thành phần' }).click();
      await page.getByText('Còn thiếu 3 nội dung').waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'the meeting does not end before each unmet target has its conclusion or a reason',
    async () => {
      const page = await pageOf('cvpdu');
      const side = page.locator('.review-side');
      await side.getByRole('button', { name: 'Kết thúc hội nghị' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Kết thúc hội nghị' }).click();
      expect(await dialog.getByRole('alert').innerText()).toContain(
        'M2 (Hồ sơ giải quyết trực tuyến)',
      );
      await dialog.getByRole('button', { name: 'Bỏ qua' }).click();

      await page.getByRole('button', { name: 'M2: Kết luận' }).click();
      const form = page.locator('form.review-form');
      await form.getByRole('button', { name: 'Lưu kết luận' }).click();
      await form.getByText('Chưa nhập.').first().waitFor();
      expect(await (await office.desk('cvpdu')).barriers()).toEqual([]);
      await form.getByLabel('Nội dung kết luận').fill('UBND phường khắc phục ngay trong tháng 10');
      await form.getByLabel('Thời hạn').fill('09/10/2026');
      await form.getByLabel('Sản phẩm').fill('Báo cáo kết quả khắc phục');
      await form.getByRole('button', { name: 'Lưu kết luận' }).click();
      await form.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'M3: Không kết luận' }).click();
      await form.getByLabel('Lý do không kết luận').fill('mới phát sinh, tiếp tục theo dõi');
      await form.getByRole('button', { name: 'Lưu lý do' }).click();
      await page.getByText('Đủ nội dung, có thể dự thảo văn bản kết luận.').waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'who saves after somebody else sees both versions and chooses',
    async () => {
      const save = { name: 'Lưu biên bản, thành phần' };
      const secretary = await pageOf('bt-ts');
      await secretary.reload();
      await secretary.getByLabel('Địa điểm').fill('Hội trường');
      const page = await pageOf('cvpdu');
      await page.getByLabel('Địa điểm').fill('Phòng họp số 2');
      const saved = page.waitForResponse(/\/meeting$/);
      await page.getByRole('button', save).click();
      expect((await saved).status()).toBe(200);

      await secretary.getByRole('button', save).click();
      const notice = secretary.getByRole('alert').filter({ hasText: 'vừa được người khác lưu' });
      expect(await notice.innerText()).toMatch(
        /Địa điểm\s+Bản đã lưu: Phòng họp số 2\s+Bản đang nhập: Hội trường/,
      );
      await notice.getByRole('button', { name: 'Giữ bản đang nhập' }).click();
      const savedAgain = secretary.waitForResponse(/\/meeting$/);
      await secretary.getByRole('button', save).click();
      expect((await savedAgain).status()).toBe(200);
      await page.reload();
      expect(await page.getByLabel('Địa điểm').inputValue()).toBe('Hội trường');
    },
    PATIENCE_MS,
  );

  it(
    'the meeting ends, its conclusion is drafted and released, and the review is closed',
    async () => {
      const page = await pageOf('cvpdu');
      await act(page, 'Kết thúc hội nghị');
      await page.getByText('Đang dự thảo kết luận').first().waitFor();
      await act(page, 'Dự thảo văn bản kết luận', () =>
        choose(page, 'Người ký', 'Đinh Thị Lệ Hằng: T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ'),
      );
      await page.getByRole('heading', { level: 1, name: 'tháng 9/2026' }).waitFor();
      const people = { ...PARTY_PEOPLE, drafter: 'cvpdu' };
      const released = await new OutgoingLife(office.world, idIn(page), people).issue();
      memory['conclusionSymbol'] = released.symbol ?? '';
      expect(released.deliveries).toHaveLength(1);

      await reviewIs('issued');
      const secretary = await pageOf('bt-ts');
      await secretary.reload();
      await secretary.getByText(`Đã ban hành ${recall(memory, 'conclusionSymbol')}`).waitFor();
      await act(secretary, 'Kết thúc kỳ đánh giá');
      await secretary.getByText('Đã kết thúc kỳ đánh giá').first().waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'the conclusion is registered, directed and handed down at the People’s Committee',
    () => registerAndHandDown(office.world, pageOf, recall(memory, 'conclusionSymbol')),
    PATIENCE_MS,
  );

  it(
    'the officer reports, head and chair confirm, and the document is complete',
    () => reportAndConfirm(pageOf, recall(memory, 'conclusionSymbol')),
    PATIENCE_MS,
  );

  it(
    'a duty of the plan goes to a division and a person, is reported and confirmed',
    () => doDuty(pageOf),
    PATIENCE_MS,
  );

  it(
    'nothing broke on the way',
    async () => {
      const people = ['cv-cchc-ts', 'cvp-ts', 'pcvp-ts', 'ct-ts', 'vt-ts', 'vt-du', 'bt-ts'];
      for (const username of [...people, 'cvpdu', 'gd-tt', 'cv-tt', 'tp-vhxh']) {
        const troubles = (await office.desk(username)).takeTroubles();
        // The meeting that wanted to end too early, and the minutes that came second.
        const expected = /^(422 POST .*meeting\/finish|4(09|12) PUT .*\/meeting)$/;
        expect(troubles.filter((trouble) => !expected.test(trouble))).toEqual([]);
      }
    },
    PATIENCE_MS,
  );
});

function idIn(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
