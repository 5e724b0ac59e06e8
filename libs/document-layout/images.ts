import { drawSeal, sealText } from './seal-image.js';
import { drawSignature } from './signature-image.js';

const drawn = new Map<string, Promise<Uint8Array>>();

/** The demo office's seal: a PNG in true size, which calls itself a sample in its middle. */
export function demoSealPng(seal: {
  readonly diameterMm: number;
  /** The upper arc; `MẪU - DỮ LIỆU MINH HỌA` when absent. */
  readonly topText?: string;
}): Promise<Uint8Array> {
  const text = sealText(seal.topText);
  return once(`seal:${seal.diameterMm}:${text}`, () => drawSeal(seal.diameterMm, text));
}

/** An invented signature for a person of the demo office: a blue PNG of 40 x 20 mm. */
export function demoSignaturePng(fullName: string): Promise<Uint8Array> {
  return once(`signature:${fullName.normalize('NFC')}`, () => drawSignature(fullName));
}

function once(key: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const known = drawn.get(key);
  if (known !== undefined) return known;

  const image = draw();
  drawn.set(key, image);
  return image;
}
