import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ensureInstalled, npmCommand, plainEnvironment } from './ensure-installed.mjs';
import { absentTools } from './outside-tools.mjs';
import { root } from './root.mjs';

const STATIC = [
  'lint',
  'format:check',
  'typecheck',
  'boundaries',
  'deadcode',
  'deploy:check',
  'settings:check',
];
/** Steps of tests with their Jest projects: the two that start the program share two workers. */
const JEST = {
  unit: ['unit'],
  integration: ['integration'],
  'end-to-end': ['http', 'browser'],
  http: ['http'],
  browser: ['browser'],
};
const WHOLE = [...STATIC, 'unit', 'integration', 'end-to-end'];
const BUILT = new Set(['end-to-end', 'http', 'browser']);
const REPORTS = join(root, 'var', 'test', 'reports');

/** Runs every check to the end, whatever fails on the way, and closes with one line of sums. */
export async function testRun(args) {
  process.chdir(root);
  ensureInstalled();
  const steps = chosenSteps(args);
  const environment = {
    ...plainEnvironment(),
    ...(args.includes('--long') ? { TRIEN_LONG: '1' } : {}),
  };
  const absent = absentTools();
  const results = [];
  let built = false;
  const checks = steps.filter((step) => STATIC.includes(step));
  results.push(...(await twoAtATime(checks, (step) => runStep(step, environment))));
  for (const step of steps.filter((other) => !STATIC.includes(other))) {
    if (BUILT.has(step) && !built) {
      const build = await runStep('build', environment);
      if (build.failed > 0) results.push(build);
      built = true;
    }
    results.push(await runStep(step, environment));
  }
  for (const result of results) console.log(summary(result));
  for (const { name, packageName } of absent) {
    console.log(`${name} is absent: its checks were left out (Debian package ${packageName})`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  if (sum('skipped') > 0) console.log(`${sum('skipped')} skipped`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

function chosenSteps(args) {
  const all = [...STATIC, ...Object.keys(JEST)];
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  if (at < 0) return WHOLE;
  const list = args[at].includes('=') ? args[at].slice('--only='.length) : (args[at + 1] ?? '');
  const chosen = list.split(',').filter((step) => step !== '');
  const unknown = chosen.filter((step) => !all.includes(step));
  if (unknown.length === 0 && chosen.length > 0) return chosen;
  console.error(`--only takes some of: ${all.join(', ')}`);
  process.exit(1);
}

/** Checks of the sources wait on one core each: two share the machine, in the order of the list. */
async function twoAtATime(steps, work) {
  const results = new Map();
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      results.set(step, await work(step));
    }
  };
  await Promise.all([worker(), worker()]);
  return steps.map((step) => results.get(step));
}

async function runStep(step, environment) {
  const started = performance.now();
  if (!STATIC.includes(step)) console.log(`\n== ${step}`);
  const counts = Object.hasOwn(JEST, step)
    ? await runJest(step, environment)
    : await runScript(step, environment);
  return { step, ...counts, seconds: (performance.now() - started) / 1000 };
}

async function runScript(name, environment) {
  const { command, first } = npmCommand();
  const code = await run(command, [...first, 'run', '-s', name], environment, name);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function runJest(step, environment) {
  mkdirSync(REPORTS, { recursive: true });
  const report = join(REPORTS, `${step}.json`);
  rmSync(report, { force: true });
  const { command, first } = npmCommand();
  const options = ['--selectProjects', ...JEST[step], '--json', '--outputFile', report];
  const code = await run(command, [...first, 'run', '-s', 'jest', '--', ...options], environment);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const found = JSON.parse(readFileSync(report, 'utf8'));
  const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
  return {
    passed: found.numPassedTests,
    // A run may also fail outside its tests, in the setup of the server for example.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/** With a title, what the command says is kept together below it, whoever runs beside it. */
function run(command, args, env, title) {
  return new Promise((resolve) => {
    // Jest writes its whole report to the standard output as well when asked for JSON.
    const output = args.includes('--json') ? 'ignore' : 'inherit';
    const stdio = ['ignore', ...(title === undefined ? [output, 'inherit'] : ['pipe', 'pipe'])];
    const child = spawn(command, args, { cwd: root, env, stdio });
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.once('close', () => {
      if (title !== undefined) console.log(`\n== ${title}\n${Buffer.concat(said)}`.trimEnd());
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function summary({ step, passed, failed, skipped, seconds }) {
  const mark = failed === 0 ? 'ok  ' : 'FAIL';
  const left = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${mark} ${step.padEnd(16)} ${passed} passed, ${failed} failed${left} (${seconds.toFixed(1)} s)`;
}
