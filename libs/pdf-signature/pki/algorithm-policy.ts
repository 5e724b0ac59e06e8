/** An algorithm as it was used; what is left out is not judged. */
export type AlgorithmUse = {
  /** As node:crypto names it: `sha256`. */
  readonly digest?: string;
  /** `rsa`, `rsa-pss`, `ec`, `ed25519`, `dsa`. */
  readonly keyKind?: string;
  readonly bits?: number;
};

/** Good until the end of `until`; without it, no end is known yet. */
export type AlgorithmRule = { readonly until?: Date };

/** How long keys of a size are good. */
export type KeyRule = AlgorithmRule & {
  /** The rule is for keys of at least so many bits. */
  readonly minBits: number;
};

/** What is not named is too weak. */
export type AlgorithmPolicy = {
  readonly digests: Readonly<Record<string, AlgorithmRule>>;
  readonly keys: Readonly<Record<string, readonly KeyRule[]>>;
};

const RSA: readonly KeyRule[] = [
  { minBits: 3000 },
  { minBits: 2048, until: new Date('2028-12-31T23:59:59Z') },
  { minBits: 1536, until: new Date('2019-10-01T00:00:00Z') },
  { minBits: 1024, until: new Date('2010-12-31T23:59:59Z') },
];

/**
 * The suites of ETSI TS 119 312 (V1.5.1, 2024-12: RSA below 3000 bits is good until the end of
 * 2028), the ends of older ones as ETSI's earlier versions set them. What TT 15/2025/TT-BKHCN allows
 * (RSA from 2048 bits, ECDSA from 256, SHA-256/384/512, SHA-3) lies within; Ed25519 is ETSI's alone.
 */
export const ALGORITHM_POLICY: AlgorithmPolicy = {
  digests: {
    sha256: {},
    sha384: {},
    sha512: {},
    'sha3-256': {},
    'sha3-384': {},
    'sha3-512': {},
    sha224: { until: new Date('2025-12-31T23:59:59Z') },
    sha1: { until: new Date('2012-08-01T00:00:00Z') },
    md5: { until: new Date('2004-08-01T00:00:00Z') },
  },
  keys: {
    rsa: RSA,
    'rsa-pss': RSA,
    ec: [{ minBits: 256 }, { minBits: 224, until: new Date('2015-12-31T23:59:59Z') }],
    ed25519: [{ minBits: 256 }],
    dsa: [{ minBits: 1024, until: new Date('2015-12-31T23:59:59Z') }],
  },
};

/** `ended`: it was good once; the end lies before `at`. */
export function judgeAlgorithm(
  use: AlgorithmUse,
  at: Date,
  policy: AlgorithmPolicy = ALGORITHM_POLICY,
): 'accepted' | 'too-weak' | 'ended' {
  const { digest, keyKind, bits = 0 } = use;
  const own = digest === undefined ? 'accepted' : judgeRule(policy.digests[digest], at);
  if (own !== 'accepted' || keyKind === undefined) return own;
  return judgeKey(policy.keys[keyKind], bits, at);
}

function judgeKey(rules: readonly KeyRule[] | undefined, bits: number, at: Date): Judgement {
  let verdict: Judgement = 'too-weak';
  for (const rule of rules ?? []) {
    if (bits < rule.minBits) continue;
    verdict = judgeRule(rule, at);
    if (verdict === 'accepted') return verdict;
  }
  return verdict;
}

type Judgement = ReturnType<typeof judgeAlgorithm>;

function judgeRule(rule: AlgorithmRule | undefined, at: Date): Judgement {
  if (rule === undefined) return 'too-weak';
  return rule.until !== undefined && at.getTime() > rule.until.getTime() ? 'ended' : 'accepted';
}

/** When what is accepted at `at` will end; null when no end is known, or it is not accepted at all. */
export function endOfAlgorithm(
  use: AlgorithmUse,
  at: Date,
  policy: AlgorithmPolicy = ALGORITHM_POLICY,
): Date | null {
  if (judgeAlgorithm(use, at, policy) !== 'accepted') return null;
  const { digest, keyKind, bits = 0 } = use;
  const keyRules = keyKind === undefined ? [] : (policy.keys[keyKind] ?? []);
  const key = keyRules.filter(({ minBits }) => bits >= minBits).map(({ until }) => until);
  // Of several rules that fit a key the kindest counts; of digest and key the stricter.
  const keyEnd = key.includes(undefined) ? undefined : latest(key);
  const ends = [digest === undefined ? undefined : policy.digests[digest]?.until, keyEnd];
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? null : new Date(Math.min(...known.map((end) => end.getTime())));
}

function latest(ends: readonly (Date | undefined)[]): Date | undefined {
  const known = ends.filter((end) => end !== undefined).map((end) => end.getTime());
  return known.length === 0 ? undefined : new Date(Math.max(...known));
}
