import { z } from 'zod';
import type { RemoteSecretPart } from '../remote-signing-service.js';

/** What both versions of the CSC API say of a key (v1 11.5, v2 11.5), in one shape. */
export type CscCredential = {
  readonly credentialId: string;
  readonly isEnabled: boolean;
  readonly certificateStatus: string | null;
  /** DER, the signer's first. */
  readonly certificates: readonly Uint8Array[];
  /** OIDs, as `key/algo` lists them. */
  readonly algorithms: readonly string[];
  readonly authorization: CscAuthorization;
  /** 2: what is authorised is bound to these very hashes. */
  readonly scal: 1 | 2;
  /** Most signatures of one authorisation. */
  readonly multisign: number;
};

export type CscAuthorization =
  /** On the service's own page: not for a server. */
  | { readonly mode: 'browser' }
  /** The service asks its holder by itself. */
  | { readonly mode: 'implicit' }
  | { readonly mode: 'explicit'; readonly parts: readonly CscAuthorizationPart[] }
  /** By means that the office cannot ask for; in the service's words. */
  | { readonly mode: 'unsupported'; readonly wanted: string };

export type CscAuthorizationPart = {
  readonly id: string;
  /** `push` carries no value: its holder confirms on his device. */
  readonly kind: RemoteSecretPart | 'push';
  /** The service sends the code when it is asked to. */
  readonly isSent: boolean;
};

export type CscHashes = {
  readonly credentialId: string;
  readonly digests: readonly Uint8Array[];
  readonly digestOid: string;
};

export type CscAuthorizationOrder = CscHashes & {
  readonly scal: 1 | 2;
  readonly values: readonly {
    readonly part: CscAuthorizationPart;
    readonly value: string | null;
  }[];
  readonly description: string;
};

export type CscSignOrder = CscHashes & {
  readonly sad: string;
  readonly algorithm: string;
  /** False when the algorithm's OID names its digest. */
  readonly namesDigest: boolean;
  readonly isAsynchronous: boolean;
};

export type DescribedCredential = Omit<CscCredential, 'credentialId'>;

/** Where the two versions differ; everything else is `CscClient`. */
export type CscDialect = {
  readonly medium: 'csc-v1' | 'csc-v2';
  readonly path: '/csc/v1' | '/csc/v2';
  readonly mayBeAsynchronous: boolean;
  listBody(user: string | null, pageToken: string | null): object;
  infoBody(credentialId: string): object;
  readonly credential: z.ZodType<DescribedCredential>;
  authorizeBody(order: CscAuthorizationOrder): object;
  extendBody(hashes: CscHashes, sad: string, scal: 1 | 2): object;
  signBody(order: CscSignOrder): object;
  /** What names the hashes on the page of the authorisation server (v1 8.3.2, v2 8.4.2). */
  browserHashes(hashes: CscHashes): Readonly<Record<string, string>>;
  oneTimeCode(credentialId: string, part: CscAuthorizationPart): { path: string; body: object };
};

export const CscKey = z.object({
  status: z.string(),
  algo: z.array(z.string()).min(1),
});
export const CscCertificates = z.object({
  status: z.string().optional(),
  certificates: z.array(z.string()).default([]),
});

/** Comma between them: for the query of an address. */
export const inQuery = (digests: readonly Uint8Array[]): string =>
  digests.map((digest) => Buffer.from(digest).toString('base64url')).join(',');
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export function describeCredential(
  found: {
    readonly key: z.output<typeof CscKey>;
    readonly cert: z.output<typeof CscCertificates>;
    readonly SCAL?: string | undefined;
    readonly multisign: number;
  },
  authorization: CscAuthorization,
): DescribedCredential {
  return {
    isEnabled: found.key.status === 'enabled',
    certificateStatus: found.cert.status ?? null,
    certificates: found.cert.certificates.map((text) => Buffer.from(text, 'base64')),
    algorithms: found.key.algo,
    authorization,
    scal: found.SCAL === '2' ? 2 : 1,
    multisign: found.multisign,
  };
}
