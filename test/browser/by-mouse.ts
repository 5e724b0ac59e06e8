import type { Locator, Page } from 'playwright-core';
import { arrivalOf } from '../scenario/incoming-life.js';
import { eventually } from '../scenario/issue-plan.js';
import type { OfficeWorld } from '../scenario/office-world.js';

type Fill = (dialog: Locator, page: Page) => Promise<void>;

/** The row of a list, opened as the keyboard does it. */
export async function openRow(page: Page, words: string): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: words });
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: words }).waitFor();
}

/** What waits for me, clicked on in the list of my work. */
export async function openMyWork(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: /^Công việc của tôi/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Công việc của tôi' }).waitFor();
  await page.getByRole('row').filter({ hasText: words }).first().click();
  await page.getByRole('heading', { level: 1, name: words }).waitFor();
}

/** A big button, what its dialog asks, and the same button in the dialog. */
export async function act(page: Page, name: string, fill?: Fill): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill?.(dialog, page);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

/** A released document reaches its readers by a job: the clerk looks when it is there. */
export function arrived(world: OfficeWorld, clerk: string, symbol: string): Promise<void> {
  const isThere = async (): Promise<boolean> =>
    arrivalOf(await world.as(clerk), symbol).then(
      () => true,
      () => false,
    );
  return eventually(isThere, `the arrival of ${symbol}`);
}

export async function registerArrival(page: Page, symbol: string): Promise<void> {
  await page
    .getByRole('link', { name: /^Văn bản đến/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Vào sổ văn bản đến' }).click();
  const queue = page.getByRole('navigation', { name: 'Văn bản chờ vào sổ' });
  await queue.getByRole('button', { name: symbol }).click();
  await queue.locator('[aria-current=true]', { hasText: symbol }).waitFor();
  await page.getByRole('button', { name: 'Vào sổ và mở văn bản tiếp theo' }).click();
  await page.getByText(/^Đã vào sổ, số đến \d+\.$/).waitFor();
}
