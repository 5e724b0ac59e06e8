import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../scenario/browser.js';
import { readSecrets, startOffice } from '../scenario/office-process.js';
import { OfficeWorld } from '../scenario/office-world.js';
import { Desk } from './desk.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MORNING = '2026-08-24T07:45:00+07:00';

/** The real program on a folder of its own, and people who sit down at it in a real browser. */
export class BrowserOffice {
  private readonly desks = new Map<string, Promise<Desk>>();

  private constructor(
    readonly world: OfficeWorld,
    private readonly browser: Browser,
    private readonly stop: () => Promise<void>,
  ) {}

  static async open(): Promise<BrowserOffice> {
    const varDir = mkdtempSync(join(tmpdir(), 'trien-browser-'));
    const office = await startOffice(ROOT, varDir, { CLOCK_START: MORNING });
    const browser = await launchBrowser(join(ROOT, 'var', 'cache'));
    return new BrowserOffice(
      new OfficeWorld(office.url, readSecrets(varDir)),
      browser,
      async () => {
        await browser.close();
        await office.stop();
        rmSync(varDir, { recursive: true, force: true });
      },
    );
  }

  /** A fresh browser at which nobody has signed in yet. */
  async sitDown(): Promise<Desk> {
    const context = await this.browser.newContext({
      baseURL: this.world.baseUrl,
      viewport: { width: 1366, height: 768 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    // The office lives on a legal day of its own; the page must not take the machine's.
    await context.clock.setFixedTime(MORNING);
    return new Desk(await context.newPage());
  }

  /** The desk of this person, signed in by typing; the same one for the whole file. */
  desk(username: string): Promise<Desk> {
    const known = this.desks.get(username) ?? this.signIn(username);
    this.desks.set(username, known);
    return known;
  }

  close(): Promise<void> {
    return this.stop();
  }

  private async signIn(username: string): Promise<Desk> {
    const desk = await this.sitDown();
    await desk.page.goto('/');
    await desk.signIn(username, this.world.secrets.password);
    return desk;
  }
}
