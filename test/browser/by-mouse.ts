import type { Locator, Page } from 'playwright-core';

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
