import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { Pkcs12Refusal } from '../credentials/pkcs12.js';
import { SignatureRefusedError } from '../errors.js';
import { MisuseError, type CommandIo } from './command.js';
import type { Flags } from './flags.js';
import { readInput, secretOf } from './inputs.js';
import { tell } from './terminal.js';
import { certificatesAt } from './trust-flags.js';

export type CommandSigner = {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject | null;
};

/** The certificate, and the key when it is at hand: from `--p12`, or `--certificate` with `--key`. */
export async function readSigner(flags: Flags, io: CommandIo): Promise<CommandSigner> {
  const p12 = flags.one('p12');
  const signer = p12 === undefined ? fromFiles(flags, io) : await fromPkcs12(p12, flags, io);
  warnOfPeriod(signer.certificate, flags, io);
  return signer;
}

const REFUSALS: Readonly<Record<Pkcs12Refusal, readonly [string, string]>> = {
  unreadable: ['không phải tệp PKCS#12', 'no PKCS#12 file'],
  'wrong-password': ['sai mật khẩu', 'the password is wrong'],
  unsupported: ['kiểu mã hóa không được hỗ trợ', 'its kind of encryption is not supported'],
  'no-key': ['không có khóa', 'it holds no private key'],
  'several-keys': [
    'có nhiều khóa: tách riêng khóa cần dùng',
    'it holds several keys: keep the wanted one alone',
  ],
  'no-certificate-for-key': [
    'không có chứng thư số của khóa',
    'it holds no certificate for its key',
  ],
  'too-slow': ['số vòng lặp quá lớn', 'too many iterations'],
};

async function fromPkcs12(path: string, flags: Flags, io: CommandIo): Promise<CommandSigner> {
  const other = (['key', 'certificate'] as const).find((name) => flags.one(name) !== undefined);
  if (other !== undefined) {
    throw new MisuseError(
      `--p12 đã có khóa và chứng thư số: bỏ --${other}`,
      `--p12 holds key and certificate: leave --${other} out`,
    );
  }
  const { Pkcs12RefusedError, readPkcs12 } = await import('../credentials/pkcs12.js');
  const password = secretOf(flags, io, 'p12-password') ?? '';
  try {
    const { certificate, chain, pkcs8 } = readPkcs12(readInput(io, path), password);
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    return { certificate, chain: [...chain, ...moreIssuers(flags, io, chain)], key };
  } catch (error) {
    if (!(error instanceof Pkcs12RefusedError)) throw error;
    const { refusal } = error;
    const [vi, en] = REFUSALS[refusal];
    throw new MisuseError(`${path}: ${vi}`, `${path}: ${en} (${refusal})`);
  }
}

function fromFiles(flags: Flags, io: CommandIo): CommandSigner {
  const own = certificates(flags.need('certificate'), io);
  const path = flags.one('key');
  const key = path === undefined ? null : readKey(path, flags, io);
  const certificate = key === null ? own[0] : own.find((der) => isOf(der, key));
  if (certificate === undefined) throw new SignatureRefusedError('signature.key-mismatch');
  const others = own.filter((der) => der !== certificate && !isSelfSigned(der));
  return { certificate, chain: [...others, ...moreIssuers(flags, io, others)], key };
}

function certificates(path: string, io: CommandIo): Uint8Array[] {
  return certificatesAt(path, io).map(({ certificate }) => certificate);
}

/** The root is left out, since every verifier has it; so is what is there already. */
function moreIssuers(flags: Flags, io: CommandIo, known: readonly Uint8Array[]): Uint8Array[] {
  return flags
    .many('chain')
    .flatMap((path) => certificates(path, io))
    .filter((der) => !isSelfSigned(der) && !known.some((one) => Buffer.compare(one, der) === 0));
}

function isOf(der: Uint8Array, key: KeyObject): boolean {
  return new X509Certificate(der).checkPrivateKey(key);
}

function isSelfSigned(der: Uint8Array): boolean {
  const certificate = new X509Certificate(der);
  return certificate.checkIssued(certificate);
}

/** A signature outside the period is nobody's mistake but the caller's: said, not refused. */
function warnOfPeriod(der: Uint8Array, { languages }: Flags, io: CommandIo): void {
  const { validFrom, validTo } = new X509Certificate(der);
  const now = io.now();
  if (now >= new Date(validFrom) && now <= new Date(validTo)) return;
  const day = (text: string): string => new Date(text).toISOString().slice(0, 10);
  const period = `${day(validFrom)} .. ${day(validTo)}`;
  tell(io, languages, {
    vi: `chứng thư số không trong thời hạn: ${period}`,
    en: `certificate outside its period: ${period}`,
  });
}

function readKey(path: string, flags: Flags, io: CommandIo): KeyObject {
  const key = Buffer.from(readInput(io, path));
  const passphrase = secretOf(flags, io, 'key-password');
  const secret = passphrase === undefined ? {} : { passphrase };
  const isDer = key[0] === 0x30;
  const ways = isDer
    ? (['pkcs8', 'pkcs1', 'sec1'] as const).map((type) => ({ format: 'der' as const, type }))
    : [{ format: 'pem' as const }];
  for (const way of ways) {
    try {
      return createPrivateKey({ key, ...way, ...secret });
    } catch {
      continue;
    }
  }
  throw new MisuseError(
    `${path}: không phải khóa riêng, hoặc sai mật khẩu (--key-password-file)`,
    `${path}: no private key, or --key-password does not open it`,
  );
}
