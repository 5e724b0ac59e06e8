import { z } from 'zod';
import {
  base64,
  CscCertificates,
  type CscAuthorization,
  type CscAuthorizationPart,
  type CscDialect,
  CscKey,
  describeCredential,
  inQuery,
} from './csc-dialect.js';

const Presence = z.enum(['true', 'false', 'optional']).default('false');
const Credential = z.object({
  key: CscKey,
  cert: CscCertificates,
  authMode: z.string(),
  SCAL: z.string().optional(),
  PIN: z.object({ presence: Presence }).optional(),
  OTP: z.object({ presence: Presence, type: z.string().optional() }).optional(),
  multisign: z.number().int().min(1).default(1),
});

const PAGE = 100;

/** CSC API 1.0.4: `hash` and `hashAlgo`, PIN and OTP as fields of their own, nothing asynchronous. */
export const CSC_V1: CscDialect = {
  medium: 'csc-v1',
  path: '/csc/v1',
  mayBeAsynchronous: false,
  listBody: (userID, pageToken) => ({
    ...(userID === null ? {} : { userID }),
    maxResults: PAGE,
    ...(pageToken === null ? {} : { pageToken }),
  }),
  infoBody: (credentialID) => ({
    credentialID,
    certificates: 'chain',
    certInfo: true,
    authInfo: true,
  }),
  credential: Credential.transform((found) => describeCredential(found, authorizationOf(found))),
  authorizeBody: ({ credentialId, digests, scal, values, description }) => ({
    credentialID: credentialId,
    numSignatures: digests.length,
    ...(scal === 2 ? { hash: digests.map(base64) } : {}),
    ...Object.fromEntries(values.map(({ part, value }) => [part.id, value ?? ''])),
    description,
  }),
  extendBody: ({ credentialId, digests }, sad, scal) => ({
    credentialID: credentialId,
    SAD: sad,
    ...(scal === 2 ? { hash: digests.map(base64) } : {}),
  }),
  signBody: (order) => ({
    credentialID: order.credentialId,
    SAD: order.sad,
    hash: order.digests.map(base64),
    ...(order.namesDigest ? { hashAlgo: order.digestOid } : {}),
    signAlgo: order.algorithm,
  }),
  browserHashes: ({ digests }) => ({ hash: inQuery(digests) }),
  oneTimeCode: (credentialID) => ({ path: '/credentials/sendOTP', body: { credentialID } }),
};

function authorizationOf(found: z.output<typeof Credential>): CscAuthorization {
  if (found.authMode === 'oauth2code') return { mode: 'browser' };
  if (found.authMode === 'implicit') return { mode: 'implicit' };
  const parts: CscAuthorizationPart[] = [];
  if (found.PIN?.presence === 'true') parts.push({ id: 'PIN', kind: 'pin', isSent: false });
  if (found.OTP?.presence === 'true') {
    parts.push({ id: 'OTP', kind: 'one-time-code', isSent: found.OTP.type === 'online' });
  }
  return { mode: 'explicit', parts };
}
