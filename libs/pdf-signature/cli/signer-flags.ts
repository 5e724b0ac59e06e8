import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readTrustAnchors } from '../pki/trust.js';
import type { PrepareOptions } from '../signing/prepare.js';
import { MisuseError, type CommandIo } from './command.js';
import type { Flags } from './flags.js';
import { readPkcs12, Pkcs12RefusedError } from '../credentials/pkcs12.js';
import { readInput } from './trust-flags.js';

export type CommandSigner = {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject | null;
};

/** The certificate, and the key when it is at hand: from `--p12`, or `--certificate` with `--key`. */
export function readSigner(flags: Flags, io: CommandIo): CommandSigner {
  const p12 = flags.one('p12');
  return p12 === undefined ? fromPem(flags, io) : fromPkcs12(p12, flags, io);
}

function fromPkcs12(path: string, flags: Flags, io: CommandIo): CommandSigner {
  const file = flags.one('p12-password-file');
  const password =
    file === undefined
      ? (flags.one('p12-password') ?? '')
      : Buffer.from(readInput(io, file))
          .toString('utf8')
          .replace(/\r?\n$/, '');
  try {
    const { certificate, chain, pkcs8 } = readPkcs12(readInput(io, path), password);
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    return { certificate, chain, key };
  } catch (error) {
    if (!(error instanceof Pkcs12RefusedError)) throw error;
    throw new MisuseError(`${path}: ${error.refusal}`);
  }
}

function fromPem(flags: Flags, io: CommandIo): CommandSigner {
  const own = certificates(flags.need('certificate'), io);
  const [certificate, ...others] = own;
  if (certificate === undefined) throw new MisuseError('--certificate holds no certificate');
  const more = flags.many('chain').flatMap((path) => certificates(path, io));
  const key = flags.one('key');
  return {
    certificate,
    chain: [...others, ...more].filter((der) => !isSelfSigned(der)),
    key: key === undefined ? null : readKey(key, flags, io),
  };
}

function certificates(path: string, io: CommandIo): Uint8Array[] {
  return readTrustAnchors([readInput(io, path)]).map(({ certificate }) => certificate);
}

function isSelfSigned(der: Uint8Array): boolean {
  const certificate = new X509Certificate(der);
  return certificate.checkIssued(certificate);
}

function readKey(path: string, flags: Flags, io: CommandIo): KeyObject {
  const passphrase = flags.one('key-password');
  const key = Buffer.from(readInput(io, path));
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    throw new MisuseError(`${path}: no private key, or --key-password does not open it`);
  }
}

/** The wishes for a signature that the flags spell out. */
export function readWishes(
  flags: Flags,
  io: CommandIo,
  signer: Omit<CommandSigner, 'key'>,
): PrepareOptions {
  const certify = flags.choice('certify', ['1', '2', '3']);
  const digestAlgorithm = flags.choice('digest', ['sha256', 'sha384', 'sha512']);
  const password = flags.one('password');
  const level = flags.choice('level', ['B-B', 'B-T', 'B-LT', 'B-LTA']);
  return {
    certificate: signer.certificate,
    chain: signer.chain,
    signingTime: io.now(),
    ...place(flags),
    ...appearance(flags, io),
    ...lock(flags),
    ...claims(flags),
    ...(certify === undefined ? {} : { certify: Number(certify) as 1 | 2 | 3 }),
    ...(digestAlgorithm === undefined ? {} : { digestAlgorithm }),
    ...(flags.has('pss') ? { scheme: 'pss' as const } : {}),
    ...(level === undefined ? {} : { level }),
    ...(password === undefined ? {} : { password }),
  };
}

function place(flags: Flags): Pick<PrepareOptions, 'field' | 'newField'> {
  const field = flags.one('field');
  if (field !== undefined) return { field };
  const page = Number(flags.one('page') ?? '1');
  if (!Number.isInteger(page) || page < 1) {
    throw new MisuseError('--page takes the number of a page, counted from 1');
  }
  const rect = flags.one('rect');
  const newField = { name: flags.one('new-field') ?? 'Signature1', page: page - 1 };
  return { newField: rect === undefined ? newField : { ...newField, rect: readRect(rect) } };
}

function readRect(text: string): readonly [number, number, number, number] {
  const [left, bottom, right, top, ...more] = text.split(',').map(Number);
  const numbers = [left, bottom, right, top];
  if (more.length > 0 || numbers.some((side) => side === undefined || !Number.isFinite(side))) {
    throw new MisuseError('--rect takes left,bottom,right,top in points');
  }
  return [left ?? 0, bottom ?? 0, right ?? 0, top ?? 0];
}

function appearance(flags: Flags, io: CommandIo): Pick<PrepareOptions, 'appearance'> {
  const image = flags.one('image');
  const lines = flags.many('text');
  if (image === undefined && lines.length === 0) return {};
  return {
    appearance: {
      ...(image === undefined ? {} : { image: readInput(io, image) }),
      ...(lines.length === 0 ? {} : { text: { lines } }),
    },
  };
}

function lock(flags: Flags): Pick<PrepareOptions, 'lock'> {
  const fields = flags.many('lock');
  if (fields.length === 0) return {};
  return { lock: fields.includes('all') ? 'all' : { action: 'include', fields } };
}

function claims(flags: Flags): Pick<PrepareOptions, 'reason' | 'location' | 'name'> {
  const [reason, location, name] = [flags.one('reason'), flags.one('location'), flags.one('name')];
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
    ...(name === undefined ? {} : { name }),
  };
}
