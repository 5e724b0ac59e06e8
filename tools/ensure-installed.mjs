import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const STAMP = join(root, 'node_modules', '.trien-lock');
const LOCK = join(root, 'package-lock.json');

/** What an outer npm hands down would change what the inner one installs. */
const HANDED_DOWN =
  /^(NODE_ENV|npm_lifecycle_.*|npm_package_.*|npm_config_(omit|include|only|production|ignore_scripts|loglevel|global|prefix|local_prefix|workspace.*))$/i;

/** Packages as the lock file names them; does nothing, within milliseconds, when they are there. */
export function ensureInstalled(say = console.log) {
  const wanted = lockStamp();
  if (read(STAMP) === wanted) return;
  if (!installedByHand()) install(say);
  writeFileSync(STAMP, wanted);
}

/** The environment for npm and its children without what `npm start` or `npm test` was given. */
export function plainEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !HANDED_DOWN.test(name)),
  );
}

/** npm as it was called, else the one on the path. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  return script !== undefined && /npm-cli\.c?js$/.test(script)
    ? { command: process.execPath, first: [script] }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', first: [] };
}

function install(say) {
  say('Cài đặt thư viện theo package-lock.json (lần đầu khoảng 1-2 phút) …');
  const { command, first } = npmCommand();
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const { status, error } = spawnSync(command, [...args, '--loglevel=error'], {
    cwd: root,
    env: plainEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  console.error(
    `Không cài được thư viện${error === undefined ? '' : ` (${error.message})`}: kiểm tra kết nối mạng, dung lượng ổ đĩa và quyền ghi vào thư mục dự án rồi chạy lại.` +
      ' (Packages could not be installed: check the network, the disk and the folder, then run again.)',
  );
  process.exit(1);
}

function lockStamp() {
  return createHash('sha256')
    .update(readFileSync(LOCK))
    .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
    .digest('hex');
}

/** npm leaves a list of what it has installed; equal lists make another `npm ci` needless. */
function installedByHand() {
  const found = read(join(root, 'node_modules', '.package-lock.json'));
  if (found === null) return false;
  const present = JSON.parse(found).packages;
  const wanted = JSON.parse(readFileSync(LOCK, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === '' || optional || peer || present[path]?.version === version,
  );
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
