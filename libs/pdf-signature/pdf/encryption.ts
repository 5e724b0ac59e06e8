import { broken, PdfRefusedError } from '../errors.js';
import type { Budget } from './budget.js';
import { ObjectKey, type CipherKind } from './ciphers.js';
import {
  isArray,
  isInteger,
  PdfDict,
  PdfName,
  PdfStream,
  PdfString,
  type PdfObject,
  type PdfRef,
} from './objects.js';
import { fileKey, type PasswordCheck } from './passwords.js';

/** Which cipher is for what (ISO 32000-2, 7.6.6). */
type Filters = {
  readonly strings: CipherKind;
  readonly streams: CipherKind;
  readonly attachments: CipherKind;
  readonly named: (name: string) => CipherKind;
};

/** Steps of deriving keys and of one short string: both cost microseconds. */
const KEY_STEPS = 500_000;
const STRING_STEPS = 500;

type Resolve = (value: PdfObject | undefined) => PdfObject;

/** The standard security handler of a document whose password is known. */
export class Encryption {
  constructor(
    private readonly key: Uint8Array,
    private readonly filters: Filters,
    private readonly encryptsMetadata: boolean,
    private readonly budget: Budget,
  ) {}

  /** An object as it stands in the file, its strings and data decrypted when they are asked for. */
  opened(object: PdfObject, ref: PdfRef): PdfObject {
    const key = new ObjectKey(this.key, ref.num, ref.gen);
    const open = (kind: CipherKind, data: Buffer): Buffer => {
      this.budget.spend(STRING_STEPS + data.length);
      this.budget.hold(data.length);
      return key.open(kind, data);
    };
    const { strings } = this.filters;
    if (!(object instanceof PdfStream)) {
      return mapStrings(object, (string) => openedString(string, open, strings));
    }
    const dict = mapStrings(object.dict, (string) => openedString(string, open, strings));
    const kind = this.streamKind(object.dict);
    if (!(dict instanceof PdfDict) || kind === 'none') return object;
    return new PdfStream(dict, () => open(kind, object.raw));
  }

  /** An object as it has to be written under the given number. */
  sealed(object: PdfObject, ref: PdfRef): PdfObject {
    const key = new ObjectKey(this.key, ref.num, ref.gen);
    const seal = (string: PdfString): PdfString =>
      new PdfString(key.seal(this.filters.strings, string.bytes));
    if (!(object instanceof PdfStream)) return mapStrings(object, seal);
    const dict = mapStrings(object.dict, seal);
    const kind = this.streamKind(object.dict);
    return dict instanceof PdfDict ? new PdfStream(dict, key.seal(kind, object.raw)) : object;
  }

  private streamKind(dict: PdfDict): CipherKind {
    const type = dict.name('Type');
    if (type === 'XRef') return 'none';
    const named = cryptFilter(dict);
    if (named !== undefined) return this.filters.named(named);
    if (type === 'Metadata' && !this.encryptsMetadata) return 'none';
    return type === 'EmbeddedFile' ? this.filters.attachments : this.filters.streams;
  }
}

function openedString(
  string: PdfString,
  open: (kind: CipherKind, data: Buffer) => Buffer,
  kind: CipherKind,
): PdfString {
  return kind === 'none' ? string : new PdfString(() => open(kind, string.bytes), string.token);
}

/** The name of a stream's own crypt filter (7.4.10); it is the first of its filters. */
function cryptFilter(dict: PdfDict): string | undefined {
  const first = (value: PdfObject | undefined): PdfObject | undefined =>
    isArray(value) ? value[0] : value;
  const filter = first(dict.get('Filter'));
  if (!(filter instanceof PdfName) || filter.value !== 'Crypt') return undefined;
  const parameters = first(dict.get('DecodeParms'));
  return (parameters instanceof PdfDict ? parameters.name('Name') : undefined) ?? 'Identity';
}

/** The string of a signature is the one that is never encrypted (7.6.2). */
function isSignature(dict: PdfDict): boolean {
  const contents = dict.get('Contents');
  return (
    dict.entries.has('ByteRange') && contents instanceof PdfString && contents.token?.hex !== false
  );
}

function mapStrings(value: PdfObject, change: (string: PdfString) => PdfString): PdfObject {
  if (value instanceof PdfString) return change(value);
  if (isArray(value)) return value.map((item) => mapStrings(item, change));
  if (!(value instanceof PdfDict)) return value;
  const entries = new Map<string, PdfObject>();
  const keeps = isSignature(value);
  for (const [key, item] of value.entries) {
    entries.set(key, keeps && key === 'Contents' ? item : mapStrings(item, change));
  }
  const dict = new PdfDict(entries);
  dict.hasDuplicateKey = value.hasDuplicateKey;
  return dict;
}

/**
 * Reads the encryption dictionary and tries the password as user's and as owner's.
 *
 * @throws PdfRefusedError `pdf.encryption-unsupported`, `pdf.password-required`,
 *   `pdf.password-wrong`, or `pdf.broken` when the dictionary contradicts itself.
 */
export function readEncryption(
  dict: PdfDict,
  fileId: Buffer,
  password: string | undefined,
  context: { readonly budget: Budget; readonly resolve: Resolve },
): Encryption {
  const { budget, resolve } = context;
  budget.spend(KEY_STEPS);
  const handler = resolve(dict.get('Filter'));
  if (!(handler instanceof PdfName) || handler.value !== 'Standard') {
    throw unsupported(handler instanceof PdfName ? `handler ${handler.value}` : 'handler');
  }
  const filters = readFilters(dict, resolve);
  const check = readPasswordCheck(dict, fileId, resolve);
  const key = fileKey(check, '') ?? (password === undefined ? null : fileKey(check, password));
  if (key === null) {
    throw new PdfRefusedError(
      password === undefined ? 'pdf.password-required' : 'pdf.password-wrong',
    );
  }
  return new Encryption(key, filters, check.encryptsMetadata, budget);
}

function unsupported(detail: string): PdfRefusedError {
  return new PdfRefusedError('pdf.encryption-unsupported', { detail: detail.slice(0, 60) });
}

function readFilters(dict: PdfDict, resolve: Resolve): Filters {
  const version = resolve(dict.get('V')) ?? 0;
  if (version === 1 || version === 2) {
    return { strings: 'rc4', streams: 'rc4', attachments: 'rc4', named: () => 'none' };
  }
  if (version !== 4 && version !== 5)
    throw unsupported(`version ${typeof version === 'number' ? version : '?'}`);
  const defined = resolve(dict.get('CF'));
  const named = (filter: string): CipherKind => {
    if (filter === 'Identity') return 'none';
    const own = defined instanceof PdfDict ? resolve(defined.get(filter)) : null;
    const method = own instanceof PdfDict ? resolve(own.get('CFM')) : null;
    return cipherOf(method instanceof PdfName ? method.value : 'None', version);
  };
  const chosen = (key: string, fallback: string): string => {
    const value = resolve(dict.get(key));
    return value instanceof PdfName ? value.value : fallback;
  };
  const streams = chosen('StmF', 'Identity');
  return {
    strings: named(chosen('StrF', 'Identity')),
    streams: named(streams),
    attachments: named(chosen('EFF', streams)),
    named,
  };
}

function cipherOf(method: string, version: 4 | 5): CipherKind {
  if (method === 'None') throw unsupported('crypt filter of another program');
  if (version === 5 && method === 'AESV3') return 'aes-256';
  if (version === 4 && method === 'AESV2') return 'aes-128';
  if (version === 4 && method === 'V2') return 'rc4';
  throw unsupported(`crypt filter ${method}`);
}

function readPasswordCheck(dict: PdfDict, fileId: Buffer, resolve: Resolve): PasswordCheck {
  const version = resolve(dict.get('V'));
  const revision = resolve(dict.get('R'));
  const permissions = resolve(dict.get('P'));
  if (revision !== 2 && revision !== 3 && revision !== 4 && revision !== 5 && revision !== 6) {
    throw unsupported('revision');
  }
  const isModern = version === 5;
  if (isModern !== revision >= 5 || !isInteger(permissions)) {
    throw broken('malformed encryption dictionary');
  }
  const hasMetadataFlag = version === 4 || version === 5;
  return {
    revision,
    keyLength: keyLength(dict, resolve, { version, revision }),
    ...readProofs(dict, resolve, isModern),
    permissions,
    fileId,
    encryptsMetadata: !hasMetadataFlag || resolve(dict.get('EncryptMetadata')) !== false,
  };
}

function readProofs(
  dict: PdfDict,
  resolve: Resolve,
  isModern: boolean,
): Pick<PasswordCheck, 'owner' | 'user' | 'ownerKey' | 'userKey'> {
  const text = (key: string, length: number): Buffer => {
    const value = resolve(dict.get(key));
    const bytes = value instanceof PdfString ? value.bytes : Buffer.alloc(0);
    if (bytes.length < length) throw broken('malformed encryption dictionary');
    return bytes;
  };
  const length = isModern ? 48 : 32;
  const keyLengths = isModern ? 32 : 0;
  return {
    owner: text('O', length),
    user: text('U', length),
    ownerKey: text('OE', keyLengths),
    userKey: text('UE', keyLengths),
  };
}

/** In bytes. Version 1 has 5, version 4 has 16; only for version 2 the dictionary says it. */
function keyLength(
  dict: PdfDict,
  resolve: Resolve,
  { version, revision }: { readonly version: PdfObject; readonly revision: number },
): number {
  if (version === 5) return 32;
  if (version === 4) return 16;
  if (version === 1 || revision === 2) return 5;
  const bits = resolve(dict.get('Length')) ?? 40;
  if (!isInteger(bits) || bits < 40 || bits > 128 || bits % 8 !== 0) {
    throw broken('malformed key length');
  }
  return bits / 8;
}
