import { OID } from '../cms/oids.js';
import type { Certificate } from './certificate.js';

type Node = { expected: Set<string>; readonly parents: Set<Node>; readonly policy: string };
type Level = Map<string, Node>;

/** What one certificate of a path does to the policies, as RFC 5280, 6.1.2 counts it. */
export type PolicyStep = {
  readonly certificate: Certificate;
  readonly isSelfIssued: boolean;
  readonly isLast: boolean;
};

const ANY = OID.anyPolicy;

/**
 * The certificate policies of a path (RFC 5280, 6.1), kept as a graph with one node a policy and
 * depth (RFC 9618), because the tree of the older text grows without bounds on hostile mappings.
 */
export class PolicyGraph {
  private levels: Level[] | null = [
    new Map([[ANY, { policy: ANY, expected: new Set([ANY]), parents: new Set<Node>() }]]),
  ];
  private explicitPolicy: number;
  private policyMapping: number;
  private inhibitAny: number;

  /** @param wanted the policies one of which is asked for; null when any will do */
  constructor(
    length: number,
    private readonly wanted: readonly string[] | null,
  ) {
    this.explicitPolicy = wanted === null ? length + 1 : 0;
    this.policyMapping = length + 1;
    this.inhibitAny = length + 1;
  }

  /** False when the path ends here for want of a policy (RFC 5280, 6.1.3 f; 6.1.4 a). */
  take(step: PolicyStep): boolean {
    this.applyPolicies(step);
    if (this.explicitPolicy === 0 && this.levels === null) return false;
    return step.isLast ? this.finish(step) : this.prepare(step);
  }

  /** The policies that the whole path is good for; null when any policy is. */
  result(): readonly string[] | null {
    const nodes = this.constrainedNodes();
    if (nodes.some(({ policy }) => policy === ANY)) return this.wanted;
    const policies = nodes.map(({ policy }) => policy);
    const isAnyWanted = this.wanted?.includes(ANY) ?? true;
    return isAnyWanted ? policies : policies.filter((one) => this.wanted?.includes(one));
  }

  private applyPolicies({ certificate, isSelfIssued, isLast }: PolicyStep): void {
    const above = this.levels?.at(-1);
    if (this.levels === null || above === undefined) return;
    if (certificate.policies === null) {
      this.levels = null;
      return;
    }
    const mayBeAny = this.inhibitAny > 0 || (!isLast && isSelfIssued);
    this.levels.push(levelBelow(above, certificate.policies, mayBeAny));
    this.prune();
  }

  private prepare({ certificate, isSelfIssued }: PolicyStep): boolean {
    const { policyMappings, policyConstraints, inhibitAnyPolicy } = certificate;
    const pairs = policyMappings.map(({ issuerDomain, subjectDomain }) => [
      issuerDomain,
      subjectDomain,
    ]);
    if (pairs.flat().includes(ANY)) return false;
    this.applyMappings(certificate);
    if (!isSelfIssued) this.countDown();
    const { requireExplicitPolicy, inhibitPolicyMapping } = policyConstraints ?? {};
    this.explicitPolicy = Math.min(this.explicitPolicy, requireExplicitPolicy ?? Infinity);
    this.policyMapping = Math.min(this.policyMapping, inhibitPolicyMapping ?? Infinity);
    this.inhibitAny = Math.min(this.inhibitAny, inhibitAnyPolicy ?? Infinity);
    return true;
  }

  private countDown(): void {
    this.explicitPolicy = Math.max(0, this.explicitPolicy - 1);
    this.policyMapping = Math.max(0, this.policyMapping - 1);
    this.inhibitAny = Math.max(0, this.inhibitAny - 1);
  }

  private applyMappings({ policyMappings }: Certificate): void {
    const level = this.levels?.at(-1);
    const above = this.levels?.at(-2);
    if (level === undefined || policyMappings.length === 0) return;
    for (const [policy, expected] of targetsOf(policyMappings)) {
      if (this.policyMapping === 0) {
        level.delete(policy);
        continue;
      }
      const node = level.get(policy);
      const anyAbove = above?.get(ANY);
      if (node !== undefined) node.expected = expected;
      else if (level.has(ANY) && anyAbove !== undefined) {
        level.set(policy, { policy, expected, parents: new Set([anyAbove]) });
      }
    }
    this.prune();
  }

  private finish({ certificate }: PolicyStep): boolean {
    this.explicitPolicy = Math.max(0, this.explicitPolicy - 1);
    if (certificate.policyConstraints?.requireExplicitPolicy === 0) this.explicitPolicy = 0;
    if (this.explicitPolicy > 0) return true;
    const nodes = this.constrainedNodes();
    const isAny = nodes.some(({ policy }) => policy === ANY);
    // anyPolicy among those wanted stands for all (RFC 5280, 6.1.1 c).
    return this.wanted === null || this.wanted.includes(ANY)
      ? nodes.length > 0
      : (isAny && this.wanted.length > 0) ||
          nodes.some(({ policy }) => this.wanted?.includes(policy));
  }

  /** Policies in the words of the anchor: first below anyPolicy, and anyPolicy itself at the leaf. */
  private constrainedNodes(): Node[] {
    if (this.levels === null) return [];
    const nodes = this.levels.slice(1).flatMap((level) => [...level.values()]);
    const first = nodes.filter(
      ({ policy, parents }) => policy !== ANY && [...parents].some((node) => node.policy === ANY),
    );
    const any = this.levels.at(-1)?.get(ANY);
    return any === undefined ? first : [...first, any];
  }

  /** Drops what no longer reaches the last certificate. */
  private prune(): void {
    const levels = this.levels ?? [];
    for (let depth = levels.length - 2; depth >= 0; depth -= 1) {
      const used = new Set([...(levels[depth + 1]?.values() ?? [])].flatMap((n) => [...n.parents]));
      for (const [policy, node] of levels[depth] ?? []) {
        if (!used.has(node)) levels[depth]?.delete(policy);
      }
    }
    if (levels.some(({ size }) => size === 0)) this.levels = null;
  }
}

function levelBelow(above: Level, policies: readonly string[], mayBeAny: boolean): Level {
  const level: Level = new Map();
  const expecting = expectingOf(above);
  const any = above.get(ANY);
  const add = (policy: string): void => {
    const parents = expecting.get(policy) ?? (any === undefined ? [] : [any]);
    if (parents.length === 0) return;
    level.set(policy, { policy, expected: new Set([policy]), parents: new Set(parents) });
  };
  for (const policy of policies) if (policy !== ANY) add(policy);
  if (!mayBeAny || !policies.includes(ANY)) return level;
  for (const policy of expecting.keys()) if (!level.has(policy)) add(policy);
  return level;
}

/** Subject policies by the issuer's. */
function targetsOf(mappings: Certificate['policyMappings']): ReadonlyMap<string, Set<string>> {
  const targets = new Map<string, Set<string>>();
  for (const { issuerDomain, subjectDomain } of mappings) {
    targets.set(issuerDomain, (targets.get(issuerDomain) ?? new Set()).add(subjectDomain));
  }
  return targets;
}

/** Which nodes of a level expect a policy of the next certificate. */
function expectingOf(level: Level): ReadonlyMap<string, readonly Node[]> {
  const expecting = new Map<string, Node[]>();
  for (const node of level.values()) {
    for (const policy of node.expected) {
      const known = expecting.get(policy);
      if (known === undefined) expecting.set(policy, [node]);
      else known.push(node);
    }
  }
  return expecting;
}
