import { AxeBuilder } from '@axe-core/playwright';
import type { Page, Response } from 'playwright-core';

/** One browser window, with everything that went wrong in it. */
export class Desk {
  private troubles: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.troubles.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      // A refused request is told by its response, with its path.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.troubles.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400 && !isAskingWhoIAm(response))
        this.troubles.push(`${response.status()} ${response.request().method()} ${response.url()}`);
    });
  }

  /** What has gone wrong since this was last asked. */
  takeTroubles(): string[] {
    const taken = this.troubles;
    this.troubles = [];
    return taken;
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByLabel('Tên đăng nhập').fill('');
    await this.page.keyboard.type(username);
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.type(password);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('heading', { level: 1, name: 'Công việc của tôi' }).waitFor();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path, { waitUntil: 'networkidle' });
    await this.settled();
  }

  /** The page has its heading and waits for nothing more. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.page.waitForFunction('!/Đang (tải|mở)|^Loading/m.test(document.body.innerText)');
  }

  heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  /** Serious and critical findings of axe, each with the elements. */
  async barriers(): Promise<string[]> {
    // Elements that pass are not described: that took a quarter of the time on a long table.
    const { violations } = await new AxeBuilder({ page: this.page })
      .options({ resultTypes: ['violations'] })
      // The pages have no frames; joining the results of frames would take as long as the rules do.
      .setLegacyMode()
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  }

  /** The page itself must not scroll sideways; where it would, the widest things in it. */
  sidewaysScroll(): Promise<string[]> {
    return this.page.evaluate<string[]>(`(() => {
      const frames = [document.documentElement, document.body, document.querySelector('main')];
      if (frames.every((frame) => frame.scrollWidth <= frame.clientWidth)) return [];
      const isTooWide = (element) => element.getBoundingClientRect().right > innerWidth + 0.5;
      const wide = [...document.querySelectorAll('body *')].filter(isTooWide);
      return wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
    })()`);
  }
}

/** Before sign-in the page asks for the session once, and is told that there is none. */
function isAskingWhoIAm(response: Response): boolean {
  return response.status() === 401 && response.url().endsWith('/api/v1/session');
}
