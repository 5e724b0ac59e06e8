import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { OfficeClient } from '../scenario/office-client.js';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) {
  console.warn('openssl (Debian: openssl) is absent: what it would pack or issue is left out');
}

/** A .p12 file as openssl writes it. */
export function packKey(
  key: { readonly pkcs8: Buffer; readonly certificate: Uint8Array },
  chain: readonly Uint8Array[],
  password: string,
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'trien-p12-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  try {
    const privateKey = createPrivateKey({ key: key.pkcs8, format: 'der', type: 'pkcs8' });
    const out = join(folder, 'key.p12');
    execFileSync('openssl', [
      ...['pkcs12', '-export', '-out', out, '-passout', `pass:${password}`],
      ...[
        '-inkey',
        write('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
      ],
      ...['-in', write('own.pem', new X509Certificate(key.certificate).toString())],
      ...[
        '-certfile',
        write('chain.pem', chain.map((der) => new X509Certificate(der).toString()).join('')),
      ],
    ]);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A stroke on a clear ground, or on a white one. */
export function signaturePng(ground: 'clear' | 'white' = 'clear'): Buffer {
  const picture = new PNG({ width: 60, height: 20 });
  for (let pixel = 0; pixel < 60 * 20; pixel += 1) {
    const isStroke = pixel % 61 < 3;
    picture.data.fill(isStroke ? 20 : 255, pixel * 4, pixel * 4 + 3);
    picture.data[pixel * 4 + 3] = isStroke || ground === 'white' ? 255 : 0;
  }
  return PNG.sync.write(picture);
}

/** The certificate that this person signs with now, as the page shows it before another takes its place. */
export async function inUse(client: OfficeClient): Promise<string | null> {
  const { items } = await client.get<{ items: { id: string; kind: string; inUse: boolean }[] }>(
    '/api/v1/signing/credentials',
  );
  return items.find((one) => one.kind === 'post' && one.inUse)?.id ?? null;
}
