import { completeSignature, dataToSign, digestToSign, signPrepared } from '../signing/complete.js';
import {
  completeDocumentTimeStamp,
  prepareDocumentTimeStamp,
} from '../signing/document-time-stamp.js';
import { extendSignatures, stampSignature } from '../signing/extend.js';
import type { PreparedSignature } from '../signing/prepared.js';
import { prepareSignature } from '../signing/prepare.js';
import { EXIT, MisuseError, type CommandIo, type ExitCode } from './command.js';
import type { Flags } from './flags.js';
import { readSigner, readWishes } from './signer-flags.js';
import { openServices, readInput } from './trust-flags.js';

/** Signs with a key at hand, up to the level that is asked for. */
export async function signCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const pdf = readInput(io, flags.onlyFile());
  const signer = readSigner(flags, io);
  if (signer.key === null) throw new MisuseError('--key or --p12 is missing');
  const wishes = readWishes(flags, io, signer);
  needAuthority(flags, wishes.level ?? 'B-B');
  const prepared = prepareSignature(pdf, wishes);
  const value = await signPrepared(prepared, signer.key);
  const signed = await complete(pdf, { prepared, value }, { flags, io });
  return done(flags, io, await raise(signed, wishes.level ?? 'B-B', { flags, io }));
}

function needAuthority(flags: Flags, level: string): void {
  if (level !== 'B-B' && flags.many('tsa').length === 0) {
    throw new MisuseError(`${level} needs a time-stamping authority: --tsa URL`);
  }
}

type Around = { readonly flags: Flags; readonly io: CommandIo };

async function complete(
  pdf: Uint8Array,
  { prepared, value }: { readonly prepared: PreparedSignature; readonly value: Uint8Array },
  { flags, io }: Around,
): Promise<Uint8Array> {
  const now = io.now();
  if (prepared.level === 'B-B') return completeSignature(pdf, prepared, value, { now });
  const { timeStamper } = openServices(flags, io);
  const timeStamp = await stampSignature(prepared, value, timeStamper);
  return completeSignature(pdf, prepared, value, { now, timeStamp });
}

function raise(pdf: Uint8Array, level: string, { flags, io }: Around): Promise<Uint8Array> {
  if (level !== 'B-LT' && level !== 'B-LTA') return Promise.resolve(pdf);
  return extendSignatures(pdf, level, openServices(flags, io), passwordOf(flags));
}

function passwordOf(flags: Flags): { password?: string } {
  const password = flags.one('password');
  return password === undefined ? {} : { password };
}

/** Lays the signature out, for a signer elsewhere: writes the preparation and tells the digest. */
export function prepareCommand(flags: Flags, io: CommandIo): ExitCode {
  const pdf = readInput(io, flags.onlyFile());
  const prepared = prepareSignature(pdf, readWishes(flags, io, readSigner(flags, io)));
  io.write(flags.need('output'), Buffer.from(JSON.stringify(prepared)));
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
    throw new MisuseError('give the PDF and the file with the raw signature value');
  }
  const pdf = readInput(io, file);
  const prepared = readPrepared(flags, io);
  const value = readInput(io, valueFile);
  needAuthority(flags, prepared.level);
  return done(flags, io, await complete(pdf, { prepared, value }, { flags, io }));
}

function readPrepared(flags: Flags, io: CommandIo): PreparedSignature {
  const path = flags.need('prepared');
  try {
    return JSON.parse(Buffer.from(readInput(io, path)).toString('utf8')) as PreparedSignature;
  } catch (error) {
    if (error instanceof MisuseError) throw error;
    throw new MisuseError(`${path}: not a preparation written by "prepare"`);
  }
}

/** Adds a document time-stamp. */
export async function timestampCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const pdf = readInput(io, flags.onlyFile());
  needAuthority(flags, 'a time-stamp');
  const prepared = prepareDocumentTimeStamp(pdf, passwordOf(flags));
  const imprint = Buffer.from(prepared.documentDigest, 'hex');
  const { timeStamper } = openServices(flags, io);
  const token = await timeStamper.stamp(imprint, prepared.digestAlgorithm);
  return done(flags, io, completeDocumentTimeStamp(pdf, prepared, token));
}

/** Raises the signatures of a file to a level, or renews what is at B-LTA already. */
export async function extendCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  const pdf = readInput(io, flags.onlyFile());
  const level = flags.choice('level', ['B-T', 'B-LT', 'B-LTA']) ?? 'B-LTA';
  needAuthority(flags, level);
  const services = openServices(flags, io);
  return done(flags, io, await extendSignatures(pdf, level, services, passwordOf(flags)));
}

function done(flags: Flags, io: CommandIo, pdf: Uint8Array): ExitCode {
  io.write(flags.need('output'), pdf);
  return EXIT.done;
}
