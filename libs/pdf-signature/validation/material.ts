import { children, readNode, sequenceOf } from '../cms/der.js';
import type { SignedData } from '../cms/cms-parse.js';
import { OID } from '../cms/oids.js';
import { unlessRefused } from '../errors.js';
import type { PdfDocument } from '../pdf/document.js';
import { readCertificates, type Certificate } from '../pki/certificate.js';
import type { RevocationEvidence } from '../pki/revocation.js';
import type { Spend } from '../pki/signed-by.js';
import type { TrustAnchor } from '../pki/trust.js';
import { keyOf, readEvidence } from '../signing/security-store.js';
import type { VerifyOptions } from './report.js';

/** Everything that may help to judge a certificate. Hints: each piece must prove itself. */
export type Material = {
  readonly anchors: readonly TrustAnchor[];
  readonly certificates: readonly Certificate[];
  readonly evidence: RevocationEvidence;
  /** The part of the evidence that the file itself holds. */
  readonly inFile: RevocationEvidence;
  /** When a piece of evidence is proven to have existed. */
  readonly existedAt: (evidence: Uint8Array) => Date | undefined;
  /** Takes from what the file may cost. */
  readonly spend: Spend;
};

export function gatherMaterial(document: PdfDocument, options: VerifyOptions): Material {
  const store = storedEvidence(document);
  const given = options.evidence ?? {};
  const spend: Spend = (steps) => {
    document.budget.spend(steps);
  };
  return {
    anchors: options.trustAnchors.map((anchor) =>
      anchor instanceof Uint8Array ? { certificate: anchor } : anchor,
    ),
    certificates: readCertificates([...store.certificates, ...(given.certificates ?? [])], spend),
    evidence: {
      ocsp: [...store.ocsp, ...(given.ocsp ?? [])],
      crls: [...store.crls, ...(given.crls ?? [])],
    },
    inFile: { ocsp: store.ocsp, crls: store.crls },
    existedAt: () => undefined,
    spend,
  };
}

/** What a document time-stamp covers of the store existed at its time. */
export class ProvenEvidence {
  private readonly times = new Map<string, Date>();

  /** @param then the document as it was stamped */
  note(then: PdfDocument, time: Date): void {
    const { ocsp, crls } = storedEvidence(then);
    for (const piece of [...ocsp, ...crls]) {
      const known = this.times.get(keyOf(piece));
      if (known === undefined || time < known) this.times.set(keyOf(piece), time);
    }
  }

  readonly existedAt = (evidence: Uint8Array): Date | undefined => this.times.get(keyOf(evidence));
}

/** A store that cannot be read helps nobody; what it should have proven then stays unproven. */
function storedEvidence(document: PdfDocument): ReturnType<typeof readEvidence> {
  return unlessRefused(() => readEvidence(document), { certificates: [], ocsp: [], crls: [] });
}

/**
 * Adds what a signature brings along: its certificates and the evidence inside its CMS, which is as
 * old as the signature is proven to be.
 */
export function withSignature(
  material: Material,
  certificates: readonly Certificate[],
  signedData: SignedData,
  proven: Date | null,
): Material {
  const archived = archivedEvidence(signedData);
  const join = (one: RevocationEvidence): RevocationEvidence => ({
    ocsp: [...archived.ocsp, ...signedData.ocsp, ...one.ocsp],
    crls: [...archived.crls, ...signedData.crls, ...one.crls],
  });
  return {
    ...material,
    certificates: [...certificates, ...material.certificates],
    evidence: join(material.evidence),
    inFile: join(material.inFile),
    existedAt: (evidence) => {
      const isInside =
        proven !== null && [...archived.ocsp, ...archived.crls].some((piece) => piece === evidence);
      return material.existedAt(evidence) ?? (isInside ? proven : undefined);
    },
  };
}

/** RevocationInfoArchival, the signed attribute of older PDF signatures (ISO 32000-2, 12.8.3.3.2). */
function archivedEvidence({ signer }: SignedData): RevocationEvidence {
  const value = signer.attributes.get(OID.revocationInfoArchival)?.[0];
  if (value === undefined) return { ocsp: [], crls: [] };
  return unlessRefused(
    () => {
      const parts = sequenceOf(value);
      const list = (tag: number): Uint8Array[] => {
        const wrapper = parts.find((part) => part.tag === tag);
        if (wrapper === undefined) return [];
        return children(readNode(wrapper.content)).map(({ bytes }) => bytes);
      };
      return { crls: list(0xa0), ocsp: list(0xa1) };
    },
    { ocsp: [], crls: [] },
  );
}
