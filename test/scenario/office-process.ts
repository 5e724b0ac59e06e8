import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type OfficeProcess = {
  readonly url: string;
  readonly child: ChildProcess;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
};

export type DemoSecrets = { readonly password: string; readonly pin: string };

/** Runs the real program on a folder of its own and waits until it serves. */
export function startOffice(
  root: string,
  varDir: string,
  env: Record<string, string> = {},
  onLine: (line: string) => void = () => undefined,
): Promise<OfficeProcess> {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')),
  );
  const child = spawn(process.execPath, [join(root, 'tools', 'start.mjs')], {
    cwd: root,
    env: { ...clean, PORT: '0', ...env, VAR_DIR: varDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      for (const line of chunk
        .toString()
        .split('\n')
        .filter((text) => text.trim() !== ''))
        onLine(line);
      const url = /http:\/\/localhost:\d+/.exec(output)?.[0];
      if (url === undefined) return;
      resolve({
        url: url.replace('localhost', '127.0.0.1'),
        child,
        stop: () => {
          child.kill('SIGTERM');
          return exited;
        },
        kill: () => {
          child.kill('SIGKILL');
          return exited;
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then(() => {
      reject(new Error(`The office ended before it served:\n${output}`));
    });
  });
}

/** The one password and PIN of a demo office, as its first start has made them. */
export function readSecrets(varDir: string): DemoSecrets {
  return JSON.parse(readFileSync(join(varDir, 'demo-office.json'), 'utf8')) as DemoSecrets;
}
