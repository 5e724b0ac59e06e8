import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const LIBRARIES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so'];
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The library of SoftHSM 2, or null with a word about what is missing. */
export function findSoftHsm(): string | null {
  const library = LIBRARIES.find((path) => existsSync(path)) ?? null;
  const absent = [
    library !== null && spawnSync('softhsm2-util', ['--version']).status === 0
      ? []
      : ['softhsm2 (Debian: softhsm2)'],
    hasPackage() ? [] : ['pkcs11js (optional package of npm)'],
  ].flat();
  if (absent.length === 0) return library;
  console.warn(`${absent.join(' and ')} is absent: signing on a token is left out`);
  return null;
}

function hasPackage(): boolean {
  try {
    createRequire(import.meta.url).resolve('pkcs11js');
    return true;
  } catch {
    return false;
  }
}

export type KeyOnToken = {
  readonly id: string;
  readonly label: string;
  readonly pkcs8: Buffer;
  readonly certificate: Uint8Array;
};

export type SoftHsm = {
  readonly library: string;
  readonly label: string;
  readonly pin: string;
  readonly folder: string;
  remove(): void;
};

/** A token of its own in a folder of its own; SOFTHSM2_CONF of this process names it from then on. */
export function aSoftHsm(library: string, keys: readonly KeyOnToken[]): SoftHsm {
  const folder = mkdtempSync(join(tmpdir(), 'trien-hsm-'));
  const token = { library, label: 'Ký số thử nghiệm', pin: '482913', folder };
  mkdirSync(join(folder, 'tokens'));
  const configuration = join(folder, 'softhsm2.conf');
  writeFileSync(
    configuration,
    `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`,
  );
  process.env['SOFTHSM2_CONF'] = configuration;
  const env = { ...process.env, SOFTHSM2_CONF: configuration };
  const util = (...args: string[]): void => {
    execFileSync('softhsm2-util', args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  util(
    '--init-token',
    '--free',
    '--label',
    token.label,
    '--pin',
    token.pin,
    '--so-pin',
    '87654321',
  );
  for (const { id, label, pkcs8 } of keys) {
    const file = join(folder, `${id}.pem`);
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    writeFileSync(file, key.export({ type: 'pkcs8', format: 'pem' }));
    util(
      '--import',
      file,
      '--token',
      token.label,
      '--label',
      label,
      '--id',
      id,
      '--pin',
      token.pin,
      // Several keys of one id, as some tokens have them.
      '--force',
    );
    rmSync(file);
  }
  writeCertificates(token, keys, env);
  return {
    ...token,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** softhsm2-util takes keys only; the library itself takes what a token comes with. */
function writeCertificates(
  { library, pin }: Pick<SoftHsm, 'library' | 'pin'>,
  keys: readonly KeyOnToken[],
  env: NodeJS.ProcessEnv,
): void {
  const given = keys.map(({ id, label, certificate }) => {
    const { raw } = new X509Certificate(certificate);
    return { id, label, certificate: raw.toString('hex') };
  });
  const program = `
    import pkcs11js from 'pkcs11js';
    const { library, pin, keys } = JSON.parse(process.argv[1]);
    const hsm = new pkcs11js.PKCS11();
    hsm.load(library);
    hsm.C_Initialize();
    const session = hsm.C_OpenSession(hsm.C_GetSlotList(true)[0], 6);
    hsm.C_Login(session, 1, pin);
    for (const { id, label, certificate } of keys)
      hsm.C_CreateObject(session, [
        { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
        { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: pkcs11js.CKC_X_509 },
        { type: pkcs11js.CKA_TOKEN, value: true },
        { type: pkcs11js.CKA_ID, value: Buffer.from(id, 'hex') },
        { type: pkcs11js.CKA_LABEL, value: label },
        { type: pkcs11js.CKA_SUBJECT, value: Buffer.alloc(2) },
        { type: pkcs11js.CKA_VALUE, value: Buffer.from(certificate, 'hex') },
      ]);
    hsm.C_Finalize();`;
  execFileSync(
    process.execPath,
    ['--input-type=module', '-e', program, JSON.stringify({ library, pin, keys: given })],
    { env, cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] },
  );
}
