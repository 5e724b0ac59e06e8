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
import { printable } from './csc-errors.js';
import { chosenParts } from './csc-expression.js';

const AuthObject = z.object({
  type: z.string().default(''),
  id: z.string(),
  generator: z.string().optional(),
});
const Credential = z.object({
  key: CscKey,
  cert: CscCertificates,
  auth: z.object({
    mode: z.string(),
    expression: z.string().default(''),
    objects: z.array(AuthObject).default([]),
  }),
  SCAL: z.string().optional(),
  multisign: z.number().int().min(1).default(1),
});

/** CSC API 2.0: the clauses named here are those of its chapter 11. */
export const CSC_V2: CscDialect = {
  medium: 'csc-v2',
  path: '/csc/v2',
  mayBeAsynchronous: true,
  listBody: (userID) => ({
    ...(userID === null ? {} : { userID }),
    credentialInfo: true,
    certificates: 'chain',
    certInfo: true,
    authInfo: true,
  }),
  infoBody: (credentialID) => ({
    credentialID,
    certificates: 'chain',
    certInfo: true,
    authInfo: true,
  }),
  credential: Credential.transform((found) =>
    describeCredential(found, authorizationOf(found.auth)),
  ),
  authorizeBody: ({ credentialId, digests, digestOid, scal, values, description }) => ({
    credentialID: credentialId,
    numSignatures: digests.length,
    ...(scal === 2 ? { hashes: digests.map(base64), hashAlgorithmOID: digestOid } : {}),
    authData: values.map(({ part, value }) => ({
      id: part.id,
      ...(value === null ? {} : { value }),
    })),
    description,
  }),
  extendBody: ({ credentialId, digests, digestOid }, sad, scal) => ({
    credentialID: credentialId,
    SAD: sad,
    ...(scal === 2 ? { hashes: digests.map(base64), hashAlgorithmOID: digestOid } : {}),
  }),
  signBody: (order) => ({
    credentialID: order.credentialId,
    SAD: order.sad,
    hashes: order.digests.map(base64),
    ...(order.namesDigest ? { hashAlgorithmOID: order.digestOid } : {}),
    signAlgo: order.algorithm,
    operationMode: order.isAsynchronous ? 'A' : 'S',
  }),
  browserHashes: ({ digests, digestOid }) => ({
    hashes: inQuery(digests),
    hashAlgorithmOID: digestOid,
  }),
  oneTimeCode: (credentialID, part) => ({
    path: '/credentials/getChallenge',
    body: { credentialID, authObjectID: part.id },
  }),
};

function authorizationOf({
  mode,
  expression,
  objects,
}: z.output<typeof Credential>['auth']): CscAuthorization {
  if (mode === 'oauth2code') return { mode: 'browser' };
  const offered = objects.map((object) => ({ id: object.id, part: partOf(object) }));
  const chosen = chosenParts(expression, offered, (some) => canAsk(some.map(({ part }) => part)));
  const parts = chosen?.flatMap(({ part }) => part ?? []);
  if (parts) return { mode: 'explicit', parts };
  const wanted = printable(expression || objects.map(({ type }) => type).join(', '));
  return { mode: 'unsupported', wanted };
}

/** One PIN and one code are typed; whatever else there is, its holder confirms on his device. */
function canAsk(parts: readonly (CscAuthorizationPart | null)[]): boolean {
  const typed = parts.flatMap((part) => (part?.kind === 'push' ? [] : (part?.kind ?? [])));
  return !parts.includes(null) && new Set(typed).size === typed.length;
}

/** The types of chapter 8.3. Ids are free there; PIN and OTP are the ones it uses itself. */
function partOf({ type, id, generator }: z.output<typeof AuthObject>): CscAuthorizationPart | null {
  switch (type) {
    case 'Password':
      return generator !== undefined || /otp/i.test(id)
        ? { id, kind: 'one-time-code', isSent: generator === undefined }
        : { id, kind: 'pin', isSent: false };
    case 'ChallengeResponse':
      return { id, kind: 'one-time-code', isSent: true };
    case 'PasswordOOB':
    case 'ChallengeResponseOOB':
      return { id, kind: 'push', isSent: false };
    default:
      return null;
  }
}
