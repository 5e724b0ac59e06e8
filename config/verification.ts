import { z } from 'zod';

const list = (what: string): z.ZodDefault<z.ZodString> => z.string().default('').describe(what);
const whole = (
  from: number,
  to: number,
  fallback: number,
  what: string,
): z.ZodDefault<z.ZodCoercedNumber> =>
  z.coerce.number().int().min(from).max(to).default(fallback).describe(what);

export const verificationSchema = z.object({
  TRUST_ANCHOR_FILES: list(
    'Files of trusted roots, separated by commas: PEM, DER, or a list in JSON with purposes and dates; read again when they change',
  ),
  TRUST_LIST_URL: z
    .url()
    .optional()
    .describe('Address of a published list of trusted roots; fetched every night and kept'),
  TRUST_LIST_PUBLISHERS: list(
    'Files of the certificates that may sign that list; with them a signature is fetched from the same address with .p7s at its end',
  ),
  TSA_URLS: list(
    'Time-stamp authorities (RFC 3161), asked in this order, separated by commas; without one nothing is extended',
  ),
  EVIDENCE_HOSTS: list(
    'Hosts that may be asked for OCSP answers, CRLs and issuers, separated by commas; host or host:port',
  ),
  PUBLIC_VERIFICATION_MAX_MB: whole(
    1,
    200,
    50,
    'Largest PDF that anybody may have verified without signing in, in MB',
  ),
  PUBLIC_VERIFICATION_PER_MINUTE: whole(
    1,
    10_000,
    10,
    'Verifications without signing in, per minute and address, in each process',
  ),
});

export type VerificationSettings = {
  readonly anchorFiles: readonly string[];
  readonly trustListUrl: string | null;
  readonly publisherFiles: readonly string[];
  readonly timeStampUrls: readonly string[];
  /** Hosts that may be asked, those of the addresses above included. */
  readonly hosts: readonly string[];
  readonly publicMaxBytes: number;
  readonly publicPerMinute: number;
};

export function verificationOf(values: z.output<typeof verificationSchema>): VerificationSettings {
  const timeStampUrls = parts(values.TSA_URLS);
  const addresses = [...timeStampUrls, ...(values.TRUST_LIST_URL ? [values.TRUST_LIST_URL] : [])];
  return {
    anchorFiles: parts(values.TRUST_ANCHOR_FILES),
    trustListUrl: values.TRUST_LIST_URL ?? null,
    publisherFiles: parts(values.TRUST_LIST_PUBLISHERS),
    timeStampUrls,
    hosts: [...parts(values.EVIDENCE_HOSTS), ...addresses.map((url) => new URL(url).host)],
    publicMaxBytes: values.PUBLIC_VERIFICATION_MAX_MB * 1024 * 1024,
    publicPerMinute: values.PUBLIC_VERIFICATION_PER_MINUTE,
  };
}

/** One sentence when an address cannot be read as one. */
export function wrongVerificationSetting(
  values: z.output<typeof verificationSchema>,
): string | null {
  const wrong = parts(values.TSA_URLS).find((url) => !/^https?:$/.test(protocolOf(url)));
  return wrong === undefined
    ? null
    : `Thiết lập TSA_URLS có địa chỉ chưa đúng: ${wrong}. / TSA_URLS holds a wrong address: ${wrong}.`;
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

function parts(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
