import type { Answer } from './answers';
import { get, post } from './client';

export type RegisteredCertificate = Answer<'RegisteredCertificate'>;
export type CertificateDetail = Answer<'RegisteredCertificateDetail'>;
export type CertificateEvent = Answer<'CertificateEvent'>;
export type CertificateAction = CertificateDetail['actions'][number];

export function loadCertificate(id: string): Promise<CertificateDetail> {
  return get(`/signing/certificates/${id}`);
}

export function loadCertificateCounts(): Promise<Answer<'CertificateCounts'>> {
  return get('/signing/certificates/counts');
}

export function keepCertificate(
  id: string,
  action: CertificateAction,
  body: unknown,
): Promise<unknown> {
  return post(`/signing/certificates/${id}/${action}`, body);
}
