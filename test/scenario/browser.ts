import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The system's Chromium where there is one, else the one that npm has brought. */
export async function launchBrowser(cacheDir: string): Promise<Browser> {
  const executablePath = SYSTEM.find((path) => existsSync(path)) ?? (await unpacked(cacheDir));
  return playwright.launch({ executablePath, args: ARGUMENTS });
}

async function unpacked(cacheDir: string): Promise<string> {
  process.stdout.write('chromium is absent: the one that npm has brought is used\n');
  // Read while the package is imported: it unpacks into TMPDIR, and brings the libraries that a
  // bare machine lacks only when it believes to run in a lambda.
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = join(cacheDir, 'chromium');
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    delete process.env['AWS_EXECUTION_ENV'];
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
}
