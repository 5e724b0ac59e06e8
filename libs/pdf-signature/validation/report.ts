import type { ModificationCode } from '../difference/findings.js';
import type { BaselineLevel } from '../baseline-levels.js';
import type { DocMdpLevel } from '../form/locks.js';
import type { OpenOptions } from '../pdf/document.js';
import type { AlgorithmPolicy } from '../pki/algorithm-policy.js';
import type { RevocationEvidence, RevocationStatus } from '../pki/revocation.js';
import type { TrustAnchor } from '../pki/trust.js';
import type { Indication, SubIndication } from './indication-types.js';

/** What happened to the document after a signature's revision, from harmless to not. */
export type ModificationLevel = 'none' | 'lta-updates' | 'form-filling' | 'annotations' | 'other';

/** `valid`: TOTAL-PASSED. `invalid`: TOTAL-FAILED, or the certificate was exchanged. `unknown`: the rest. */
export type Verdict = 'valid' | 'invalid' | 'unknown';

/** Whether the signed bytes are the whole file, a whole earlier revision, or neither. */
export type Coverage = 'entire-file' | 'entire-revision' | 'partial';

/** Stable codes; `reasonSentence` has a sentence for each. */
export type ReasonCode =
  | 'signature-removed'
  | 'header-displaced'
  | 'byte-range-invalid'
  | 'contents-invalid'
  | 'signature-object-invalid'
  | 'subfilter-unsupported'
  | 'cms-malformed'
  | 'cms-encapsulated-content'
  | 'cms-signer-count'
  | 'cms-content-type'
  | 'digest-mismatch'
  | 'signature-mismatch'
  | 'algorithm-unsupported'
  | 'algorithm-weak'
  | 'algorithm-ended'
  | 'signer-certificate-missing'
  | 'signing-certificate-attribute-missing'
  | 'signing-certificate-mismatch'
  | 'modified-after-signing'
  | 'docmdp-violated'
  | 'docmdp-inconsistent'
  | 'locked-field-changed'
  | 'annotations-added'
  | 'content-covered'
  | 'signature-covers-content'
  | 'appearance-unreadable'
  | 'trailing-data'
  | 'update-malformed'
  | 'chain-untrusted'
  | 'chain-certificate-not-valid-then'
  | 'chain-constraints-violated'
  | 'certificate-not-yet-valid'
  | 'certificate-not-valid-then'
  | 'certificate-expired-time-unproven'
  | 'certificate-revoked'
  | 'authority-revoked'
  | 'certificate-suspended'
  | 'revocation-unknown'
  | 'key-usage-unsuitable'
  | 'extended-key-usage-unsuitable'
  | 'claimed-time-missing'
  | 'claimed-time-in-future'
  | 'time-stamp-invalid'
  | 'time-stamp-mismatch'
  | 'time-stamp-order';

/** What is known about one signature. Names are the certificate’s, never the claims of the file. */
export type SignatureReport = {
  readonly field: string;
  readonly subFilter: string;
  /** A signature of somebody, or the document time-stamp of an authority (ISO 32000-2, 12.8.5). */
  readonly kind: 'signature' | 'time-stamp';
  /** EN 319 102-1, 5.1.3. */
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** By what the file holds. */
  readonly level: BaselineLevel | null;
  readonly coverage: Coverage;
  /** The signature covers every byte of the file but its own gap. */
  readonly coversWholeDocument: boolean;
  /** Length of the file as it was signed. */
  readonly revisionLength: number;
  /** Number of that revision, counted from 1. */
  readonly revision: number;
  /** DocMDP level when the signature certifies the document. */
  readonly certifies: DocMdpLevel | null;
  /** Digest, signature value and signing-certificate attribute are good over the signed revision. */
  readonly intact: boolean;
  readonly modification: ModificationLevel;
  /** What the later revisions touched, where that is, or may be, more than is permitted. */
  readonly findings: readonly ModificationCode[];
  readonly verdict: Verdict;
  readonly reasons: readonly ReasonCode[];
  readonly signer: {
    readonly commonName: string | null;
    readonly organisation: string | null;
    readonly organisationalUnit: string | null;
    readonly title: string | null;
    readonly email: string | null;
    readonly serialNumber: string | null;
  };
  readonly issuer: { readonly commonName: string | null; readonly organisation: string | null };
  readonly certificate: {
    readonly serial: string;
    readonly notBefore: string;
    readonly notAfter: string;
    /** Base64. */
    readonly der: string;
  } | null;
  /** Common names from the signer to the anchor, or as far as issuers were found. */
  readonly path: readonly string[];
  readonly revocation: RevocationReport | null;
  /** ISO 8601; what the signer's computer, or the authority of a document time-stamp, said. */
  readonly claimedSigningTime: string | null;
  /** ISO 8601; the earliest moment at which the signature is proven to have existed. */
  readonly provenSigningTime: string | null;
  /** Whether there is such a moment. */
  readonly timeProven: boolean;
  /**
   * ISO 8601; when the first algorithm of the signature or its chain ends by the policy, also when
   * that has passed. Null while no end is known.
   */
  readonly algorithmEnd: string | null;
  /** Time-stamps inside the signature; document time-stamps stand in the list of signatures. */
  readonly timeStamps: readonly TimeStampReport[];
  readonly chainTrusted: boolean;
  readonly certificateValidAtSigning: boolean;
  /** Fields filled or signed after this signature. */
  readonly changedFields: readonly string[];
};

/** What the evidence says about the signer’s certificate at the time judged. */
export type RevocationReport = Pick<RevocationStatus, 'state' | 'source'> & {
  /** ISO 8601. */
  readonly revokedAt: string | null;
  readonly thisUpdate: string | null;
  readonly nextUpdate: string | null;
};

/** A time-stamp inside a signature (EN 319 122-1, 5.3). */
export type TimeStampReport = {
  /** ISO 8601, by the authority's clock. */
  readonly time: string;
  readonly authority: string | null;
  /** Proves the time: intact, for this very signature, and its authority is trusted. */
  readonly isProof: boolean;
  readonly reasons: readonly ReasonCode[];
};

/** What is known about a file; plain data, which JSON keeps whole. */
export type VerificationReport = {
  readonly signatures: readonly SignatureReport[];
  readonly revisions: number;
  readonly verdict: Verdict | 'unsigned';
  readonly reasons: readonly ReasonCode[];
};

/** What a file is judged by. Nothing else is: no clock, no network, no store of the system. */
export type VerifyOptions = OpenOptions & {
  /** Certificates that are trusted: DER for every purpose, or with purposes and dates. */
  readonly trustAnchors: readonly (Uint8Array | TrustAnchor)[];
  /** The moment of judging. */
  readonly at: Date;
  /** Evidence and certificates from outside the file, fetched by the caller. */
  readonly evidence?: Partial<RevocationEvidence> & {
    readonly certificates?: readonly Uint8Array[];
  };
  /**
   * Whose revocation must be known: of every certificate, of those that name a place to ask
   * (`when-named`, when left out), or of none.
   */
  readonly revocation?: 'always' | 'when-named' | 'never';
  readonly algorithmPolicy?: AlgorithmPolicy;
};
