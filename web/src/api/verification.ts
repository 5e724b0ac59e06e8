import { upload } from './client';

export type Sentence = { readonly vi: string; readonly en: string };
export type Verdict = 'valid' | 'invalid' | 'unknown' | 'unsigned';
export type VerifiedSignature = {
  readonly field: string;
  readonly verdict: Exclude<Verdict, 'unsigned'>;
  readonly sentence: Sentence;
  readonly signer: {
    readonly name: string;
    readonly title: string | null;
    readonly managingBody: string | null;
  };
  readonly issuer: string;
  readonly signingTime: string | null;
  readonly signingTimeProven: boolean;
  readonly intact: boolean;
  readonly validAtSigning: boolean;
  readonly chainTrusted: boolean;
  readonly certificate: {
    readonly serial: string;
    readonly notBefore: string;
    readonly notAfter: string;
  };
  readonly coversWholeDocument: boolean;
  readonly changes: Sentence;
  readonly changedFields: readonly string[];
  readonly reasons: readonly (Sentence & { readonly code: string })[];
};
export type Verification = {
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly sentence: Sentence;
  readonly revisions: number;
  readonly signatures: readonly VerifiedSignature[];
  readonly reasons: readonly (Sentence & { readonly code: string })[];
};

export function verifyPdf(file: File): Promise<Verification> {
  return upload<Verification>('/verification', file);
}

/** The stored bytes, checked anew. */
export async function verifyStored(url: string, name: string): Promise<Verification> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return verifyPdf(new File([await response.blob()], name, { type: 'application/pdf' }));
}
