import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';

const SERVER = { name: 'server', inputs: ['src', 'libs', 'config', 'migrations', '.swcrc'] };
const WEB = { name: 'web', inputs: ['web'] };
const NOT_BUILT = /\.(spec|itest|e2e)\.tsx?$/;
const NOT_INPUT = new Set(['node_modules', 'dist']);

/** Builds what changed since the last build. */
export function buildAll(say = console.log) {
  buildServer(say);
  buildWeb(say);
}

export function buildServer(say = console.log) {
  unlessFresh(SERVER, join(root, 'dist', 'src', 'main.js'), () => {
    say('Biên dịch máy chủ …');
    removeLeftovers();
    const fresh = join(root, `dist.new-${process.pid}`);
    run('@swc/cli/bin/swc.js', [
      'src',
      'libs',
      'config',
      'migrations',
      '-d',
      fresh,
      '--copy-files',
      '--quiet',
    ]);
    // Swapped whole: removed files leave no compiled twin behind, a killed build leaves no half one.
    const old = join(root, `dist.old-${process.pid}`);
    if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
    renameSync(fresh, join(root, 'dist'));
    rmSync(old, { recursive: true, force: true });
  });
}

export function buildWeb(say = console.log) {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  unlessFresh(WEB, join(root, 'web', 'dist', 'index.html'), () => {
    say('Biên dịch giao diện web …');
    run('vite/bin/vite.js', ['build', 'web', '--logLevel', 'warn']);
  });
}

/** Of builds that were killed; another one may be at work in this very folder. */
function removeLeftovers() {
  for (const name of readdirSync(root)) {
    const [, pid] = /^dist\.(?:new|old)-(\d+)$/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function unlessFresh({ name, inputs }, product, build) {
  const stamps = join(root, 'var', 'build');
  const stamp = join(stamps, name);
  const wanted = fingerprint(inputs);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  build();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, wanted);
}

function fingerprint(inputs) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of inputs.flatMap((input) => filesBelow(input))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [path];
  return readdirSync(absolute, { withFileTypes: true })
    .filter(({ name }) => !NOT_INPUT.has(name) && !NOT_BUILT.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(join(path, entry.name)));
}

function run(program, args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    // Started from a test, NODE_ENV=test would leave React's development build behind for everybody.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  console.error(
    'Biên dịch không thành công: xem lỗi ở trên. (The build failed: see the error above.)',
  );
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled();
  buildAll();
}
