// Plays the Dockerfile without a container engine: each stage is a folder, each RUN a shell in it,
// and the program of the last stage is started against a PostgreSQL of its own and asked for its health.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import './typescript/register.mjs';
import { readCopy, readDockerfile } from './container-files.mjs';
import { plainEnvironment } from './ensure-installed.mjs';
import { root } from './root.mjs';

const { startEmbeddedPostgres } =
  await import('../src/platform/database/embedded-postgres/index.ts');
const work = mkdtempSync(join(tmpdir(), 'trien-image-'));

try {
  const context = exportContext();
  const stages = new Map();
  for (const stage of readDockerfile()) stages.set(stage.name, playStage(stage, context, stages));
  await askForHealth([...stages.values()].at(-1));
  console.log('Every step of the Dockerfile ran; the program of the last stage answers.');
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** What git knows of, as it stands now: like the build context without what .dockerignore names. */
function exportContext() {
  const context = join(work, 'context');
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter((name) => name !== '')) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(context, file));
  }
  return context;
}

function playStage({ name, steps }, context, stages) {
  const files = join(work, `stage-${name}`);
  const state = { files, folder: files, env: {}, command: [] };
  for (const { keyword, rest } of steps) {
    console.log(`${name}: ${keyword} ${rest}`);
    if (keyword === 'WORKDIR') state.folder = join(files, rest);
    if (keyword === 'WORKDIR') mkdirSync(state.folder, { recursive: true });
    if (keyword === 'ENV') Object.assign(state.env, readAssignments(rest));
    if (keyword === 'COPY') copy(readCopy(rest), state, context, stages);
    if (keyword === 'RUN') runStep(rest, state);
    if (keyword === 'CMD') state.command = JSON.parse(rest);
  }
  return state;
}

function copy({ from, sources, target }, state, context, stages) {
  const base = from === undefined ? context : stages.get(from).files;
  for (const source of sources) {
    const path = join(base, source);
    const folder = target.endsWith('/') && !statSync(path).isDirectory();
    const goal = join(target.startsWith('/') ? state.files : state.folder, target);
    cpSync(path, folder ? join(goal, basename(source)) : goal, { recursive: true });
  }
}

function runStep(command, { folder, env }) {
  const options = { cwd: folder, env: { ...plainEnvironment(), ...env }, stdio: 'inherit' };
  const { status } = spawnSync('sh', ['-c', command], options);
  if (status !== 0) throw new Error(`RUN ${command} ended with ${status}`);
}

async function askForHealth({ folder, env, command }) {
  const database = await startEmbeddedPostgres({ directory: join(work, 'postgres') });
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      ...plainEnvironment(),
      ...env,
      ...{ DATABASE_URL: database.url, HOST: '127.0.0.1', PORT: '0', VAR_DIR: join(folder, 'var') },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await addressOf(child);
    const { status } = await fetch(`${address}/api/v1/health`);
    if (status !== 200) throw new Error(`The program answers ${status}`);
  } finally {
    child.kill('SIGTERM');
    await Promise.race([new Promise((resolve) => child.once('exit', resolve)), sleep(20_000)]);
    await database.stop();
  }
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      const found = /http:\/\/localhost:\d+/.exec(String(chunk));
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}`)));
  });
}

function readAssignments(rest) {
  return Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
}
