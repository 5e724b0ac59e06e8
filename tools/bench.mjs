import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildServer } from './build.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';

/** `npm run -s bench -- NAME`: runs bench/NAME.ts and prints its figures as one JSON object. */
const quiet = () => undefined;
ensureInstalled(quiet);
buildServer(quiet);
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/@swc/cli/bin/swc.js'),
    'bench',
    'test/scenario',
    '-d',
    'dist',
    '--quiet',
  ],
  { cwd: root, stdio: 'inherit' },
);
if (status !== 0) process.exit(1);

const name = process.argv[2] ?? '';
const file = join(root, 'dist', 'bench', `${name}.js`);
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  const names = readdirSync(join(root, 'bench')).map((entry) => entry.replace(/\.ts$/, ''));
  console.error(`Chọn một phép đo / choose a benchmark: ${names.join(', ')}`);
  process.exit(2);
}
const { run } = await import(pathToFileURL(file).href);
console.log(JSON.stringify(await run(), null, 2));
process.exit(0);
