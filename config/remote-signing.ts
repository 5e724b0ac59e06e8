import { z } from 'zod';

const address = (what: string): z.ZodOptional<z.ZodURL> => z.url().optional().describe(what);
const text = (what: string): z.ZodOptional<z.ZodString> =>
  z.string().min(1).optional().describe(what);

export const remoteSigningSchema = z.object({
  CSC_V2_URL: address('Remote signing by CSC API v2: address before /csc/v2'),
  CSC_V2_OAUTH_URL: address('Its authorisation server, when it stands on another host'),
  CSC_V2_CLIENT_ID: text('Client id of this office at the CSC API v2 service'),
  CSC_V2_CLIENT_SECRET: text('Its secret'),
  CSC_V1_URL: address('Remote signing by CSC API v1: address before /csc/v1'),
  CSC_V1_OAUTH_URL: address('Its authorisation server, when it stands on another host'),
  CSC_V1_CLIENT_ID: text('Client id, or user name, of this office at the CSC API v1 service'),
  CSC_V1_CLIENT_SECRET: text('Its secret, or password'),
  SMARTCA_URL: address('VNPT SmartCA, e.g. https://gwsca.vnpt.vn/sca/sp769'),
  SMARTCA_SP_ID: text('sp_id of this office at VNPT SmartCA'),
  SMARTCA_SP_PASSWORD: text('sp_password of this office at VNPT SmartCA'),
  MYSIGN_URL: address(
    'Viettel MySign, e.g. https://remotesigning.viettel.vn/vtss/service; an address that ends in /adss/service is asked by CSC API v1',
  ),
  MYSIGN_CLIENT_ID: text('client_id of this office at Viettel MySign'),
  MYSIGN_CLIENT_SECRET: text('client_secret of this office at Viettel MySign'),
  MYSIGN_PROFILE: z
    .string()
    .min(1)
    .default('adss:ras:profile:001')
    .describe('profile_id of this office at Viettel MySign'),
  REMOTE_SIGNING_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(120_000)
    .default(30_000)
    .describe('A remote signing service must answer a request within this time'),
  REMOTE_SIGNING_POLL_MS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60_000)
    .default(3_000)
    .describe('Time between two questions whether the signer has confirmed'),
  REMOTE_SIGNING_WEBHOOK_SECRET: z
    .string()
    .min(32)
    .max(200)
    .regex(/^[\w-]+$/)
    .optional()
    .describe(
      'Last part of the address that SmartCA and MySign call when a signer has answered: /api/v1/signing/remote/answers/SECRET; without it they are polled only',
    ),
  REMOTE_SIGNING_CONFIRM_S: z.coerce
    .number()
    .int()
    .min(10)
    .max(900)
    .default(240)
    .describe('A signer must confirm on his device within this time'),
});
type Values = z.output<typeof remoteSigningSchema>;

export type RemoteAccess = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
};
export type CscAccess = RemoteAccess & { readonly oauthUrl: string | null };

export type RemoteSigningSettings = {
  readonly cscV2: CscAccess | null;
  readonly cscV1: CscAccess | null;
  readonly smartCa: RemoteAccess | null;
  readonly mySign: (RemoteAccess & { readonly profileId: string }) | null;
  readonly timeoutMs: number;
  readonly webhookSecret: string | null;
  readonly pollMs: number;
  readonly confirmWithinMs: number;
};

const BELONGING_TOGETHER = [
  ['CSC_V2_URL', 'CSC_V2_CLIENT_ID', 'CSC_V2_CLIENT_SECRET'],
  ['CSC_V1_URL', 'CSC_V1_CLIENT_ID', 'CSC_V1_CLIENT_SECRET'],
  ['SMARTCA_URL', 'SMARTCA_SP_ID', 'SMARTCA_SP_PASSWORD'],
  ['MYSIGN_URL', 'MYSIGN_CLIENT_ID', 'MYSIGN_CLIENT_SECRET'],
] as const;

/** An address without what it asks for, as a sentence for whoever starts the program; null when none. */
export function missingRemoteSetting(values: Values): string | null {
  for (const [url, ...needed] of BELONGING_TOGETHER) {
    const missing = needed.filter((name) => values[name] === undefined);
    if (values[url] === undefined || missing.length === 0) continue;
    const names = missing.join(', ');
    return `Có ${url} nhưng thiếu ${names}. / ${url} is set but ${names} is missing.`;
  }
  return null;
}

export function remoteSigningOf(values: Values): RemoteSigningSettings {
  const access = ([url, id, secret]: (typeof BELONGING_TOGETHER)[number]): RemoteAccess | null => {
    const [address, clientId, clientSecret] = [values[url], values[id], values[secret]];
    if (address === undefined || clientId === undefined || clientSecret === undefined) return null;
    return { url: address, clientId, clientSecret };
  };
  const [cscV2, cscV1, smartCa, mySign] = BELONGING_TOGETHER.map(access);
  return {
    cscV2: cscV2 ? { ...cscV2, oauthUrl: values.CSC_V2_OAUTH_URL ?? null } : null,
    cscV1: cscV1 ? { ...cscV1, oauthUrl: values.CSC_V1_OAUTH_URL ?? null } : null,
    smartCa: smartCa ?? null,
    mySign: mySign ? { ...mySign, profileId: values.MYSIGN_PROFILE } : null,
    timeoutMs: values.REMOTE_SIGNING_TIMEOUT_MS,
    webhookSecret: values.REMOTE_SIGNING_WEBHOOK_SECRET ?? null,
    pollMs: values.REMOTE_SIGNING_POLL_MS,
    confirmWithinMs: values.REMOTE_SIGNING_CONFIRM_S * 1000,
  };
}
