import { demoSealPng, demoSignaturePng } from '../../../../libs/document-layout/index.js';

/** Sample images are drawn when they are first used; they resemble nobody's hand and no real seal. */
export type SampleImage =
  | { readonly kind: 'signature'; readonly fullName: string }
  | { readonly kind: 'seal'; readonly diameterMm: number };

/** PNG with alpha. */
export function drawSample(sample: SampleImage | null): Promise<Uint8Array> {
  if (sample === null) throw new Error('A credential without an image');
  return sample.kind === 'signature'
    ? demoSignaturePng(sample.fullName)
    : demoSealPng({ diameterMm: sample.diameterMm });
}
