import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { issuePlan, SIGNED_AT, signWith, type PlanSteps } from '../fixtures/issue-plan.js';
import { pemOf } from '../fixtures/openssl.js';
import { PERSON_RECT, PLAN_FIELDS, samplePdf, stampPng } from '../fixtures/sample-pdfs.js';
import { throwawayPki, type ThrowawayPki } from '../fixtures/throwaway-pki.js';
import {
  completeSignature,
  dataToSign,
  digestToSign,
  fittingValue,
  inspectPdf,
  layoutFields,
  prepareSignature,
  signPrepared,
  verifyPdf,
  visibleBoxes,
  type PreparedSignature,
  type PrepareOptions,
} from '../index.js';

let pki: ThrowawayPki;
let plan: PlanSteps;
let options: PrepareOptions;

beforeAll(async () => {
  pki = await throwawayPki();
  plan = await issuePlan(pki, await samplePdf({ objectStreams: false }));
  options = {
    field: 'NguoiKy',
    certificate: pki.leader.certificate,
    chain: [pki.issuing],
    signingTime: SIGNED_AT,
    certify: 2,
  };
}, 60_000);

describe('preparing', () => {
  it('gives plain data that survives storage', async () => {
    const prepared = prepareSignature(plan.laidOut, options);
    const stored = JSON.parse(JSON.stringify(prepared)) as PreparedSignature;
    expect(stored).toEqual(prepared);
    const signed = completeSignature(
      plan.laidOut,
      stored,
      await signPrepared(stored, pki.leader.key),
    );
    expect(verify(signed)).toBe('valid');
  });

  it('gives the same bytes for the same input, so that a job may run twice', () => {
    expect(prepareSignature(plan.laidOut, options)).toEqual(
      prepareSignature(plan.laidOut, options),
    );
  });

  it('names the digest that a token or a remote service signs', () => {
    const prepared = prepareSignature(plan.laidOut, options);
    const attributes = Buffer.from(prepared.signedAttributes, 'base64');
    const digest = createHash('sha256').update(attributes).digest();
    expect(Buffer.from(digestToSign(prepared)).equals(digest)).toBe(true);
  });

  it('refuses a certification that would not be the first signature', () => {
    expect(() => prepareSignature(plan.numbered, { ...options, field: 'CoQuan' })).toThrow(
      'document.already-signed',
    );
  });

  it.each([
    ['NguoiKy', 'field.already-signed'],
    ['KyNhayNoiDung', 'field.locked'],
    ['SoVanBan', 'field.wrong-kind'],
    ['KhongCo', 'field.unknown'],
  ])('refuses to sign %s of a sealed plan: %s', (field, code) => {
    const { certify, ...approval } = { ...options, field };
    expect(certify).toBe(2);
    expect(() => prepareSignature(plan.sealed, approval)).toThrow(code);
  });

  it('locks what the laid-out field says, even when the caller does not', async () => {
    const sealed = await signWith(pki, plan.numbered, pki.seal, { field: 'CoQuan' });
    expect(inspectPdf(sealed).fields.every(({ locked }) => locked)).toBe(true);
  });

  it('refuses a picture that reaches out of its field', () => {
    const appearance = { image: stampPng('seal'), widthMm: 60 };
    expect(() => prepareSignature(plan.laidOut, { ...options, appearance })).toThrow(
      'appearance.outside-field',
    );
  });

  it('refuses a picture that is no PNG', () => {
    const appearance = { image: Buffer.from('GIF89a') };
    expect(() => prepareSignature(plan.laidOut, { ...options, appearance })).toThrow(
      'image.malformed',
    );
  });

  it('makes room for long chains', async () => {
    const prepared = prepareSignature(plan.laidOut, {
      ...options,
      chain: [pki.issuing, Buffer.alloc(12_000, 0x30)],
    });
    expect((prepared.gap.end - prepared.gap.start) / 2).toBeGreaterThan(14_000);
    const value = await signPrepared(prepared, pki.leader.key);
    expect(() => completeSignature(plan.laidOut, prepared, value)).not.toThrow();
  });
});

describe('completing', () => {
  it('refuses a document that has changed meanwhile', async () => {
    const prepared = prepareSignature(plan.laidOut, options);
    const value = await signPrepared(prepared, pki.leader.key);
    const other = Buffer.from(plan.laidOut);
    other[50] = (other[50] ?? 0) ^ 1;
    expect(() => completeSignature(other, prepared, value)).toThrow('signature.base-changed');
    expect(() => completeSignature(plan.signed, prepared, value)).toThrow('signature.base-changed');
  });

  it('refuses the signature of another key', async () => {
    const prepared = prepareSignature(plan.laidOut, options);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const value = await signPrepared(prepared, privateKey);
    expect(() => completeSignature(plan.laidOut, prepared, value)).toThrow('signature.mismatch');
  });

  it('refuses a signature over something else', () => {
    const prepared = prepareSignature(plan.laidOut, options);
    const value = sign('sha256', Buffer.from('other'), pki.leader.key);
    expect(() => completeSignature(plan.laidOut, prepared, value)).toThrow('signature.mismatch');
  });

  it('refuses prepared data that somebody has changed in storage', async () => {
    const prepared = prepareSignature(plan.laidOut, options);
    const value = await signPrepared(prepared, pki.leader.key);
    const update = Buffer.from(prepared.update, 'base64');
    update[update.indexOf('NguoiKy')] = 0x4d;
    const forged = [
      { ...prepared, update: update.toString('base64') },
      { ...prepared, gap: { start: prepared.gap.start, end: prepared.gap.end + 2 } },
      { ...prepared, certificate: Buffer.from(pki.seal.certificate).toString('base64') },
    ];
    for (const data of forged) {
      expect(() => completeSignature(plan.laidOut, data, value)).toThrow(
        'signature.prepared-invalid',
      );
    }
  });

  it('names the member of a stored preparation that is missing or of another kind', () => {
    const whole = prepareSignature(plan.laidOut, options);
    for (const member of Object.keys(whole) as (keyof typeof whole)[]) {
      for (const value of [undefined, 7.5, {}]) {
        const broken = { ...whole, [member]: value } as typeof whole;
        expect(() => completeSignature(plan.laidOut, broken, Buffer.alloc(256))).toThrow(
          expect.objectContaining({ code: 'signature.prepared-invalid', params: { member } }),
        );
      }
    }
  });

  it('takes ECDSA on P-256 and P-384, each with its own digest', async () => {
    const byP256 = await signWith(pki, plan.laidOut, pki.seal, { field: 'NguoiKy', certify: 2 });
    const byP384 = await signWith(pki, byP256, pki.inspector, {
      field: 'CoQuan',
      digestAlgorithm: 'sha384',
    });
    expect(verify(byP384)).toBe('valid');
  });

  it('takes what tokens answer: r and s of ECDSA side by side, or their sequence', () => {
    const { certificate, key } = pki.seal;
    const prepared = prepareSignature(plan.laidOut, { ...options, certificate });
    const data = dataToSign(prepared);
    const given = (dsaEncoding: 'der' | 'ieee-p1363'): Buffer =>
      sign('sha256', data, { key, dsaEncoding });
    const sequence = given('der');
    expect(fittingValue(prepared, sequence)).toBe(sequence);
    const fitting = fittingValue(prepared, given('ieee-p1363'));
    if (fitting === null) throw new Error('does not fit');
    expect(verify(completeSignature(plan.laidOut, prepared, fitting))).toBe('valid');
    expect(fittingValue(prepared, Buffer.alloc(64))).toBeNull();
    expect(fittingValue(prepared, Buffer.alloc(0))).toBeNull();
  });

  it('refuses to sign with a key of another kind', async () => {
    const prepared = prepareSignature(plan.laidOut, options);
    const { privateKey } = generateKeyPairSync('ed25519');
    await expect(signPrepared(prepared, privateKey)).rejects.toThrow('signature.key-mismatch');
  });

  it('says that a certificate is PEM where DER is wanted', () => {
    const pem = Buffer.from(pemOf(Buffer.from(options.certificate)));
    const wanted = { ...options, certificate: pem };
    expect(() => prepareSignature(plan.laidOut, wanted)).toThrow(
      'certificate.malformed detail=PEM',
    );
  });
});

describe('the places of the visible signatures', () => {
  it('put the seal over a third of the picture, on its left, and both on one middle line', () => {
    const block = { centreX: 430, titleBottom: 200, nameTop: 100 };
    const { person, seal } = visibleBoxes(block, { widthMm: 36, heightMm: 20 }, { diameterMm: 36 });
    const width = person[2] - person[0];
    expect(seal[2] - person[0]).toBeCloseTo(width / 3);
    expect((seal[1] + seal[3]) / 2).toBeCloseTo((person[1] + person[3]) / 2);
    expect(seal[2] - seal[0]).toBeCloseTo((36 * 72) / 25.4);
    expect((person[0] + person[2]) / 2).toBeCloseTo(430);
  });

  it.each([0, 90, 180, 270] as const)('work on pages turned by %i degrees', async (rotate) => {
    const source = await samplePdf({ objectStreams: false, rotate });
    const laidOut = layoutFields(source, PLAN_FIELDS);
    const signed = await signWith(pki, laidOut, pki.leader, {
      field: 'NguoiKy',
      certify: 2,
      appearance: { image: stampPng('person'), rect: PERSON_RECT },
    });
    expect(verify(signed)).toBe('valid');
  });
});

function verify(pdf: Uint8Array): string {
  return verifyPdf(pdf, { trustAnchors: [pki.root], at: new Date('2026-06-01T00:00:00Z') }).verdict;
}
