import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { chown, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { env, geteuid } from 'node:process';
import { closedFolder, EmbeddedPostgresError } from './errors.js';

/** How a PostgreSQL program is started: PostgreSQL refuses to run as root. */
export type Identity = {
  readonly kind: 'self' | 'namespace' | 'user';
  readonly prefix: readonly string[];
  readonly owner: { readonly uid: number; readonly gid: number } | null;
};

/** An identity that an earlier start has used is kept: the files of the cluster are its own. */
type Need = { readonly program: string; readonly directory: string; readonly data: string };

const SELF: Identity = { kind: 'self', prefix: [], owner: null };
const NOBODY = 65_534;
const STAND_INS = ['postgres', 'node', 'nobody'];

/**
 * As root a user namespace is tried first: the files stay root's, no account is needed and a
 * closed parent folder (mode 0700) is no obstacle. Containers often refuse namespaces; then an
 * ordinary account of the machine runs the server.
 */
export function chooseIdentity(need: Need): Identity {
  if (geteuid?.() !== 0) return SELF;
  const candidates = existsSync(need.data) ? [keeperOf(need.data)] : newcomers(need.directory);
  const chosen = candidates.find((candidate) => mayRun(candidate, need));
  if (chosen !== undefined) return chosen;
  throw candidates.some(({ kind, owner }) => kind === 'user' && owner !== null)
    ? closedFolder(need.directory)
    : namespacesRefused();
}

/** Hands the folder over when an account other than root runs the server. */
export async function handOver(identity: Identity, directory: string): Promise<void> {
  if (identity.owner === null) return;
  const { uid, gid } = identity.owner;
  await chown(directory, uid, gid);
  for (const name of await readdir(directory)) await chown(join(directory, name), uid, gid);
}

export function spawnIdentity({ owner }: Identity): { uid?: number; gid?: number } {
  return owner === null ? {} : { uid: owner.uid, gid: owner.gid };
}

function keeperOf(data: string): Identity {
  const { uid, gid } = statSync(data);
  return uid === 0 ? namespace() : account(uid, gid);
}

function newcomers(directory: string): Identity[] {
  return [namespace(), ...ownersAbove(directory), ...STAND_INS.flatMap(lookUp)];
}

/** Root may work in somebody's closed home; that person can enter it. */
function ownersAbove(directory: string): Identity[] {
  const { uid, gid } = statSync(directory);
  const own = uid === 0 ? [] : [account(uid, gid)];
  const parent = dirname(directory);
  return parent === directory ? own : [...own, ...ownersAbove(parent)];
}

function namespace(): Identity {
  const map = [`--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  return { kind: 'namespace', prefix: ['unshare', '--user', ...map], owner: null };
}

function account(uid: number, gid: number): Identity {
  return { kind: 'user', prefix: [], owner: { uid, gid } };
}

function lookUp(name: string): Identity[] {
  const ask = (flag: string): number =>
    Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10);
  const [uid, gid] = [ask('-u'), ask('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? [account(uid, gid)] : [];
}

/** The kernel is asked by doing it: modes, namespaces and mounts all have a say. */
function mayRun(identity: Identity, { program, directory }: Need): boolean {
  const writable = identity.kind === 'user' ? 'true' : 'test -w "$1"';
  const [command = 'sh', ...args] = [
    ...identity.prefix,
    ...['sh', '-c', `"$0" --version && test -x "$1" && ${writable}`, program, directory],
  ];
  const probe = spawnSync(command, args, { stdio: 'ignore', env, ...spawnIdentity(identity) });
  return probe.status === 0;
}

function namespacesRefused(): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'namespaces-refused',
    'PostgreSQL đi kèm không chạy được dưới quyền root vì hệ thống không cho dùng không gian tên người dùng (unshare): chạy bằng tài khoản thường hoặc đặt DATABASE_URL.',
    'The bundled PostgreSQL cannot run as root because this system refuses user namespaces (unshare): use an ordinary account or set DATABASE_URL.',
  );
}
