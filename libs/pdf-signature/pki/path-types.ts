import type { Certificate } from './certificate.js';
import type { Spend } from './signed-by.js';
import type { TrustAnchor, TrustPurpose } from './trust.js';

/** Why a path does not carry; mapped to EN 319 102-1 by the validation. */
export type PathProblemCode =
  /** No issuer leads to an anchor. */
  | 'no-path'
  /** It leads to an anchor that is trusted for something else, or at another time. */
  | 'anchor-not-for-purpose'
  | 'anchor-not-in-force'
  /** More candidates than anybody honest publishes. */
  | 'search-exhausted'
  | 'signature-invalid'
  | 'not-yet-valid'
  | 'expired'
  | 'not-an-authority'
  | 'path-too-long'
  | 'issuer-key-usage'
  | 'key-usage'
  | 'extended-key-usage'
  | 'critical-extension-unknown'
  | 'name-constraints'
  | 'policies';

/** Why a path does not carry, and which certificate is to blame. */
export type PathProblem = {
  readonly code: PathProblemCode;
  /** Which certificate of the path is to blame: 0 is the leaf. */
  readonly index: number;
  readonly detail?: string;
};

/** The best path that was found; it carries when there is no problem. */
export type PathResult = {
  /** From the leaf to the anchor, both included; without an anchor as far as issuers were found. */
  readonly path: readonly Certificate[];
  readonly anchor: TrustAnchor | null;
  /** Policies the path is good for (RFC 5280, 6.1.6); null when any policy would do. */
  readonly policies: readonly string[] | null;
  readonly problems: readonly PathProblem[];
};

/** What the path is needed for, and when. */
export type PathOptions = {
  readonly at: Date;
  readonly purpose: TrustPurpose;
  /** When given, the path must be good for one of these (user-initial-policy-set). */
  readonly policies?: readonly string[];
  /**
   * Asked of each path without a problem, for what a path alone does not tell: revocation above all.
   * When the answer is no the search goes on (EN 319 102-1, 5.2.6); the first path stays when no
   * other is accepted.
   */
  readonly accepts?: (path: readonly Certificate[]) => boolean;
  /** Pays for the search. */
  readonly spend?: Spend;
};
