import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildAll } from './build.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';

/** `npm run demo -- --out DIR`: plays the whole scenario against a fresh office and keeps what it leaves. */
const { values } = parseArgs({ options: { out: { type: 'string', default: 'var/demo' } } });
ensureInstalled();
buildAll();
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/@swc/cli/bin/swc.js'), 'test/scenario', '-d', 'dist', '--quiet'],
  { cwd: root, stdio: 'inherit' },
);
if (status !== 0) process.exit(1);
const file = join(root, 'dist', 'test', 'scenario', 'run-demo.js');
const { runDemo } = await import(pathToFileURL(file).href);
process.exit((await runDemo(root, values.out)) ? 0 : 1);
