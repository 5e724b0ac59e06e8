import { readCertificate, type Certificate } from '../pki/certificate.js';

/** A signer with the issuing certificates that go into his signatures. */
export type SigningParty = {
  readonly certificate: Certificate;
  /** Without the signer's own. */
  readonly chain: readonly Buffer[];
  /** Both in base64, as a preparation carries them. */
  readonly certificateText: string;
  readonly chainTexts: readonly string[];
};

type Known = { readonly given: readonly Buffer[]; readonly party: SigningParty };

/** The last chain of each certificate: a signer's hardly ever changes. */
const parties = new WeakMap<Certificate, Known>();

/** @throws PdfSignatureError `certificate.malformed` for the signer's own */
export function readParty(der: Uint8Array, chain: readonly Uint8Array[]): SigningParty {
  const certificate = readCertificate(der);
  const known = parties.get(certificate);
  if (known !== undefined && areEqual(known.given, chain)) return known.party;
  const given = chain.map((issuer) => Buffer.from(issuer));
  const issuers = given.filter((issuer) => !issuer.equals(certificate.der));
  const party = {
    certificate,
    chain: issuers,
    certificateText: certificate.der.toString('base64'),
    chainTexts: Object.freeze(issuers.map((issuer) => issuer.toString('base64'))),
  };
  parties.set(certificate, { given, party });
  return party;
}

function areEqual(known: readonly Buffer[], chain: readonly Uint8Array[]): boolean {
  if (known.length !== chain.length) return false;
  for (const [index, der] of chain.entries()) {
    if (known[index]?.equals(der) !== true) return false;
  }
  return true;
}
