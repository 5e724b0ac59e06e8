import type { Answer } from '../../api/answers';
import { get, post, put } from '../../api/client';

export type Credential = Answer<'Credentials'>['items'][number];
export type Enrolled = Answer<'EnrolledCredential'>;
export type Outlook = Answer<'EnrolmentOutlook'>;
export type TokenCertificate = Answer<'TokenCertificates'>['items'][number];

export async function loadCredentials(): Promise<readonly Credential[]> {
  return (await get<Answer<'Credentials'>>('/signing/credentials')).items;
}

/** A .p12 or .pfx file, for the post itself or the seal of an agency; it stays on this page. */
export type KeyFile = {
  readonly file: File;
  readonly password: string;
  readonly agencyId: string | undefined;
};

/** What the file holds and would replace; the server keeps nothing of it. */
export function lookIntoKeyFile(keyFile: KeyFile): Promise<Outlook> {
  return post('/signing/credentials/import/outlook', formOf(keyFile));
}

export function importKeyFile({
  image,
  pin,
  confirms,
  ...keyFile
}: KeyFile & {
  readonly image: File | null;
  readonly pin: string;
  readonly confirms: string;
}): Promise<Enrolled> {
  const form = formOf(keyFile);
  form.append('pin', pin);
  form.append('confirms', confirms);
  if (image) form.append('image', image, image.name);
  return post('/signing/credentials/import', form);
}

function formOf({ file, password, agencyId }: KeyFile): FormData {
  const form = new FormData();
  form.append('password', password);
  if (agencyId) form.append('agencyId', agencyId);
  form.append('file', file, file.name);
  return form;
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
  { library, tokenLabel, tokenSerial, keyId, serial }: TokenCertificate,
  given: {
    readonly pin: string;
    readonly agencyId: string | undefined;
    readonly replaces: string | null;
    readonly image: string | undefined;
  },
): Promise<Enrolled> {
  const place = { library, tokenLabel, tokenSerial, keyId };
  return post('/signing/tokens/register', { ...place, serial, ...given });
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
  readonly replaces: string | null;
  readonly image: string | undefined;
}): Promise<Enrolled> {
  return post('/signing/agent-keys', given);
}
