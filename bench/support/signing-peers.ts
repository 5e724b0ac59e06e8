import { webcrypto } from 'node:crypto';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import forge from 'node-forge';
import { prepareSignature } from '../../libs/pdf-signature/index.js';
import type { SigningCase } from './signing-case.js';

const PASSPHRASE = 'bench';
const PLACE = '/**********';

/**
 * Other libraries at the same document with the same key. `@libpdf/core` signs invisibly, its key
 * at hand; `@signpdf/signpdf` only fills a placeholder, which is laid out once outside of the time.
 */
export async function signingPeers(
  one: SigningCase,
): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const { pdf, pki, key } = one;
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const cryptoKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  const signer = new CryptoKeySigner(
    cryptoKey,
    pki.leader.certificate,
    'RSA',
    'RSASSA-PKCS1-v1_5',
    [pki.issuing],
  );
  const place = withPlaceholder(one);
  const p12 = toPkcs12(one);
  return {
    '@libpdf/core': async () => {
      const document = await PDF.load(pdf);
      return document.sign({ signer, fieldName: 'NguoiKy' });
    },
    '@signpdf/signpdf': () =>
      new SignPdf().sign(place, new P12Signer(p12, { passphrase: PASSPHRASE })),
  };
}

/** The revision that we would sign, with the marks that `signpdf` looks for. */
function withPlaceholder({ pdf, options }: SigningCase): Buffer {
  const { update } = prepareSignature(pdf, options);
  const marks = `/ByteRange [0 ${PLACE} ${PLACE} ${PLACE}]`;
  const text = Buffer.from(update, 'base64').toString('latin1');
  const marked = text.replace(/\/ByteRange \[[^\]]*\]/, marks);
  return Buffer.concat([pdf, Buffer.from(marked, 'latin1')]);
}

function toPkcs12({ pki, key }: SigningCase): Buffer {
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  const certificate = (der: Uint8Array): forge.pki.Certificate =>
    forge.pki.certificateFromAsn1(forge.asn1.fromDer(Buffer.from(der).toString('latin1')));
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(String(pem)),
    [certificate(pki.leader.certificate), certificate(pki.issuing)],
    PASSPHRASE,
  );
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');
}
