import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { throwawayPki, type ThrowawayPki } from '../fixtures/throwaway-pki.js';
import {
  completeSignature,
  completeUpdate,
  prepareSignature,
  signPrepared,
  type PreparedSignature,
  type PrepareOptions,
} from '../index.js';

describe('a document that is hashed once while it is signed', () => {
  let pki: ThrowawayPki;
  let pdf: Buffer;
  let options: PrepareOptions;

  beforeAll(async () => {
    pki = await throwawayPki();
    pdf = Buffer.from(await samplePdf({ objectStreams: false }));
    options = {
      newField: { name: 'NguoiKy', page: 0 },
      certificate: pki.seal.certificate,
      chain: [pki.issuing],
      signingTime: new Date('2026-03-02T02:15:00Z'),
    };
  });

  const stored = (prepared: PreparedSignature): PreparedSignature =>
    JSON.parse(JSON.stringify(prepared)) as PreparedSignature;
  const baseOf = (bytes: Uint8Array): { length: number; sha256: string } => ({
    length: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });

  it('is the same file as one that was stored meanwhile, and can be asked for again', async () => {
    const prepared = prepareSignature(pdf, options);
    const value = await signPrepared(prepared, pki.seal.key);
    const signed = completeSignature(pdf, prepared, value);
    expect(completeSignature(pdf, stored(prepared), value)).toEqual(signed);
    const again = completeSignature(pdf, prepared, value);
    expect(again).toEqual(signed);
    expect(again).not.toBe(signed);
  });

  it('refuses a document that changed in place, whoever holds it', async () => {
    const own = Buffer.from(pdf);
    const prepared = prepareSignature(own, options);
    const value = await signPrepared(prepared, pki.seal.key);
    own[own.length - 20] = (own[own.length - 20] ?? 0) ^ 1;
    expect(() => completeSignature(own, prepared, value)).toThrow('signature.base-changed');
    expect(() => completeSignature(pdf.subarray(1), prepared, value)).toThrow(
      'signature.base-changed',
    );
    own[own.length - 20] = (own[own.length - 20] ?? 0) ^ 1;
    expect(completeSignature(own, prepared, value).subarray(0, pdf.length)).toEqual(pdf);
  });

  it('cannot be changed after it was prepared', () => {
    const prepared = prepareSignature(pdf, options);
    expect(Object.isFrozen(prepared)).toBe(true);
    expect(Object.isFrozen(prepared.gap)).toBe(true);
    expect(Object.isFrozen(prepared.chain)).toBe(true);
  });

  it('keeps its gap empty when the value is refused', async () => {
    const prepared = prepareSignature(pdf, options);
    const value = Buffer.from(await signPrepared(prepared, pki.seal.key));
    const other = Buffer.from(value);
    other[other.length - 1] = (other[other.length - 1] ?? 0) ^ 1;
    expect(() => completeSignature(pdf, prepared, other)).toThrow('signature.mismatch');
    const signed = completeSignature(pdf, prepared, value);
    expect(completeSignature(pdf, stored(prepared), value)).toEqual(signed);
  });

  it('is signed by appending alone, with the same bytes', async () => {
    const prepared = prepareSignature(pdf, { ...options, forAppending: true });
    const value = await signPrepared(prepared, pki.seal.key);
    const whole = completeSignature(pdf, stored(prepared), value);
    const update = completeUpdate(baseOf(pdf), prepared, value);
    expect(Buffer.concat([pdf, update])).toEqual(Buffer.from(whole));
  });

  it('is not appended to another document, nor from a preparation of another process', async () => {
    const prepared = prepareSignature(pdf, { ...options, forAppending: true });
    const value = await signPrepared(prepared, pki.seal.key);
    const other = baseOf(Buffer.alloc(pdf.length));
    expect(() => completeUpdate(other, prepared, value)).toThrow('signature.base-changed');
    expect(() => completeUpdate(baseOf(pdf), stored(prepared), value)).toThrow(
      'signature.prepared-invalid',
    );
  });
});
