import type { Answer } from '../../api/answers';
import { get, post } from '../../api/client';

export type RemoteService = Answer<'RemoteSigningServices'>['items'][number];
export type RemoteCertificate = Answer<'RemoteCertificates'>['items'][number];
export type Enrolled = Answer<'EnrolledCredential'>;

export async function loadRemoteServices(): Promise<readonly RemoteService[]> {
  const { items } = await get<Answer<'RemoteSigningServices'>>('/signing/remote/services');
  return items;
}

export async function findCertificates(
  medium: RemoteService['medium'],
  user: string,
): Promise<readonly RemoteCertificate[]> {
  const { items } = await post<Answer<'RemoteCertificates'>>('/signing/remote/certificates', {
    medium,
    user,
  });
  return items;
}

export type RemoteChoice = {
  readonly medium: RemoteService['medium'];
  readonly user: string;
  readonly credentialId: string;
  /** PIN and code as far as the certificate asks for them; its holder's phone is asked otherwise. */
  readonly secret?: string;
  readonly agencyId?: string | undefined;
  readonly replaces: string | null;
  readonly image?: string | undefined;
};

export function enrolRemote(choice: RemoteChoice): Promise<Enrolled> {
  return post('/signing/remote/credentials', choice);
}

/** Where its holder proves that the certificate is his. */
export function enrolInBrowser(
  choice: Omit<RemoteChoice, 'secret'>,
): Promise<Answer<'RemoteAuthorisation'>> {
  return post('/signing/remote/credentials/authorisations', choice);
}

export type CodeFor =
  | { readonly agencyId?: string | undefined }
  /** About to be registered. */
  | { readonly certificate: Pick<RemoteChoice, 'medium' | 'user' | 'credentialId'> };

/** The service sends a code to the holder of this, else of the acting post's certificate. */
export function sendOneTimeCode(asked: CodeFor): Promise<void> {
  return post('/signing/remote/one-time-codes', asked);
}

export function enrolVgca(chosen: {
  readonly certificate: string;
  readonly agencyId?: string | undefined;
  readonly replaces: string | null;
  readonly image?: string | undefined;
}): Promise<Enrolled> {
  return post('/signing/vgca/credentials', chosen);
}

/** As JSON carries it. */
export async function base64Of(file: File | null): Promise<string | undefined> {
  if (!file) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
