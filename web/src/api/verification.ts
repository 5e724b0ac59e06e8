import type { Answer } from './answers';
import { get, upload } from './client';

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

export type PublicVersion = Answer<'PublicVersion'>;
export type ComparedFile = Answer<'ComparedFile'>;

const PUBLIC = '/public/verification';

/** Without a session: nothing of the file is kept. */
export function verifyInPublic(file: File): Promise<Verification> {
  return upload<Verification>(PUBLIC, file);
}

export function loadPublicVersion(code: string, signal?: AbortSignal): Promise<PublicVersion> {
  return get<PublicVersion>(`${PUBLIC}/${encodeURIComponent(code)}`, undefined, signal);
}

export function compareInPublic(code: string, file: File): Promise<ComparedFile> {
  return upload<ComparedFile>(`${PUBLIC}/${encodeURIComponent(code)}/comparison`, file);
}

export type EndingSignature = Answer<'EndingSignature'>;
export type EndingOverview = Answer<'EndingOverview'>;
export type EndingFilter = Readonly<
  Record<'cause' | 'subjectType' | 'agencyId' | 'unitId', string>
>;

export function loadEndingOverview(filter: EndingFilter): Promise<EndingOverview> {
  return get<EndingOverview>('/verification/ending/overview', filter);
}

export type TrustSources = Answer<'TrustSources'>;

export function loadTrustSources(): Promise<TrustSources> {
  return get<TrustSources>('/verification/trust-sources');
}
