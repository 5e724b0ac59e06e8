import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { OutgoingLife } from '../scenario/outgoing-life.js';
import { WARD_PEOPLE } from '../scenario/report-month.js';
import { ISSUE_PLAN } from '../scenario/issue-plan.js';
import { type Memory, recall } from '../scenario/step.js';
import { approvedCopy, ifMatch, noticeToSign, openReport, type Plan } from './arranged.js';
import { BrowserOffice } from './browser-office.js';
import { choose, openRow } from './by-mouse.js';

const ARRIVAL = '402/UBND-VHXH';
const FIRST = 'lịch tiếp công dân tháng 9';
const SECOND = 'lịch trực phòng chống thiên tai';
const THIRD = 'thời gian làm việc dịp nghỉ lễ';
const DIVISION = 'Phòng Văn hóa - Xã hội';

/** A morning at the ward, by mouse and keyboard only. Each part goes on from the one before. */
describe('the work of a morning', () => {
  let office: BrowserOffice;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    office = await BrowserOffice.open();
    for (const subject of [FIRST, SECOND, THIRD])
      ids.set(subject, await noticeToSign(office.world, subject));
  }, 240_000);
  afterAll(() => office.close(), 60_000);

  const pageOf = async (username: string): Promise<Page> => (await office.desk(username)).page;
  const lifeOf = (subject: string): OutgoingLife =>
    new OutgoingLife(office.world, ids.get(subject) ?? '', WARD_PEOPLE);

  it('the clerk registers what arrived with Enter, and the next one opens', async () => {
    const page = await pageOf('vt-ts');
    await page
      .getByRole('link', { name: /^Văn bản đến/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Vào sổ văn bản đến' }).click();
    const queue = page.getByRole('navigation', { name: 'Văn bản chờ vào sổ' });
    await queue.getByRole('button', { name: ARRIVAL }).click();
    await queue.locator('[aria-current=true]', { hasText: ARRIVAL }).waitFor();
    const register = page.getByRole('button', { name: 'Vào sổ và mở văn bản tiếp theo' });
    await focused(page, register);

    await page.keyboard.press('Enter');
    await page.getByText(/^Đã vào sổ, số đến \d+\.$/).waitFor();
    await queue.getByRole('button', { name: ARRIVAL }).waitFor({ state: 'detached' });
    expect(await queue.locator('[aria-current=true]').count()).toBe(1);
  });

  it('the clerk hands it to the chair, who directs it, and the division finds it', async () => {
    const clerk = await pageOf('vt-ts');
    await clerk
      .getByRole('link', { name: /^Chờ trình/ })
      .first()
      .click();
    await openRow(clerk, ARRIVAL);
    await clerk.getByRole('button', { name: 'Trình lãnh đạo' }).click();
    await choose(clerk, 'Trình lãnh đạo', 'Nguyễn Đăng Quyết');
    await clerk.getByRole('dialog').getByRole('button', { name: 'Trình lãnh đạo' }).click();
    await clerk.getByText('Đã trình, chờ ý kiến').first().waitFor();

    const chair = await pageOf('ct-ts');
    await chair.reload();
    await openRow(chair, ARRIVAL);
    await chair.getByRole('button', { name: 'Cho ý kiến chỉ đạo' }).click();
    await choose(chair, 'Đơn vị chủ trì', DIVISION);
    const dialog = chair.getByRole('dialog');
    // Monday was given for a Saturday, and the National Day comes after it.
    await dialog.getByLabel('Số ngày làm việc').fill('5');
    await dialog.getByText('ngày 03/9/2026').waitFor();
    await dialog.getByLabel('Số ngày làm việc').fill('4');
    await dialog.getByText('ngày 28/8/2026').waitFor();
    expect(await dialog.getByText(/^Giao .* chủ trì/).innerText()).toContain(DIVISION);
    await dialog.getByRole('button', { name: 'Giao xử lý' }).click();
    await chair.getByText('28/08/2026').first().waitFor();

    const head = await pageOf('tp-vhxh');
    await openRow(head, ARRIVAL);
    await head.getByRole('button', { name: 'Tiếp nhận' }).first().waitFor();
  });

  it('the clerk seals an electronic copy, which is issued then', async () => {
    const copy = await approvedCopy(office.world, 'electronic');
    const page = await pageOf('vt-ts');
    await page.goto(`/ban-sao/${copy}`);
    const button = page.getByRole('button', { name: 'Ký số cơ quan' });
    await button.click();
    const dialog = page.getByRole('dialog');
    // Esc on a button of the dialog closes it alone, and the one that opened it has the focus again.
    await dialog.getByRole('button', { name: 'Bỏ qua' }).press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await button.evaluate((opener) => opener === opener.ownerDocument.activeElement)).toBe(
      true,
    );
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Mã PIN', { exact: true }).fill(office.world.secrets.pin);
    await page.keyboard.press('Enter');
    await dialog.getByText('Đã ký 1/1 văn bản').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByRole('heading', { level: 2, name: 'Đã sao' }).waitFor();
  });

  it('the chair signs two documents with one PIN, after a wrong one was refused', async () => {
    const page = await pageOf('ct-ts');
    await page.getByRole('link', { name: /^Ký số/ }).click();
    for (const subject of [FIRST, SECOND])
      await page.getByRole('checkbox', { name: `Chọn để ký: ${subject}` }).check();
    await page.getByRole('button', { name: 'Ký 2 văn bản' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mã PIN', { exact: true }).fill('000000');
    await page.keyboard.press('Enter');
    await dialog
      .getByText(/Mã PIN không đúng\. Còn \d+ lần nhập\./)
      .first()
      .waitFor();

    await dialog.getByLabel('Mã PIN', { exact: true }).fill(office.world.secrets.pin);
    await page.keyboard.press('Enter');
    await dialog.getByText('Đã ký 2/2 văn bản').waitFor();
    expect(await dialog.getByText('✓ Đã ký').count()).toBe(2);
    await dialog.getByRole('button', { name: 'Đóng' }).last().click();
    await page
      .getByRole('checkbox', { name: `Chọn để ký: ${FIRST}` })
      .waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: `Chọn để ký: ${THIRD}` }).waitFor();
  });

  it('the clerk numbers, seals and releases one', async () => {
    const page = await pageOf('vt-ts');
    await page
      .getByRole('link', { name: /^Văn bản đi/ })
      .first()
      .click();
    await page
      .getByRole('link', { name: /^Chờ cấp số/ })
      .first()
      .click();
    await openRow(page, FIRST);
    await page.getByRole('button', { name: 'Cấp số' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cấp số' }).click();
    await page.getByText(/^Đã cấp số \d+\/TB-UBND, ngày 24\/08\/2026\.$/).waitFor();

    await page.getByRole('button', { name: 'Ký số cơ quan' }).click();
    await page
      .getByRole('dialog')
      .getByLabel('Mã PIN', { exact: true })
      .fill(office.world.secrets.pin);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Phát hành' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click();
    await page.getByRole('main').getByText('Đã phát hành').first().waitFor();
    expect((await lifeOf(FIRST).read('vt-ts')).deliveries).toHaveLength(1);
  });

  it('anybody verifies the released file by dropping it, and a changed copy is found out', async () => {
    const life = lifeOf(FIRST);
    const { sha256 } = await life.read('vt-ts');
    const released = await life.content(sha256);
    const page = await pageOf('ct-ts');
    await page.getByRole('link', { name: 'Kiểm tra chữ ký số' }).click();

    await drop(page, 'thong-bao.pdf', released);
    await page.getByText(/chữ ký số trong tệp thong-bao\.pdf/).waitFor();
    expect(await page.locator('.verdict h2').innerText()).not.toMatch(/không hợp lệ/);
    expect(await page.locator('.verdict h2').innerText()).toMatch(/hợp lệ/);
    expect(await page.getByRole('article').count()).toBeGreaterThanOrEqual(2);
    expect(await (await office.desk('ct-ts')).barriers()).toEqual([]);

    await drop(page, 'ban-sua.pdf', changed(released));
    await page.getByText(/chữ ký số trong tệp ban-sua\.pdf/).waitFor();
    expect(await page.locator('.verdict h2').innerText()).toMatch(/không hợp lệ/);
  });

  it('who comes second is told what happened, and sees the new state', async () => {
    const page = await pageOf('vt-ts');
    await page
      .getByRole('link', { name: /^Văn bản đi/ })
      .first()
      .click();
    await page
      .getByRole('link', { name: /^Chờ cấp số/ })
      .first()
      .click();
    await openRow(page, SECOND);
    await page.getByRole('button', { name: 'Cấp số' }).click();
    await lifeOf(SECOND).number();

    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cấp số' }).click();
    const notice = dialog.getByRole('alert');
    await notice.getByText('Trạng thái vừa thay đổi').waitFor();
    expect(await notice.innerText()).toMatch(
      /Văn bản đã được .*chuyển sang trạng thái ".+".*Nội dung đang nhập vẫn được giữ/s,
    );
    await notice.getByRole('button', { name: 'Xem trạng thái mới' }).click();
    await page.getByRole('button', { name: 'Ký số cơ quan' }).waitFor();
  });

  it('what a colleague saved in a report stands beside what is typed, and the rest is joined', async () => {
    const colleague = await office.world.as('cvp-ts');
    const report = await openReport(colleague);
    const [first = '', second = '', third = ''] = report.figures.map(({ key }) => key);
    const desk = await office.desk('cv-cchc-ts');
    await desk.open(`/bao-cao/${report.id}`);
    const count = (key: string): Locator => desk.page.locator(`input[data-figure="${key}"]`);
    await count(first).fill('411');
    await count(third).fill('1300');

    const figures = [
      { key: first, value: 415 },
      { key: second, value: 420 },
    ];
    await colleague.put(`/api/v1/reports/${report.id}`, { figures }, ifMatch(report));
    await press(desk.page, 'Lưu', /\/reports\//, 409);
    const notice = desk.page.getByRole('alert').filter({ hasText: 'vừa được người khác lưu' });
    expect(await notice.innerText()).toMatch(/Bản đã lưu: 415\s+Bản đang nhập: 411/);
    expect(await notice.locator('dt').count()).toBe(1);
    expect(await desk.barriers()).toEqual([]);

    await notice.getByRole('button', { name: 'Giữ bản đang nhập' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await count(second).inputValue()).toBe('420');
    await press(desk.page, 'Lưu', /\/reports\//, 200);
    const { figures: kept } = await colleague.get<{ figures: readonly { value: number | null }[] }>(
      `/api/v1/reports/${report.id}`,
    );
    expect(kept.slice(0, 3).map(({ value }) => value)).toEqual([411, 420, 1300]);
  });

  it('what a colleague saved in a plan stands beside what is typed, also when the page is loaded anew', async () => {
    const colleague = await office.world.as('tp-cchc');
    const memory: Memory = {};
    await ISSUE_PLAN[0]?.run(office.world, memory);
    const plan = await colleague.get<Plan>(`/api/v1/plans/${recall(memory, 'plan')}`);
    const { page } = await office.desk('cv-cchc');
    await page.goto(`/ke-hoach/${plan.id}`);
    await page.getByLabel('Tên kế hoạch').fill('Kế hoạch của chuyên viên');
    await page.getByLabel('Kinh phí thực hiện').fill('Ngân sách tỉnh');

    const edit = {
      year: plan.year,
      title: 'Kế hoạch của trưởng phòng',
      content: { ...plan.content, generalObjective: 'Mục tiêu của trưởng phòng' },
    };
    await colleague.put(`/api/v1/plans/${plan.id}`, edit, ifMatch(plan));
    await press(page, 'Lưu kế hoạch', /\/plans\//, 409);
    const notice = page.getByRole('alert').filter({ hasText: 'vừa được người khác lưu' });
    const both = /Bản đã lưu: Kế hoạch của trưởng phòng\s+Bản đang nhập: Kế hoạch của chuyên viên/;
    expect(await notice.innerText()).toMatch(both);
    await page.reload();
    expect(await notice.innerText()).toMatch(both);

    await notice.getByRole('button', { name: 'Dùng bản đã lưu' }).click();
    await page.getByText('đã được ghép với nội dung đang nhập').waitFor();
    expect(await page.getByLabel('Tên kế hoạch').inputValue()).toBe('Kế hoạch của trưởng phòng');
    await press(page, 'Lưu kế hoạch', /\/plans\//, 200);
    expect(await colleague.get(`/api/v1/plans/${plan.id}`)).toMatchObject({
      title: 'Kế hoạch của trưởng phòng',
      content: { generalObjective: 'Mục tiêu của trưởng phòng', funding: 'Ngân sách tỉnh' },
    });
  });

  it('nothing broke on the way', async () => {
    for (const username of ['vt-ts', 'ct-ts', 'tp-vhxh', 'cv-cchc-ts', 'cv-cchc']) {
      const troubles = (await office.desk(username)).takeTroubles();
      // The wrong PIN and who came second are refused as they should be.
      const expected =
        /^((409|422) POST .*\/(sign-batch|take-number)|409 PUT .*\/(reports|plans)\/[^/]+)$/;
      expect(troubles.filter((trouble) => !expected.test(trouble))).toEqual([]);
    }
  });
});

async function press(page: Page, name: string, path: RegExp, status: number): Promise<void> {
  const answered = page.waitForResponse(
    (response) => path.test(response.url()) && response.request().method() === 'PUT',
  );
  await page.getByRole('button', { name, exact: true }).click();
  expect((await answered).status()).toBe(status);
}

async function focused(page: Page, control: Locator): Promise<void> {
  const handle = await control.elementHandle();
  await page.waitForFunction('(element) => element === document.activeElement', handle);
}

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], '${name}', { type: 'application/pdf' }));
      return transfer;
    })()`,
  );
  await page.locator('.drop-zone').dispatchEvent('drop', { dataTransfer: transfer });
}

/** One byte of the header comment: the page looks the same, and no signature covers it any more. */
function changed(pdf: Buffer): Buffer {
  const copy = Buffer.from(pdf);
  const comment = copy.indexOf('%', 5) + 2;
  copy[comment] = (copy[comment] ?? 0) ^ 1;
  return copy;
}
