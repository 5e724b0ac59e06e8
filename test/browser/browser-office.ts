import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../scenario/browser.js';
import { type OfficeProcess, readSecrets, startOffice } from '../scenario/office-process.js';
import { OfficeWorld } from '../scenario/office-world.js';
import { Desk } from './desk.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MORNING = '2026-08-24T07:45:00+07:00';

/** The real program on a folder of its own, and people who sit down at it in a real browser. */
export class BrowserOffice {
  private readonly desks = new Map<string, Promise<Desk>>();

  private constructor(
    private readonly varDir: string,
    private readonly browser: Browser,
    private office: OfficeProcess,
    private at: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {
    this.world = worldOf(office, varDir);
  }

  /** The same people as they work without a browser. */
  world: OfficeWorld;

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<BrowserOffice> {
    const varDir = mkdtempSync(join(tmpdir(), 'trien-browser-'));
    const office = await startOffice(ROOT, varDir, { ...settings, CLOCK_START: MORNING });
    return new BrowserOffice(
      varDir,
      await launchBrowser(join(ROOT, 'var', 'cache')),
      office,
      MORNING,
      settings,
    );
  }

  /** Starts the program anew on a later legal day; nobody has sat down there yet. */
  async continueAt(at: string): Promise<void> {
    await this.office.stop();
    this.desks.clear();
    this.at = at;
    this.office = await startOffice(ROOT, this.varDir, { ...this.settings, CLOCK_START: at });
    this.world = worldOf(this.office, this.varDir);
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
    await context.clock.setFixedTime(this.at);
    context.setDefaultTimeout(60_000);
    return new Desk(await context.newPage());
  }

  /** The desk of this person, signed in by typing; the same one for the whole file. */
  desk(username: string): Promise<Desk> {
    const known = this.desks.get(username) ?? this.signIn(username);
    this.desks.set(username, known);
    return known;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.office.stop();
    rmSync(this.varDir, { recursive: true, force: true });
  }

  private async signIn(username: string): Promise<Desk> {
    const desk = await this.sitDown();
    await desk.page.goto('/');
    await desk.signIn(username, this.world.secrets.password);
    return desk;
  }
}

function worldOf({ url }: OfficeProcess, varDir: string): OfficeWorld {
  return new OfficeWorld(url, readSecrets(varDir));
}
