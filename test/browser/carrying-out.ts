import type { Page } from 'playwright-core';
import type { OfficeWorld } from '../scenario/office-world.js';
import { act, arrived, choose, openMyWork, registerArrival } from './by-mouse.js';

const CENTRE = 'Trung tâm Phục vụ hành chính công';
const DIVISION = 'Phòng Văn hóa - Xã hội';
const DUTY = 'Nâng tỷ lệ hồ sơ giải quyết trực tuyến';

type PageOf = (username: string) => Promise<Page>;

/** The conclusion arrives at the People's Committee: registered, directed, handed down. */
export async function registerAndHandDown(
  world: OfficeWorld,
  pageOf: PageOf,
  symbol: string,
): Promise<void> {
  const clerk = await pageOf('vt-ts');
  await arrived(world, 'vt-ts', symbol);
  await registerArrival(clerk, symbol);
  await clerk.getByRole('link', { name: /^Chờ trình/ }).click();
  await clerk.getByRole('row').filter({ hasText: symbol }).click();
  await act(clerk, 'Trình lãnh đạo', () => choose(clerk, 'Trình lãnh đạo', 'Nguyễn Đăng Quyết'));

  const chair = await pageOf('ct-ts');
  await openMyWork(chair, symbol);
  await chair.getByRole('button', { name: 'Cho ý kiến chỉ đạo' }).click();
  await choose(chair, 'Đơn vị chủ trì', CENTRE);
  const dialog = chair.getByRole('dialog');
  await dialog.getByLabel('Số ngày làm việc').fill('10');
  await dialog.getByText('ngày 29/9/2026').waitFor();
  await dialog.getByRole('button', { name: 'Giao xử lý' }).click();
  await dialog.waitFor({ state: 'detached' });

  const head = await pageOf('gd-tt');
  await openMyWork(head, symbol);
  await act(head, 'Tiếp nhận');
  await act(head, 'Giao xử lý', async (form) => {
    await choose(head, 'Giao cho', 'Hứa Thị Loan, Chuyên viên');
    await form.getByLabel('Yêu cầu').fill('Chuẩn bị nội dung triển khai.');
  });
  await head.getByText('Hứa Thị Loan').first().waitFor();
}

/** Who was told to do it reports, and those above him confirm one after another. */
export async function reportAndConfirm(pageOf: PageOf, symbol: string): Promise<void> {
  const officer = await pageOf('cv-tt');
  await openMyWork(officer, symbol);
  await act(officer, 'Tiếp nhận');
  await act(officer, 'Cập nhật tiến độ', (form) =>
    form.getByRole('textbox').fill('Đã bố trí người hướng dẫn.'),
  );
  await officer.getByText('Đã bố trí người hướng dẫn.').waitFor();
  await act(officer, 'Báo cáo kết quả', (form) => form.getByRole('textbox').fill('Đã hoàn thành.'));

  const head = await pageOf('gd-tt');
  await head.reload();
  await act(head, 'Xác nhận hoàn thành');
  await act(head, 'Báo cáo kết quả', (form) =>
    form.getByRole('textbox').fill('Trung tâm đã thực hiện xong.'),
  );

  const chair = await pageOf('ct-ts');
  await chair.reload();
  await act(chair, 'Xác nhận hoàn thành');
  await act(chair, 'Hoàn thành xử lý', (form) =>
    form.getByRole('textbox').fill('Kết luận đã được thực hiện.'),
  );
  await chair.getByText('Đã hoàn thành xử lý').first().waitFor();
}

/** A duty of the plan goes to a division and a person, is reported and confirmed. */
export async function doDuty(pageOf: PageOf): Promise<void> {
  const chair = await pageOf('ct-ts');
  await chair.getByRole('link', { name: /^Nhiệm vụ được giao/ }).click();
  await chair.getByRole('row').filter({ hasText: DUTY }).first().click();
  await act(chair, 'Phân công đơn vị', () => choose(chair, 'Đơn vị chủ trì', DIVISION));
  await chair.getByRole('link', { name: DIVISION }).waitFor();

  const head = await pageOf('tp-vhxh');
  await head.getByRole('link', { name: /^Nhiệm vụ được giao/ }).click();
  await head.getByRole('row').filter({ hasText: DUTY }).filter({ hasText: DIVISION }).click();
  await act(head, 'Tiếp nhận');
  await act(head, 'Giao người thực hiện', async (form) => {
    await form.getByRole('combobox').click();
    await head.getByRole('option').first().click();
  });
  await act(head, 'Cập nhật tiến độ', (form) => form.getByRole('textbox').first().fill('50'));
  await head.getByText('50% khối lượng').first().waitFor();
  await act(head, 'Báo cáo kết quả', (form) =>
    form.getByRole('textbox').fill('Đã hướng dẫn tại 6 tổ dân phố.'),
  );
  await head.getByText('Đã báo cáo kết quả, chờ xác nhận').first().waitFor();

  await chair.reload();
  await chair.getByRole('link', { name: DIVISION }).click();
  await act(chair, 'Xác nhận hoàn thành');
  await chair.getByText('Hoàn thành trước hạn').first().waitFor();
}
