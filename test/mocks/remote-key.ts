import { execFile } from 'node:child_process';
import { constants, privateEncrypt, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** DigestInfo up to the digest (RFC 8017, 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': '3031300d060960864801650304020105000420',
  '2.16.840.1.101.3.4.2.2': '3041300d060960864801650304020205000430',
  '2.16.840.1.101.3.4.2.3': '3051300d060960864801650304020305000440',
};

export function digestInfo(digest: Uint8Array, digestOid: string): Buffer {
  const prefix = DIGEST_INFO[digestOid];
  if (prefix === undefined) throw new Error(`Unknown digest ${digestOid}`);
  return Buffer.concat([Buffer.from(prefix, 'hex'), digest]);
}

/** A key that signs digests, as a service holds it: in software or in a token. */
export type RemoteKey = {
  readonly credentialId: string;
  /** DER, the signer's first. */
  readonly certificates: readonly Uint8Array[];
  readonly kind: 'rsa' | 'ec';
  readonly signDigest: (digest: Uint8Array, digestOid: string) => Promise<Uint8Array>;
};

/** RSA by the bare private operation; ECDSA over a digest is what `openssl pkeyutl` is for. */
export function softwareKey(
  credentialId: string,
  certificates: readonly Uint8Array[],
  key: KeyObject,
): RemoteKey {
  const kind = key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  return {
    credentialId,
    certificates,
    kind,
    signDigest: (digest, digestOid) =>
      kind === 'ec'
        ? signEcDigest(key, digest)
        : Promise.resolve(
            privateEncrypt(
              { key, padding: constants.RSA_PKCS1_PADDING },
              digestInfo(digest, digestOid),
            ),
          ),
  };
}

async function signEcDigest(key: KeyObject, digest: Uint8Array): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'key.pem'), key.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
    });
    await writeFile(join(folder, 'digest'), digest);
    const { stdout } = await run(
      'openssl',
      ['pkeyutl', '-sign', '-inkey', 'key.pem', '-in', 'digest'],
      { cwd: folder, encoding: 'buffer' },
    );
    return stdout;
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'trien-remote-key-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
