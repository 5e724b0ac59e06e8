#!/usr/bin/env node
import './check-node.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { ensureInstalled } from './ensure-installed.mjs';

/** `npm run -s pdf-signature -- verify FILE...`: the command line of libs/pdf-signature. */
ensureInstalled(() => undefined);
await import('./typescript/register.mjs');
const { runCommand } = await import('../libs/pdf-signature/cli/run.ts');

process.exitCode = await runCommand(process.argv.slice(2), {
  read: (path) => readFileSync(path),
  write: (path, bytes) => writeFileSync(path, bytes),
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
  now: () => new Date(),
});
