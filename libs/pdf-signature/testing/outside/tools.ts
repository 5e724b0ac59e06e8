import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pemOf } from '../../fixtures/openssl.js';
import type { TestIdentity } from '../../fixtures/test-authority.js';

/** Which of these programs are not installed. */
export function missingTools(...tools: readonly string[]): string[] {
  return tools.filter(
    (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );
}

/** Runs a program on a file in a folder of its own; `{}` in its arguments stands for the folder. */
function transformed(
  pdf: Uint8Array,
  steps: readonly (readonly string[])[],
  files: Readonly<Record<string, Uint8Array | string>> = {},
): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-outside-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
    for (const [tool = '', ...rest] of steps) {
      const args = rest.map((argument) => argument.replaceAll('{}', folder));
      const { error, status, stderr } = spawnSync(tool, args, { encoding: 'utf8' });
      if (error !== undefined || (status !== 0 && status !== 3))
        throw new Error(`${tool} ${args.join(' ')}: ${stderr}`);
    }
    return readFileSync(join(folder, 'out.pdf'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function byQpdf(pdf: Uint8Array, ...options: readonly string[]): Uint8Array {
  return transformed(pdf, [['qpdf', ...options, '--', '{}/in.pdf', '{}/out.pdf']]);
}

/** Signs the empty field, then one of its own, with the key in a database of NSS. */
export function signByPdfsig(
  pdf: Uint8Array,
  field: string,
  who: TestIdentity,
  root: Uint8Array,
): Uint8Array {
  const key = who.key.export({ type: 'pkcs8', format: 'pem' });
  const p12 = ['-passout', 'pass:nss', '-name', 'ky', '-out', '{}/ky.p12'];
  const sign = ['pdfsig', '-nssdir', 'sql:{}', '-nss-pwd', 'nss', '-nick', 'ky'];
  const nss = ['-d', 'sql:{}', '-f', '{}/password'];
  return transformed(
    pdf,
    [
      ['certutil', '-N', ...nss],
      ['certutil', '-A', ...nss, '-n', 'root', '-t', 'CT,C,C', '-i', '{}/root.pem', '-a'],
      ['openssl', 'pkcs12', '-export', '-inkey', '{}/key.pem', '-in', '{}/cert.pem', ...p12],
      ['pk12util', '-i', '{}/ky.p12', '-d', 'sql:{}', '-k', '{}/password', '-W', 'nss'],
      [...sign, '-sign', field, '{}/in.pdf', '{}/once.pdf'],
      [...sign, '-add-signature', '{}/once.pdf', '{}/out.pdf'],
    ],
    {
      password: 'nss\n',
      'root.pem': pemOf(root),
      'cert.pem': pemOf(who.certificate),
      'key.pem': typeof key === 'string' ? key : new Uint8Array(key),
    },
  );
}
