import type { KeyObject } from 'node:crypto';
import { paddedPdf, stampPng } from '../../libs/pdf-signature/fixtures/sample-pdfs.js';
import {
  throwawayPki,
  type ThrowawayPki,
} from '../../libs/pdf-signature/fixtures/throwaway-pki.js';
import { layoutFields, type PrepareOptions } from '../../libs/pdf-signature/index.js';

export type SigningCase = {
  readonly pki: ThrowawayPki;
  readonly key: KeyObject;
  readonly pdf: Uint8Array;
  readonly options: PrepareOptions;
};

/** A laid-out document, and its leader who certifies it with the picture of his signature. */
export async function signingCase(documentBytes: number): Promise<SigningCase> {
  const pki = await throwawayPki();
  const { certificate, key } = pki.leader;
  const pdf = layoutFields(await paddedPdf(documentBytes), [
    { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
  ]);
  const options = {
    field: 'NguoiKy',
    certificate,
    chain: [pki.issuing],
    signingTime: new Date('2026-03-02T02:15:00Z'),
    certify: 2,
    appearance: { image: stampPng('person') },
  } as const;
  return { pki, key, pdf, options };
}
