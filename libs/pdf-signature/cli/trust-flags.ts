import { PdfSignatureError } from '../errors.js';
import { readTrustAnchors, readTrustList, type TrustAnchor } from '../pki/trust.js';
import { evidenceClient } from '../services/evidence-client.js';
import { allowedHostsFetcher, type Fetcher } from '../services/fetcher.js';
import { timeStampClient } from '../services/time-stamp-client.js';
import type { EvidenceSource, TimeStamper } from '../signing/services.js';
import { MisuseError, type CommandIo } from './command.js';
import type { Flags } from './flags.js';

/** Anchors of `--trust` (PEM bundles, DER) and `--trust-list` (JSON). */
export function readAnchors(flags: Flags, io: CommandIo): TrustAnchor[] {
  const lists = flags.many('trust-list').map((path) => {
    return readTrustList(Buffer.from(readInput(io, path)).toString('utf8'));
  });
  const files = flags.many('trust').map((path) => readInput(io, path));
  return [...readTrustAnchors(files), ...lists.flat()];
}

/** @throws MisuseError naming the file */
export function readInput(io: CommandIo, path: string): Uint8Array {
  try {
    return io.read(path);
  } catch (error) {
    throw new MisuseError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The moment of judging; now when `--at` is left out. */
export function readMoment(flags: Flags, io: CommandIo): Date {
  const text = flags.one('at');
  if (text === undefined) return io.now();
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) {
    throw new MisuseError(`--at takes a moment such as 2026-03-02T09:15:00+07:00, not "${text}"`);
  }
  return moment;
}

export type Services = { readonly timeStamper: TimeStamper; readonly evidence: EvidenceSource };

/** Services on the network: the hosts of `--tsa`, and those that `--allow-host` names. */
export function openServices(flags: Flags, io: CommandIo): Services {
  const urls = flags.many('tsa');
  const shared = {
    fetcher: fetcherOf(flags),
    trustAnchors: readAnchors(flags, io),
    clock: { now: io.now },
  };
  const authorities = urls.map((url) => ({ url }));
  return {
    timeStamper: timeStampClient({ ...shared, authorities }),
    evidence: evidenceClient(shared),
  };
}

function fetcherOf(flags: Flags): Fetcher {
  const hosts = flags.many('tsa').map((url) => {
    try {
      return new URL(url).host;
    } catch {
      throw new MisuseError(`--tsa takes an address such as http://tsa.example.vn/, not "${url}"`);
    }
  });
  return allowedHostsFetcher([...hosts, ...flags.many('allow-host')]);
}

/** Evidence from the network, when hosts are allowed; what cannot be had stays unknown. */
export async function gatherOrNothing(
  source: EvidenceSource,
  request: Parameters<EvidenceSource['gather']>[0],
): ReturnType<EvidenceSource['gather']> {
  try {
    return await source.gather(request);
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return { certificates: [], ocsp: [], crls: [] };
  }
}
