import { readCertificate, type Certificate } from './certificate.js';
import { nameKey } from './names.js';
import { isValidAt, judgeAnchor, judgePath } from './path-rules.js';
import type { PathOptions, PathResult } from './path-types.js';
import { isSignedBy } from './signed-by.js';
import type { TrustAnchor } from './trust.js';

export type * from './path-types.js';

/** Real paths have three or four certificates. */
const MAX_LENGTH = 10;
/** Steps of the search; each costs at most one check of a signature. */
const MAX_STEPS = 400;
const MAX_PATHS = 40;
/** What it costs to have one certificate at hand. */
const STEPS_FOR_EACH = 50;

/**
 * Searches a path from the leaf to an anchor and judges it by RFC 5280, 6.1: the first one without a
 * problem that is accepted, or else the one with the fewest. Certificates of the pool are hints,
 * trusted for nothing.
 */
export function findPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly TrustAnchor[],
  options: PathOptions,
): PathResult {
  return new PathSearch(pool, anchors, options).from(leaf);
}

type Candidate = { readonly certificate: Certificate; readonly anchor: TrustAnchor | null };

class PathSearch {
  private readonly bySubject = new Map<string, Candidate[]>();
  private readonly anchorOf = new Map<Certificate, TrustAnchor>();
  private best: PathResult | null = null;
  /** The longest way that ended nowhere, and why. */
  private deadEnd: PathResult | null = null;
  private steps = 0;
  private paths = 0;

  constructor(
    pool: readonly Certificate[],
    anchors: readonly TrustAnchor[],
    private readonly options: PathOptions,
  ) {
    options.spend?.(pool.length * STEPS_FOR_EACH);
    for (const anchor of anchors) {
      const certificate = readCertificate(anchor.certificate);
      // The same root may be trusted twice: for signatures, and for time-stamps.
      this.anchorOf.set(certificate, this.better(this.anchorOf.get(certificate), anchor));
    }
    for (const [certificate, anchor] of this.anchorOf) this.add({ certificate, anchor });
    for (const certificate of new Set(pool)) {
      if (!this.anchorOf.has(certificate)) this.add({ certificate, anchor: null });
    }
  }

  from(leaf: Certificate): PathResult {
    this.extend([leaf]);
    const found = this.best ?? this.deadEnd;
    const problem = { code: 'no-path', index: 0 } as const;
    if (found === null) return { path: [leaf], anchor: null, policies: null, problems: [problem] };
    if (found.problems.length === 0 || !this.isExhausted()) return found;
    const exhausted = { code: 'search-exhausted', index: found.path.length - 1 } as const;
    return { ...found, problems: [...found.problems, exhausted] };
  }

  private better(known: TrustAnchor | undefined, other: TrustAnchor): TrustAnchor {
    const problemsOf = (anchor: TrustAnchor): number => judgeAnchor(anchor, this.options).length;
    return known === undefined || problemsOf(other) < problemsOf(known) ? other : known;
  }

  private add(candidate: Candidate): void {
    const key = namesOf(candidate.certificate).subject;
    const known = this.bySubject.get(key);
    if (known === undefined) this.bySubject.set(key, [candidate]);
    else known.push(candidate);
  }

  private isExhausted(): boolean {
    return this.steps > MAX_STEPS || this.paths > MAX_PATHS;
  }

  /** Depth first; true when a path without a problem was found. */
  private extend(path: readonly Certificate[]): boolean {
    const last = path.at(-1);
    if (last === undefined) return false;
    const anchor = this.anchorOf.get(last);
    if (anchor !== undefined && this.conclude(path, anchor)) return true;
    if (anchor !== undefined || path.length >= MAX_LENGTH) return false;
    let isSigned = false;
    const candidates = this.issuersOf(last, path);
    for (const { certificate } of candidates) {
      this.steps += 1;
      if (this.isExhausted()) return false;
      if (!isSignedBy(last, certificate, this.options.spend)) continue;
      isSigned = true;
      if (this.extend([...path, certificate])) return true;
    }
    if (!isSigned) this.endNowhere(path, candidates.length > 0);
    return false;
  }

  private conclude(path: readonly Certificate[], anchor: TrustAnchor): boolean {
    this.paths += 1;
    const result = { path, anchor, ...judgePath(path, anchor, this.options) };
    const isGood = result.problems.length === 0;
    const isAccepted = isGood && (this.options.accepts?.(path) ?? true);
    if (isAccepted || this.best === null || result.problems.length < this.best.problems.length) {
      this.best = result;
    }
    return isAccepted;
  }

  private endNowhere(path: readonly Certificate[], hadCandidates: boolean): void {
    if (this.deadEnd !== null && this.deadEnd.path.length >= path.length) return;
    const last = path.at(-1);
    const isSelfSigned = last !== undefined && isSignedBy(last, last, this.options.spend);
    const code = hadCandidates && !isSelfSigned ? 'signature-invalid' : 'no-path';
    const problems = [{ code, index: path.length - 1 } as const];
    this.deadEnd = { path, anchor: null, policies: null, problems };
  }

  /** Who may have issued the certificate, the likeliest first; nobody issues for himself twice. */
  private issuersOf(subject: Certificate, path: readonly Certificate[]): Candidate[] {
    const named = this.bySubject.get(namesOf(subject).issuer) ?? [];
    return named
      .filter(({ certificate }) => !path.some((link) => isSameEntity(link, certificate)))
      .map((candidate) => ({ candidate, rank: this.rank(candidate, subject) }))
      .sort((one, other) => other.rank - one.rank)
      .map(({ candidate }) => candidate);
  }

  private rank({ certificate, anchor }: Candidate, subject: Certificate): number {
    const { authorityKeyIdentifier } = subject;
    const { subjectKeyIdentifier, isAuthority } = certificate;
    const isUnnamed = authorityKeyIdentifier === null || subjectKeyIdentifier === null;
    const isNamed = !isUnnamed && authorityKeyIdentifier.equals(subjectKeyIdentifier);
    return (
      (isNamed ? 8 : isUnnamed ? 4 : 0) +
      (anchor === null ? 0 : 3) +
      (isValidAt(certificate, this.options.at) ? 2 : 0) +
      (isAuthority ? 1 : 0)
    );
  }
}

/** The same name with the same key, whatever certificate says so: going on from there is a loop. */
function isSameEntity(one: Certificate, other: Certificate): boolean {
  return (
    namesOf(one).subject === namesOf(other).subject && one.publicKeyDer.equals(other.publicKeyDer)
  );
}

type NameKeys = { readonly subject: string; readonly issuer: string };

const keysOf = new WeakMap<Certificate, NameKeys>();

/** Names are compared at every step; how a hostile one is spelt is looked at once. */
function namesOf(certificate: Certificate): NameKeys {
  const known = keysOf.get(certificate);
  if (known !== undefined) return known;
  const { subjectDer, issuerDer } = certificate;
  const keys = { subject: nameKey(subjectDer), issuer: nameKey(issuerDer) };
  keysOf.set(certificate, keys);
  return keys;
}
