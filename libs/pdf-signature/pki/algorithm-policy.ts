export type AlgorithmUse = {
  /** As node:crypto names it: `sha256`. */
  readonly digest?: string;
  /** `rsa`, `rsa-pss`, `ec`, `ed25519`, `dsa`. */
  readonly keyKind?: string;
  readonly bits?: number;
};

/** Good until the end of `until`; without it, no end is known yet. */
export type AlgorithmRule = { readonly until?: Date };

export type KeyRule = AlgorithmRule & {
  /** The rule is for keys of at least so many bits. */
  readonly minBits: number;
};

/** What is not named is too weak. */
export type AlgorithmPolicy = {
  readonly digests: Readonly<Record<string, AlgorithmRule>>;
  readonly keys: Readonly<Record<string, readonly KeyRule[]>>;
};

/** Recommendations of ETSI TS 119 312 V1.5.1, within what TT 15/2025/TT-BKHCN allows. */
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
    rsa: [{ minBits: 3000 }, { minBits: 2048, until: new Date('2028-12-31T23:59:59Z') }],
    'rsa-pss': [{ minBits: 3000 }, { minBits: 2048, until: new Date('2028-12-31T23:59:59Z') }],
    ec: [{ minBits: 256 }],
    ed25519: [{ minBits: 256 }],
  },
};

/** `ended`: it was good once; the end lies before `at`. */
export function judgeAlgorithm(
  use: AlgorithmUse,
  at: Date,
  policy: AlgorithmPolicy = ALGORITHM_POLICY,
): 'accepted' | 'too-weak' | 'ended' {
  const verdicts = [
    ...(use.digest === undefined ? [] : [judgeRule(policy.digests[use.digest], at)]),
    ...(use.keyKind === undefined ? [] : [judgeKey(policy.keys[use.keyKind], use.bits ?? 0, at)]),
  ];
  return verdicts.find((verdict) => verdict !== 'accepted') ?? 'accepted';
}

function judgeKey(rules: readonly KeyRule[] | undefined, bits: number, at: Date): Judgement {
  const fitting = (rules ?? []).filter(({ minBits }) => bits >= minBits);
  const verdicts = fitting.map((rule) => judgeRule(rule, at));
  if (verdicts.includes('accepted')) return 'accepted';
  return verdicts.length > 0 ? 'ended' : 'too-weak';
}

type Judgement = ReturnType<typeof judgeAlgorithm>;

function judgeRule(rule: AlgorithmRule | undefined, at: Date): Judgement {
  if (rule === undefined) return 'too-weak';
  return rule.until !== undefined && at > rule.until ? 'ended' : 'accepted';
}
