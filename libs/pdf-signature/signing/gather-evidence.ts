import { PdfSignatureError, unlessRefused } from '../errors.js';
import { openPdf, type OpenOptions } from '../pdf/document.js';
import type { RevocationEvidence } from '../pki/revocation.js';
import { readEvidence } from './security-store.js';
import type { EvidenceSource, ValidationMaterial } from './services.js';
import {
  partiesOf,
  readSignedFields,
  signerCertificate,
  type SignedParty,
} from './signed-fields.js';

/** What was gathered; `missing` says of whom nobody answered. */
export type GatheredEvidence = {
  readonly material: ValidationMaterial;
  readonly missing: readonly PdfSignatureError[];
};

/** Whom to ask about, and what is at hand already. */
export type GatherOptions = OpenOptions & {
  /** Names of signed fields; all of them when left out. */
  readonly fields?: readonly string[];
  /** Used where it is good enough, as is what the document holds. */
  readonly known?: Partial<RevocationEvidence>;
};

/**
 * Asks about every signer and time-stamping authority of a document, with the chains that the
 * signatures bring along: evidence for `verifyPdf`. One for whom nobody answers stops no other.
 *
 * @throws PdfRefusedError when the file cannot be read without guessing
 */
export async function gatherEvidence(
  pdf: Uint8Array,
  source: EvidenceSource,
  options: GatherOptions = {},
): Promise<GatheredEvidence> {
  const document = openPdf(pdf, options);
  const wanted = readSignedFields(document).filter(
    ({ name }) => options.fields?.includes(name) ?? true,
  );
  // A store that cannot be read helps nobody.
  const { certificates, ocsp, crls } = unlessRefused(() => readEvidence(document), merged([]));
  const atHand = {
    certificates,
    ocsp: [...(options.known?.ocsp ?? []), ...ocsp],
    crls: [...(options.known?.crls ?? []), ...crls],
  };
  const gathered: ValidationMaterial[] = [];
  const missing: PdfSignatureError[] = [];
  for (const party of wanted.flatMap(partiesOf)) {
    try {
      gathered.push(await gatherFor(party, merged([atHand, ...gathered]), source));
    } catch (error) {
      if (!(error instanceof PdfSignatureError)) throw error;
      missing.push(error);
    }
  }
  return { material: merged(gathered), missing };
}

/** @throws PdfSignatureError `evidence.unavailable` */
export async function gatherFor(
  { signedData, purpose }: SignedParty,
  known: ValidationMaterial,
  source: EvidenceSource,
): Promise<ValidationMaterial> {
  const leaf = signerCertificate(signedData);
  if (leaf === null) {
    throw new PdfSignatureError('evidence.unavailable', { detail: 'signer certificate missing' });
  }
  const pool = [...signedData.certificates, ...known.certificates];
  return source.gather({ leaf: leaf.der, purpose, pool, known });
}

export function merged(parts: readonly ValidationMaterial[]): ValidationMaterial {
  return {
    certificates: parts.flatMap(({ certificates }) => certificates),
    ocsp: parts.flatMap(({ ocsp }) => ocsp),
    crls: parts.flatMap(({ crls }) => crls),
  };
}
