#!/usr/bin/env node
import './check-node.mjs';
import { readFileSync, writeSync } from 'node:fs';
import { ensureInstalled } from './ensure-installed.mjs';

/** `npm run -s pdf-signature -- verify FILE...`: the command line of libs/pdf-signature. */
ensureInstalled(() => undefined);
await import('./typescript/register.mjs');
const { runCommand } = await import('../libs/pdf-signature/cli/run.ts');
const { machineFiles } = await import('../libs/pdf-signature/cli/files.ts');

const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
// npm changes to the project's folder; the files are named from where it was called.
if (script === 'pdf-signature' && calledFrom !== undefined) process.chdir(calledFrom);

process.exitCode = await runCommand(process.argv.slice(2), {
  ...machineFiles(),
  error: (line) => {
    try {
      writeSync(2, `${line}\n`);
    } catch {
      // Nobody listens: the exit code says enough.
    }
  },
  environment: (name) => process.env[name],
  now: () => new Date(),
  version: JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version,
});
