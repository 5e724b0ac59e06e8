import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  pbkdf2Sync,
  X509Certificate,
} from 'node:crypto';
import forge from 'node-forge';
import { issuersOf } from './issuers.js';

/** Why a .p12 or .pfx file gives no key. */
export type Pkcs12Refusal =
  | 'unreadable'
  | 'wrong-password'
  | 'unsupported'
  | 'no-key'
  | 'several-keys'
  | 'no-certificate-for-key'
  | 'too-slow';

/** The one key of a file with its certificates. `pkcs8` is secret, DER. */
export type Pkcs12Contents = {
  readonly pkcs8: Uint8Array;
  /** DER, byte for byte as issued. */
  readonly certificate: Uint8Array;
  /** Issuing certificates of the file, DER, nearest first, without the root. */
  readonly chain: readonly Uint8Array[];
};

/** A key file that gives no key; `refusal` says why. */
export class Pkcs12RefusedError extends Error {
  override readonly name = 'Pkcs12RefusedError';

  constructor(readonly refusal: Pkcs12Refusal) {
    super(`PKCS#12: ${refusal}`);
  }
}

/**
 * node-forge writes names back with their UTF-8 encoded twice, and knows no EC keys: it only opens
 * the container here. Where it cannot parse a key or a certificate it hands out the element as it
 * stood in the file, so it is told that it never can.
 */
function cannotParse(): never {
  throw new Error('Elements are passed on as they stand');
}

/** Of PBKDF2, all of a file together. */
const MOST_ITERATIONS = 5_000_000;
/** Of the derivation of 1999, which node-forge does in JavaScript: about 4 µs each. */
const MOST_OLD_ITERATIONS = 500_000;

type Work = { left: number; oldLeft: number };

/**
 * PKCS#12 itself hashes the password in UTF-16, PBES2 inside of it in UTF-8 (RFC 7292, appendix B.1;
 * RFC 8018, 3). node-forge gives both the same characters, so that Vietnamese passwords open nothing.
 */
function pbkdf2InUtf8(
  work: Work,
  password: string,
  salt: string,
  iterations: number,
  length: number,
  digest?: { readonly algorithm: string },
): string {
  work.left -= iterations;
  if (work.left < 0) throw new Pkcs12RefusedError('too-slow');
  return pbkdf2Sync(
    Buffer.from(password, 'utf8'),
    Buffer.from(salt, 'binary'),
    iterations,
    length,
    digest?.algorithm ?? 'sha1',
  ).toString('binary');
}

/** For the time of one call: whoever else uses node-forge in this process must not notice. */
function withPassingForge<T>(open: () => T): T {
  const { privateKeyFromAsn1, certificateFromAsn1 } = forge.pki;
  const { pbkdf2 } = forge.pkcs5;
  const { generateKey } = forge.pkcs12;
  const old = forge as unknown as { readonly pbe: { generatePkcs12Key: typeof generateKey } };
  const { generatePkcs12Key } = old.pbe;
  const work: Work = { left: MOST_ITERATIONS, oldLeft: MOST_OLD_ITERATIONS };
  const derive: typeof generateKey = (password, salt, id, iterations, ...rest) => {
    work.oldLeft -= iterations;
    if (work.oldLeft < 0) throw new Pkcs12RefusedError('too-slow');
    return generateKey(password, salt, id, iterations, ...rest);
  };
  Object.assign(forge.pki, { privateKeyFromAsn1: cannotParse, certificateFromAsn1: cannotParse });
  Object.assign(forge.pkcs5, { pbkdf2: pbkdf2InUtf8.bind(null, work) });
  // The check of the password, and the keys of 1999.
  Object.assign(forge.pkcs12, { generateKey: derive });
  Object.assign(old.pbe, { generatePkcs12Key: derive });
  try {
    return open();
  } finally {
    Object.assign(forge.pki, { privateKeyFromAsn1, certificateFromAsn1 });
    Object.assign(forge.pkcs5, { pbkdf2 });
    Object.assign(forge.pkcs12, { generateKey });
    Object.assign(old.pbe, { generatePkcs12Key });
  }
}

/**
 * Opens a .p12 or .pfx file of one key (RFC 7292), old and new kinds of encryption alike.
 *
 * @param password as people type it; empty for a file without one
 * @throws {Pkcs12RefusedError} with the reason; nothing of the key is told
 */
export function readPkcs12(file: Uint8Array, password: string): Pkcs12Contents {
  const bags = withPassingForge(() => openContainer(file, password));
  const keys = elements(bags, [forge.pki.oids['keyBag'], forge.pki.oids['pkcs8ShroudedKeyBag']]);
  const [pkcs8, ...others] = keys;
  if (pkcs8 === undefined) throw new Pkcs12RefusedError('no-key');
  if (others.some((other) => !other.equals(pkcs8))) throw new Pkcs12RefusedError('several-keys');
  const key = importKey(pkcs8);
  const certificates = elements(bags, [forge.pki.oids['certBag']]).flatMap(importCertificate);
  const own = certificates.find((certificate) => belongsTo(certificate, key));
  if (own === undefined) throw new Pkcs12RefusedError('no-certificate-for-key');
  return {
    pkcs8: key.export({ type: 'pkcs8', format: 'der' }),
    certificate: own.raw,
    chain: issuersOf(own, certificates).map(({ raw }) => raw),
  };
}

type Bag = { readonly type: string; readonly asn1?: forge.asn1.Asn1 };

function openContainer(file: Uint8Array, password: string): readonly Bag[] {
  let container: forge.asn1.Asn1;
  try {
    container = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary')));
  } catch {
    throw new Pkcs12RefusedError('unreadable');
  }
  // Some programs take the password as typed, some in composed letters.
  const spellings = [...new Set([password, password.normalize('NFC'), password.normalize('NFD')])];
  for (const [index, spelling] of spellings.entries()) {
    try {
      const opened = forge.pkcs12.pkcs12FromAsn1(container, false, spelling);
      return opened.safeContents.flatMap(({ safeBags }) => safeBags as readonly Bag[]);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== 'wrong-password' || index === spellings.length - 1) {
        throw new Pkcs12RefusedError(refusal);
      }
    }
  }
  throw new Pkcs12RefusedError('wrong-password');
}

/** node-forge says what went wrong in words only. */
function refusalOf(error: unknown): Pkcs12Refusal {
  if (error instanceof Pkcs12RefusedError) return error.refusal;
  const said = error instanceof Error ? error.message : '';
  if (/unsupported|only pkcs#12|not supported|cannot read password-based/i.test(said)) {
    return 'unsupported';
  }
  return /password|decrypt|too few bytes|SafeContents expected|unparsed|EncryptedPrivate/i.test(
    said,
  )
    ? 'wrong-password'
    : 'unreadable';
}

function elements(bags: readonly Bag[], types: readonly (string | undefined)[]): Buffer[] {
  return bags
    .filter(({ type }) => types.includes(type))
    .flatMap(({ asn1 }) =>
      asn1 === undefined ? [] : [Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')],
    );
}

function importKey(pkcs8: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch {
    throw new Pkcs12RefusedError('unsupported');
  }
}

function importCertificate(der: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return [];
  }
}

function belongsTo(certificate: X509Certificate, key: KeyObject): boolean {
  const spki = { type: 'spki', format: 'der' } as const;
  return certificate.publicKey.export(spki).equals(createPublicKey(key).export(spki));
}
