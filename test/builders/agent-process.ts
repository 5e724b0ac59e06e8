import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AgentAnswer, PairedPage } from '../../libs/signing-agent/testing/paired-page.js';

const PROGRAM = fileURLToPath(new URL('../../tools/trien-agent.mjs', import.meta.url));

/** The agent as a person starts it, his hands at its window, and a page in his browser. */
export class AgentProcess {
  private said = '';
  private paired: PairedPage | null = null;
  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly folder: string,
    readonly origin: string,
  ) {
    child.stdout.setMaxListeners(50);
    child.setMaxListeners(50);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        this.said += text.toString('utf8');
      });
  }

  /** @param port `usual`: the first free one of those at which pages look for it */
  static async start(
    library: string,
    origin: string,
    port: number | 'usual' = 0,
  ): Promise<AgentProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'trien-agent-'));
    const args = ['--module', library, ...(port === 'usual' ? [] : ['--port', String(port)])];
    const child = spawn(
      process.execPath,
      [...[PROGRAM, ...args, '--pairings', join(folder, 'pairings.json')]],
      { env: { ...process.env } },
    );
    const agent = new AgentProcess(child, folder, origin);
    await agent.reads(/127\.0\.0\.1:(\d+)/);
    return agent;
  }

  /** The window once it shows this. */
  async reads(text: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = text.exec(this.said);
      if (found) return found;
      await new Promise<void>((resolve, reject) => {
        this.child.stdout.once('data', () => {
          resolve();
        });
        this.child.once('exit', () => {
          reject(new Error(`The agent ended: ${this.said}`));
        });
      });
    }
  }

  /** What is said from here on is new. */
  forget(): void {
    this.said = '';
  }

  type(pin: string): void {
    this.child.stdin.write(`${pin}\n`);
  }

  async port(): Promise<number> {
    return Number((await this.reads(/127\.0\.0\.1:(\d+)/))[1]);
  }

  async pair(port: number): Promise<void> {
    const page = this.page(port);
    await page.send('POST', 'pairings', { body: {} });
    const [, code = ''] = await this.reads(/code on that page: (\d{8})/);
    await page.pair(code);
  }

  ask(
    port: number,
    method: string,
    path: string,
    body?: object,
    origin = this.origin,
  ): Promise<AgentAnswer> {
    return this.page(port).ask(method, path, { body, origin });
  }

  private page(port: number): PairedPage {
    if (this.paired?.port !== port) this.paired = new PairedPage(port, this.origin);
    return this.paired;
  }

  stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.child.once('exit', () => {
        rmSync(this.folder, { recursive: true, force: true });
        resolve();
      });
    });
    this.child.kill('SIGTERM');
    return ended;
  }
}
