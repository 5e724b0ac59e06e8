import { z } from 'zod';
import { pageOf, pageRequest } from '../../../platform/http/paging.js';
import { CREDENTIAL_MEDIA } from '../signers/key-provider.js';
import { STANDINGS, WARNING_DAYS } from './credential-standing.js';

const day = z.iso.date();
const words = z.object({ vi: z.string(), en: z.string() });

export const CertificateLine = z
  .object({
    id: z.uuid(),
    kind: z.enum(['post', 'agency']),
    serial: z.string(),
    subject: z.string(),
    issuer: z.string(),
    medium: z.enum(CREDENTIAL_MEDIA),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    /** Legal days until its last, negative once it has ended. */
    daysLeft: z.number().int(),
    standing: z.enum(STANDINGS),
    /** The nearest of the warnings that are due; null while none is. */
    endsWithin: z.literal(WARNING_DAYS).nullable(),
    agencyId: z.uuid(),
    agencyName: z.string(),
    holderName: z.string(),
    holderTitle: z.string(),
    /** Who has its device now; null while nobody does. */
    deviceWith: z.string().nullable(),
    replacedBy: z.uuid().nullable(),
    /** A warning that the reader has not acknowledged: days ahead. */
    warning: z.number().int().nullable(),
  })
  .meta({ id: 'RegisteredCertificate' });
export type CertificateLine = z.infer<typeof CertificateLine>;

export const CertificatesPage = pageOf(CertificateLine).meta({ id: 'RegisteredCertificatesPage' });

export const CertificateEvent = z
  .object({
    id: z.string(),
    kind: z.enum(['hand-over', 'return', 'revoke', 'lift', 'replace', 'warn']),
    on: day,
    device: z.string().nullable(),
    giver: z.string().nullable(),
    receiver: z.string().nullable(),
    minutes: z.string(),
    /** A clerk's own words, or the authority's reason. */
    note: words,
    source: z.enum(['register', 'authority']).nullable(),
    successorSerial: z.string().nullable(),
    /** Of a warning: how many days ahead it was given. */
    days: z.number().int().nullable(),
    recorder: z.string().nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'CertificateEvent' });
export type CertificateEvent = z.infer<typeof CertificateEvent>;

const CERTIFICATE_ACTIONS = [
  'hand-over',
  'return',
  'revoke',
  'replace',
  'reinstate',
  'inquire',
  'acknowledge',
] as const;

export const CertificateDetail = CertificateLine.extend({
  revokedAt: z.iso.datetime().nullable(),
  endReason: words.nullable(),
  /** Why it cannot sign, as its holder would be told; null when it can. */
  refusal: z.object({ code: z.string(), vi: z.string(), en: z.string() }).nullable(),
  inquiry: z
    .object({
      askedAt: z.iso.datetime(),
      state: z.enum(['good', 'revoked', 'unknown']),
      source: z.enum(['ocsp', 'crl']).nullable(),
      detail: z.string(),
      knownState: z.enum(['good', 'revoked']).nullable(),
      knownAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  successor: z.object({ id: z.uuid(), serial: z.string(), subject: z.string() }).nullable(),
  predecessors: z.array(z.object({ id: z.uuid(), serial: z.string(), subject: z.string() })),
  /** What may take its place. */
  candidates: z.array(z.object({ id: z.uuid(), serial: z.string(), subject: z.string() })),
  events: z.array(CertificateEvent),
  actions: z.array(z.enum(CERTIFICATE_ACTIONS)),
}).meta({ id: 'RegisteredCertificateDetail' });
export type CertificateDetail = z.infer<typeof CertificateDetail>;

export const CertificateCounts = z
  .object({
    /** Certificates with a warning that the reader has not acknowledged. */
    warnings: z.number().int(),
    expiring: z.number().int(),
  })
  .meta({ id: 'CertificateCounts' });
export type CertificateCounts = z.infer<typeof CertificateCounts>;

const filter = {
  agencyId: z.uuid().optional(),
  /** `own`: what he signs with; otherwise the registers that he reads as well. */
  scope: z.enum(['own', 'register']).optional(),
  standing: z.enum(STANDINGS).optional(),
  /** `true`: in force, and its end is warned of. */
  ending: z.enum(['true', 'false']).optional(),
  q: z.string().trim().max(100).optional(),
};
export const CertificateFilter = z.strictObject(filter);
export type CertificateFilter = z.infer<typeof CertificateFilter>;
export const CertificateFile = z.strictObject({
  ...filter,
  lang: z.enum(['vi', 'en']).default('vi'),
});
export type CertificateFile = z.infer<typeof CertificateFile>;
export const ListCertificates = z.strictObject({ ...filter, ...pageRequest });
export type ListCertificates = z.infer<typeof ListCertificates>;

const name = z.string().trim().min(1).max(200);
const note = z.string().trim().max(1000).default('');

const handover = {
  on: day,
  /** Kind and number on the device, as the minutes name it. */
  device: name,
  giver: name,
  receiver: name,
  /** Symbol of the minutes (biên bản giao nhận). */
  minutes: z.string().trim().max(100).default(''),
  note,
};
export const HandoverRequest = z.strictObject(handover).meta({ id: 'RecordHandover' });
export type HandoverRequest = z.infer<typeof HandoverRequest>;
export const RevokeRequest = z
  .strictObject({ on: day, reason: z.string().trim().min(3).max(1000) })
  .meta({ id: 'RevokeCertificate' });
export type RevokeRequest = z.infer<typeof RevokeRequest>;
export const ReplaceRequest = z
  .strictObject({ successorId: z.uuid(), note })
  .meta({ id: 'ReplaceCertificate' });
export type ReplaceRequest = z.infer<typeof ReplaceRequest>;
