/** Main status (EN 319 102-1, table 5). */
export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';

/** Sub-indications this validation gives, each in its place of the order in which they are told. */
export const FAILURES = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'NOT_YET_VALID',
] as const;
export const OPEN = [
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'TIMESTAMP_ORDER_FAILURE',
  'SIG_CONSTRAINTS_FAILURE',
  'TRY_LATER',
] as const;
/** Why a signature is not TOTAL-PASSED (EN 319 102-1, table 6): those that are given here. */
export type SubIndication = (typeof FAILURES)[number] | (typeof OPEN)[number];
