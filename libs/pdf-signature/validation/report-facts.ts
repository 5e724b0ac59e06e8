import type { Certificate } from '../pki/certificate.js';
import type { RevocationStatus } from '../pki/revocation.js';
import type { JudgedSignature } from './judged-signatures.js';
import type { RevocationReport, SignatureReport } from './report.js';

const NOBODY: SignatureReport['signer'] = {
  commonName: null,
  organisation: null,
  organisationalUnit: null,
  title: null,
  email: null,
  serialNumber: null,
};

function reportCertificate(
  certificate: Certificate | null,
): Pick<SignatureReport, 'signer' | 'issuer' | 'certificate'> {
  if (certificate === null) return { signer: NOBODY, issuer: NOBODY, certificate: null };
  const { subject, issuer, emailAddress, serial, notBefore, notAfter, der } = certificate;
  return {
    signer: { ...subject, email: emailAddress },
    issuer: { commonName: issuer.commonName, organisation: issuer.organisation },
    certificate: {
      serial,
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
      der: der.toString('base64'),
    },
  };
}

function reportRevocation(status: RevocationStatus | null): RevocationReport | null {
  if (status === null) return null;
  const { state, source, revokedAt, thisUpdate, nextUpdate } = status;
  return {
    state,
    ...(source === undefined ? {} : { source }),
    revokedAt: revokedAt?.toISOString() ?? null,
    thisUpdate: thisUpdate?.toISOString() ?? null,
    nextUpdate: nextUpdate?.toISOString() ?? null,
  };
}

type Facts = Pick<
  SignatureReport,
  | 'subFilter'
  | 'kind'
  | 'intact'
  | 'signer'
  | 'issuer'
  | 'certificate'
  | 'path'
  | 'revocation'
  | 'claimedSigningTime'
  | 'provenSigningTime'
  | 'timeProven'
  | 'timeStamps'
  | 'chainTrusted'
  | 'certificateValidAtSigning'
>;

/** Facts from cryptography and certificates, never what the dictionary claims about the signer. */
export function reportFacts(signature: JudgedSignature): Facts {
  const { judgement, chain, stamps } = signature;
  const { subFilter, token } = judgement;
  const isProof = token !== null && signature.reasons.length === 0;
  const proven = isProof ? token.genTime : signature.proven;
  return {
    ...reportCertificate(judgement.certificate),
    ...reportChain(chain),
    subFilter,
    kind: subFilter === 'ETSI.RFC3161' ? 'time-stamp' : 'signature',
    intact: typeof signature.candidate.place !== 'string' && judgement.intact,
    claimedSigningTime: judgement.claimed?.toISOString() ?? null,
    provenSigningTime: proven?.toISOString() ?? null,
    timeProven: proven !== null,
    timeStamps: stamps.map(({ time, authority, isProof: proves, reasons }) => ({
      time,
      authority,
      isProof: proves,
      reasons,
    })),
    certificateValidAtSigning: signature.isValidAtSigning,
  };
}

function reportChain(
  chain: JudgedSignature['chain'],
): Pick<Facts, 'path' | 'revocation' | 'chainTrusted'> {
  if (chain === null) return { path: [], revocation: null, chainTrusted: false };
  return {
    path: chain.path.map(({ subject }) => subject.commonName ?? ''),
    revocation: reportRevocation(chain.revocation),
    chainTrusted: chain.isTrusted,
  };
}
