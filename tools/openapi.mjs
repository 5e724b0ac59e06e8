import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Writes openapi.json from the running program, and the web's types from that. */
function run(program, args, env = {}) {
  const { status } = spawnSync(process.execPath, [...program, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const jest = [
  '--experimental-vm-modules',
  '--no-warnings=ExperimentalWarning',
  join(root, 'node_modules/jest/bin/jest.js'),
];
run(jest, ['--selectProjects', 'http', '--testPathPatterns', 'test/http/openapi.e2e.ts'], {
  TRIEN_WRITE_OPENAPI: '1',
});
run(
  [join(root, 'node_modules/openapi-typescript/bin/cli.js')],
  ['openapi.json', '--default-non-nullable=false', '-o', 'web/src/api/schema.d.ts'],
);
