import { type KeyObject, sign, X509Certificate } from 'node:crypto';

/** A certificate over its own key, for tests that need no authority. */
export function selfSigned(
  key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  commonName: string,
  from = '250101000000Z',
): Buffer {
  const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts);
    const length =
      body.length < 0x80
        ? Buffer.of(body.length)
        : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
    return Buffer.concat([Buffer.of(tag), length, body]);
  };
  const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
  const algorithm = der(0x30, oid('2a864886f70d01010b'), Buffer.from('0500', 'hex'));
  const name = der(
    0x30,
    der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(commonName, 'utf8')))),
  );
  const time = (text: string): Buffer => der(0x17, Buffer.from(text, 'latin1'));
  const tbs = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1)),
    algorithm,
    name,
    der(0x30, time(from), time('350101000000Z')),
    name,
    key.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', tbs, key.privateKey);
  return new X509Certificate(der(0x30, tbs, algorithm, der(0x03, Buffer.of(0), signature))).raw;
}
