import { PdfSignatureError } from '../errors.js';
import { readTrustAnchors, readTrustList, type TrustAnchor } from '../pki/trust.js';
import { MisuseError, type CommandIo } from './command.js';
import type { Flags } from './flags.js';
import { readInput } from './inputs.js';

/** Anchors of `--trust` (PEM, DER, folders) and `--trust-list` (JSON, also from the network). */
export async function readAnchors(flags: Flags, io: CommandIo): Promise<TrustAnchor[]> {
  const anchors = flags.many('trust').flatMap((path) => anchorsAt(path, io));
  for (const place of flags.many('trust-list')) {
    const isAddress = /^[a-z][a-z0-9+.-]+:\/\//i.test(place);
    const json = isAddress ? await fetchList(place) : readInput(io, place);
    anchors.push(...read(place, () => readTrustList(Buffer.from(json).toString('utf8'))));
  }
  return anchors;
}

const CERTIFICATE = /\.(pem|crt|cer|der)$/i;

function anchorsAt(path: string, io: CommandIo): TrustAnchor[] {
  const files = io.list(path);
  if (files === null) return certificatesAt(path, io);
  const named = files.filter((file) => CERTIFICATE.test(file));
  if (named.length === 0) {
    throw new MisuseError(
      `${path}: thư mục không có tệp .pem, .crt, .cer hay .der`,
      `${path}: the folder holds no .pem, .crt, .cer or .der`,
    );
  }
  return named.flatMap((file) => certificatesAt(file, io));
}

/** Certificates of a file, as anchors without limits. @throws MisuseError naming the file */
export function certificatesAt(path: string, io: CommandIo): TrustAnchor[] {
  const file = readInput(io, path);
  return read(path, () => readTrustAnchors([file]));
}

function read<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    throw new MisuseError(
      `${path}: không phải chứng thư số PEM, DER hay danh sách tin cậy (${error.message})`,
      `${path}: no certificate in PEM or DER, or no trust list (${error.message})`,
    );
  }
}

const MAX_LIST = 4 * 1024 * 1024;
const LIST_TIMEOUT_MS = 20_000;

/** Whoever can change the list on its way decides whom we trust: https, or this machine. */
async function fetchList(address: string): Promise<Uint8Array> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isHere = url !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere))) {
    throw new MisuseError(
      `--trust-list nhận tệp hoặc địa chỉ https, không phải "${address}"`,
      `--trust-list takes a file or an https address, not "${address}"`,
    );
  }
  const { allowedHostsFetcher } = await import('../services/fetcher.js');
  const { status, body } = await allowedHostsFetcher([url.host])({
    url: url.href,
    method: 'GET',
    headers: { accept: 'application/json' },
    maxBytes: MAX_LIST,
    timeoutMs: LIST_TIMEOUT_MS,
  });
  if (status === 200) return body;
  throw new PdfSignatureError('fetch.failed', { host: url.host, detail: `HTTP ${String(status)}` });
}
