import {
  completeSignature,
  dataToSign,
  digestToSign,
  fittingValue,
  signPrepared,
} from '../signing/complete.js';
import { BASELINE_LEVELS, EXTENDED_LEVELS, type BaselineLevel } from '../baseline-levels.js';
import type { OpenOptions } from '../pdf/document.js';
import { extendSignatures, stampDocument, stampSignature } from '../signing/extend.js';
import type { PreparedSignature } from '../signing/prepared.js';
import { prepareSignature } from '../signing/prepare.js';
import type { TrustAnchor } from '../pki/trust.js';
import { reasonSentence } from '../validation/reason-sentences.js';
import type { ReasonCode, VerifyOptions } from '../validation/report.js';
import { EXIT, MisuseError, ResultRefusedError, type CommandIo, type ExitCode } from './command.js';
import type { Flags } from './flags.js';
import { outputOf, passwordOf, readInput } from './inputs.js';
import { readPrepared } from './read-prepared.js';
import { openServices, type Services } from './service-flags.js';
import { readSigner } from './signer-flags.js';
import { readAnchors } from './trust-flags.js';
import { readWishes } from './wish-flags.js';

/** Signs with a key at hand, up to the level that is asked for. */
export async function signCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const file = flags.onlyFile();
  if ((flags.one('p12') ?? flags.one('key')) === undefined) throw keyMissing();
  const level = flags.choice('level', BASELINE_LEVELS) ?? 'B-B';
  needAuthority(flags, level);
  const output = outputOf(flags, io);
  const services = await servicesOf(flags, io);
  const pdf = readInput(io, file);
  const signer = await readSigner(flags, io);
  const { key } = signer;
  if (key === null) throw keyMissing();
  const open = passwordOf(flags, io);
  const prepared = prepareSignature(pdf, readWishes(pdf, signer, { flags, io, open }));
  const value = await signPrepared(prepared, key);
  const made = { pdf, prepared, value, level, open };
  io.write(output, await complete(made, services, io.now()));
  return EXIT.done;
}

function keyMissing(): MisuseError {
  return new MisuseError('thiếu --key hoặc --p12', '--key or --p12 is missing');
}

function needAuthority(flags: Flags, level: BaselineLevel | 'timestamp'): void {
  if (level === 'B-B') return;
  if (flags.many('tsa').length === 0) {
    throw new MisuseError(
      `${level} cần nơi cấp dấu thời gian: --tsa URL`,
      `${level} needs a time-stamping authority: --tsa URL`,
    );
  }
  if (flags.many('trust').length + flags.many('trust-list').length > 0) return;
  throw new MisuseError(
    `${level} cần chứng thư số được tin cậy để kiểm tra dấu thời gian: --trust FILE`,
    `${level} needs trusted certificates, to judge the time-stamp by: --trust FILE`,
  );
}

type Trusting = Services & { readonly trustAnchors: readonly TrustAnchor[] };

async function servicesOf(flags: Flags, io: CommandIo): Promise<Trusting> {
  flags.choice('revocation', ['always', 'when-named']);
  const trustAnchors = await readAnchors(flags, io);
  return { ...openServices(flags, io, trustAnchors), trustAnchors };
}

type Made = {
  readonly pdf: Uint8Array;
  readonly prepared: PreparedSignature;
  readonly value: Uint8Array;
  readonly level: BaselineLevel;
  readonly open: OpenOptions;
};

async function complete(
  { pdf, prepared, value, level, open }: Made,
  services: Trusting,
  now: Date,
): Promise<Uint8Array> {
  const signed =
    prepared.level === 'B-B'
      ? completeSignature(pdf, prepared, value, { now })
      : completeSignature(pdf, prepared, value, {
          now,
          timeStamp: await stampSignature(prepared, value, services.timeStamper),
        });
  if (level === 'B-B' || (level === 'B-T' && prepared.level !== 'B-B')) return signed;
  const raised = await extendSignatures(signed, level, services, open);
  const { trustAnchors } = services;
  await refuseRevoked(raised, prepared.field, { ...open, trustAnchors, at: now });
  return raised;
}

const REVOKED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'certificate-revoked',
  'certificate-suspended',
  'authority-revoked',
]);

/** What was gathered just now tells, too, when the signature can never be good. */
async function refuseRevoked(
  raised: Uint8Array,
  field: string,
  options: VerifyOptions,
): Promise<void> {
  const { verifyPdf } = await import('../validation/verify.js');
  const { signatures } = verifyPdf(raised, options);
  const own = signatures.find((signature) => signature.field === field);
  const reason = own?.reasons.find((one) => REVOKED.has(one));
  if (reason === undefined) return;
  const { vi, en } = reasonSentence(reason);
  throw new ResultRefusedError({
    vi: `${vi} Chưa ghi gì. (${reason})`,
    en: `${en} Nothing was written. (${reason})`,
  });
}

/** Lays the signature out, for a signer elsewhere: writes the preparation and tells the digest. */
export async function prepareCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const file = flags.onlyFile();
  const output = outputOf(flags, io, [file]);
  if (output === '-') {
    throw new MisuseError(
      'prepare cần tệp kết quả: đầu ra chuẩn đã dành cho giá trị băm',
      'prepare wants a file for its result: stdout tells the digest',
    );
  }
  const pdf = readInput(io, file);
  const signer = await readSigner(flags, io);
  const open = passwordOf(flags, io);
  const prepared = prepareSignature(pdf, readWishes(pdf, signer, { flags, io, open }));
  io.write(output, Buffer.from(JSON.stringify(prepared)));
  const isWhole = prepared.scheme === 'ed25519';
  const digest = isWhole ? null : Buffer.from(digestToSign(prepared)).toString('hex');
  const data = Buffer.from(dataToSign(prepared)).toString('base64');
  const { digestAlgorithm, scheme, field } = prepared;
  io.out(JSON.stringify({ field, scheme, digestAlgorithm, digest, data }));
  return EXIT.done;
}

/** Puts the value that came from elsewhere into its preparation. */
export async function completeCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const [file, valueFile, ...more] = flags.files;
  if (file === undefined || valueFile === undefined || more.length > 0) {
    throw new MisuseError(
      'cần tệp PDF và tệp chứa giá trị chữ ký thô',
      'give the PDF and the file with the raw signature value',
    );
  }
  const prepared = readPreparation(flags, io);
  const level = flags.choice('level', BASELINE_LEVELS) ?? prepared.level;
  needAuthority(flags, level === 'B-B' ? prepared.level : level);
  const output = outputOf(flags, io, [valueFile]);
  const services = await servicesOf(flags, io);
  const pdf = readInput(io, file);
  const given = readInput(io, valueFile);
  const value = fittingValue(prepared, given) ?? given;
  const made = { pdf, prepared, value, level, open: passwordOf(flags, io) };
  io.write(output, await complete(made, services, io.now()));
  return EXIT.done;
}

function readPreparation(flags: Flags, io: CommandIo): PreparedSignature {
  const path = flags.need('prepared');
  return readPrepared(readInput(io, path), path);
}

/** Adds a document time-stamp. */
export async function timestampCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const file = flags.onlyFile();
  needAuthority(flags, 'timestamp');
  const output = outputOf(flags, io);
  const { timeStamper } = await servicesOf(flags, io);
  const pdf = readInput(io, file);
  io.write(output, await stampDocument(pdf, timeStamper, passwordOf(flags, io)));
  return EXIT.done;
}

/** Raises the signatures of a file to a level, or renews what is at B-LTA already. */
export async function extendCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const file = flags.onlyFile();
  const level = flags.choice('level', EXTENDED_LEVELS) ?? 'B-LTA';
  needAuthority(flags, level);
  const output = outputOf(flags, io);
  const services = await servicesOf(flags, io);
  const pdf = readInput(io, file);
  io.write(output, await extendSignatures(pdf, level, services, passwordOf(flags, io)));
  return EXIT.done;
}
