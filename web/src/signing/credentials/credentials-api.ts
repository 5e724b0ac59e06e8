import type { Answer } from '../../api/answers';
import { get, post, put } from '../../api/client';

export type Credential = Answer<'Credentials'>['items'][number];
export type Enrolled = Answer<'EnrolledCredential'>;
export type TokenCertificate = Answer<'TokenCertificates'>['items'][number];

export async function loadCredentials(): Promise<readonly Credential[]> {
  return (await get<Answer<'Credentials'>>('/signing/credentials')).items;
}

export function importKeyFile(given: {
  readonly file: File;
  readonly image: File | null;
  readonly password: string;
  readonly pin: string;
  readonly agencyId: string | undefined;
}): Promise<Enrolled> {
  const form = new FormData();
  form.append('password', given.password);
  form.append('pin', given.pin);
  if (given.agencyId) form.append('agencyId', given.agencyId);
  form.append('file', given.file, given.file.name);
  if (given.image) form.append('image', given.image, given.image.name);
  return post('/signing/credentials/import', form);
}

export function changePin(id: string, pin: string, newPin: string): Promise<void> {
  return put(`/signing/credentials/${id}/pin`, { pin, newPin });
}

export function changeImage(id: string, image: File): Promise<void> {
  const form = new FormData();
  form.append('image', image, image.name);
  return put(`/signing/credentials/${id}/image`, form);
}

export async function loadServerTokens(): Promise<readonly TokenCertificate[]> {
  return (await get<Answer<'TokenCertificates'>>('/signing/tokens')).items;
}

export function enrolServerToken(
  { library, tokenLabel, tokenSerial, keyId }: TokenCertificate,
  given: {
    readonly pin: string;
    readonly agencyId: string | undefined;
    readonly image: string | undefined;
  },
): Promise<Enrolled> {
  const place = { library, tokenLabel, tokenSerial, keyId };
  return post('/signing/tokens/register', { ...place, ...given });
}

export function challengeForAgent(): Promise<Answer<'EnrolmentChallenge'>> {
  return post('/signing/agent-keys/challenge');
}

export function enrolAgentKey(given: {
  readonly challengeId: string;
  readonly signature: string;
  readonly certificate: string;
  readonly others: readonly string[];
  readonly tokenLabel: string;
  readonly tokenSerial: string;
  readonly keyId: string;
  readonly agencyId: string | undefined;
  readonly image: string | undefined;
}): Promise<Enrolled> {
  return post('/signing/agent-keys', given);
}
