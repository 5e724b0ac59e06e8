import type { ModificationCode } from './difference-findings.js';

/** What happened to the document after a signature's revision, from harmless to not. */
export type ModificationLevel = 'none' | 'lta-updates' | 'form-filling' | 'annotations' | 'other';

export type Verdict = 'valid' | 'invalid' | 'unknown';

/** Stable codes; texts for people belong to the caller. */
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
  | 'certificate-not-valid-then'
  | 'certificate-expired-time-unproven'
  | 'key-usage-unsuitable'
  | 'claimed-time-missing'
  | 'claimed-time-in-future';

export type SignatureReport = {
  readonly field: string;
  readonly subFilter: string;
  /** The signature covers every byte of the file but its own gap. */
  readonly coversWholeDocument: boolean;
  /** Length of the file as it was signed. */
  readonly revisionLength: number;
  /** Number of that revision, counted from 1. */
  readonly revision: number;
  /** DocMDP level when the signature certifies the document. */
  readonly certifies: 1 | 2 | 3 | null;
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
  /** ISO 8601; what the signer's computer said, proven by nobody. */
  readonly claimedSigningTime: string | null;
  readonly timeProven: boolean;
  readonly chainTrusted: boolean;
  readonly certificateValidAtSigning: boolean;
  /** Fields filled or signed after this signature. */
  readonly changedFields: readonly string[];
};

export type VerificationReport = {
  readonly signatures: readonly SignatureReport[];
  readonly revisions: number;
  readonly verdict: Verdict | 'unsigned';
  readonly reasons: readonly ReasonCode[];
};

export type VerifyOptions = {
  /** The user's or the owner's, of an encrypted document. */
  readonly password?: string;
  /** Root or issuing certificates that are trusted, DER. */
  readonly trustAnchors: readonly Uint8Array[];
  /** The moment of judging. */
  readonly at: Date;
};
