import { webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import forge from 'node-forge';
import * as pkijs from 'pkijs';
import { issuePlan } from '../fixtures/issue-plan.js';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { throwawayPki, type ThrowawayPki } from '../fixtures/throwaway-pki.js';

type Cms = { readonly der: Buffer; readonly signed: Buffer };

/** Our writer is held against two readers that know nothing of it. */
describe('the CMS of each signature', () => {
  let pki: ThrowawayPki;
  let signatures: readonly Cms[];

  beforeAll(async () => {
    pki = await throwawayPki();
    const steps = Object.values(await issuePlan(pki, await samplePdf({ objectStreams: false })));
    signatures = cmsIn(Buffer.from(steps.at(-1) ?? new Uint8Array()));
    pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));
  }, 60_000);

  it('was found twice: the leader and the seal', () => {
    expect(signatures.length).toBeGreaterThanOrEqual(2);
  });

  it('is DER to the last byte in the eyes of node-forge', () => {
    for (const { der } of signatures) {
      const parsed = forge.asn1.fromDer(forge.util.createBuffer(der.toString('binary')));
      expect(Buffer.from(forge.asn1.toDer(parsed).getBytes(), 'binary').equals(der)).toBe(true);
    }
  });

  it('verifies in pkijs against the root, and over no other bytes', async () => {
    const trustedCerts = [pkijs.Certificate.fromBER(Uint8Array.from(pki.root))];
    for (const { der, signed } of signatures) {
      const content = pkijs.ContentInfo.fromBER(Uint8Array.from(der));
      const data = new pkijs.SignedData({ schema: content.content as object });
      const verify = (bytes: Buffer): Promise<boolean> =>
        data.verify({
          signer: 0,
          data: Uint8Array.from(bytes).buffer,
          trustedCerts,
          checkChain: true,
          checkDate: new Date('2026-08-24'),
        });

      expect(await verify(signed)).toBe(true);
      const changed = Buffer.from(signed);
      changed[100] = (changed[100] ?? 0) ^ 1;
      await expect(verify(changed).catch(() => false)).resolves.toBe(false);
    }
  });
});

function cmsIn(pdf: Buffer): Cms[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map(
    (match) => {
      const [a, b, c, d] = match.slice(1).map(Number) as [number, number, number, number];
      const padded = Buffer.from(text.slice(b + 1, c - 1), 'hex');
      // The gap is filled up with zeros behind the structure: its own length says where it ends.
      const length = 4 + padded.readUInt16BE(2);
      return {
        der: padded.subarray(0, length),
        signed: Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]),
      };
    },
  );
}
