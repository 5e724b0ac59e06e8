import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.js';
import type { OfficeWorld } from './office-world.js';
import { PERIOD } from './report-month.js';
import { type Memory, recall } from './step.js';

const DESKTOP = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

type Picture = {
  readonly name: string;
  readonly as: string;
  readonly path: string;
  readonly phone?: boolean;
};

/** The main pages as the people of the scenario see them at its end. */
export async function takePictures(
  world: OfficeWorld,
  memory: Memory,
  { folder, cacheDir }: { folder: string; cacheDir: string },
): Promise<void> {
  const target = join(folder, 'screenshots');
  mkdirSync(target, { recursive: true });
  const browser = await launchBrowser(cacheDir);
  try {
    for (const picture of [...pictures(memory), await yearBoard(world)])
      await takePicture(browser, world, picture, target);
  } finally {
    await browser.close();
  }
}

function pictures(memory: Memory): readonly Picture[] {
  const plan = recall(memory, 'plan');
  return [
    { name: 'home', as: 'ct-ts', path: '/' },
    { name: 'home-phone', as: 'ct-ts', path: '/', phone: true },
    { name: 'incoming', as: 'vt-ts', path: '/van-ban-den' },
    { name: 'outgoing-document', as: 'vt-tinh', path: `/van-ban-di/${recall(memory, 'document')}` },
    { name: 'signing-desk', as: 'ct-ts', path: '/ky-so' },
    { name: 'register', as: 'vt-ts', path: '/so-van-ban' },
    { name: 'plan', as: 'cv-cchc', path: `/ke-hoach/${plan}` },
    { name: 'plan-board', as: 'cv-cchc', path: `/ke-hoach/${plan}/bang-theo-doi?ky=${PERIOD}` },
    { name: 'report', as: 'cv-cchc-ts', path: `/bao-cao/${recall(memory, 'report')}` },
    { name: 'review', as: 'bt-ts', path: `/danh-gia/${recall(memory, 'review')}` },
    { name: 'verification', as: 'ct-ts', path: '/kiem-tra-chu-ky' },
  ];
}

/** The board of the year's plan, with the figures that the demo office was loaded with. */
async function yearBoard(world: OfficeWorld): Promise<Picture> {
  const officer = await world.as('cv-cchc');
  const { items } = await officer.get<{ items: { id: string; symbol: string | null }[] }>(
    '/api/v1/plans?limit=50',
  );
  const plan = items.find(({ symbol }) => symbol === '315/KH-UBND');
  if (!plan) throw new Error('The plan of the year is not there');
  return {
    name: 'year-board',
    as: 'cv-cchc',
    path: `/ke-hoach/${plan.id}/bang-theo-doi?ky=2026-08&cap=commune`,
  };
}

async function takePicture(
  browser: Browser,
  world: OfficeWorld,
  picture: Picture,
  folder: string,
): Promise<void> {
  const client = await world.as(picture.as);
  const context = await browser.newContext({
    viewport: picture.phone === true ? PHONE : DESKTOP,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  await context.addCookies([{ ...client.sessionCookie, url: world.baseUrl }]);
  const page = await context.newPage();
  await open(page, world.baseUrl + picture.path);
  await page.screenshot({ path: join(folder, `${picture.name}.png`) });
  await context.close();
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.getByRole('main').waitFor();
}
