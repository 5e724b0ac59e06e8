import type { Answer } from './answers';
import { upload } from './client';

export type Sentence = { readonly vi: string; readonly en: string };

export type VerifiedSignature = Answer<'VerifiedSignature'>;
export type Verification = Answer<'Verification'>;

export function verifyPdf(file: File): Promise<Verification> {
  return upload<Verification>('/verification', file);
}

/** The stored bytes, checked anew. */
export async function verifyStored(url: string, name: string): Promise<Verification> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return verifyPdf(new File([await response.blob()], name, { type: 'application/pdf' }));
}
