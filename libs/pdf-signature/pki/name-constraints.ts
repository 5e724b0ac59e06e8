import type { Certificate } from './certificate.js';
import type { GeneralName, NameConstraints } from './extensions.js';
import { emailsInName, isNameWithin } from './names.js';

/** Where there are more, nobody can say that all are obeyed. */
const MAX_COMPARISONS = 250_000;

/**
 * Whether every name of a certificate obeys the constraints of all authorities above it
 * (RFC 5280, 6.1.3 b and c): inside one permitted subtree of each, inside no excluded one.
 */
export function obeysNameConstraints(
  certificate: Certificate,
  constraints: readonly NameConstraints[],
): boolean {
  if (constraints.length === 0) return true;
  const names = namesOf(certificate);
  const subtrees = constraints.reduce(
    (count, { permitted, excluded }) => count + permitted.length + excluded.length,
    0,
  );
  if (names.length * subtrees > MAX_COMPARISONS) return false;
  return constraints.every(({ permitted, excluded }) =>
    names.every((name) => {
      const fitting = permitted.filter(({ kind }) => kind === name.kind);
      if (fitting.length > 0 && !fitting.some((subtree) => isWithin(name, subtree))) return false;
      return !excluded.some(
        // A name that cannot be compared is taken for excluded.
        (subtree) => subtree.kind === name.kind && (!isComparable(name) || isWithin(name, subtree)),
      );
    }),
  );
}

function namesOf(certificate: Certificate): GeneralName[] {
  const { alternativeNames, subjectDer } = certificate;
  const hasSubject = subjectDer.length > 2;
  const subject: GeneralName[] = hasSubject
    ? [{ kind: 'directory', text: '', der: subjectDer }]
    : [];
  // The standard asks for these only beside no alternative names, but they are shown all the same.
  return [
    ...subject,
    ...alternativeNames,
    ...emailsInName(subjectDer).map((text) => ({
      kind: 'email' as const,
      text,
      der: Buffer.from(text),
    })),
  ];
}

function isWithin(name: GeneralName, subtree: GeneralName): boolean {
  switch (name.kind) {
    case 'directory':
      return isNameWithin(name.der, subtree.der);
    case 'dns':
      return isHostWithin(name.text, subtree.text, true);
    case 'email':
      return isEmailWithin(name.text, subtree.text);
    case 'uri':
      return isUriWithin(name.text, subtree.text);
    case 'ip':
      return isAddressWithin(name.der, subtree.der);
    default:
      return false;
  }
}

/** A last dot only says that the name is whole (RFC 1034, 3.1). */
function plainHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

/** A constraint with a leading dot means hosts below it; for DNS names one without means both. */
function isHostWithin(host: string, constraint: string, isZone: boolean): boolean {
  const [name, base] = [plainHost(host), constraint.toLowerCase()];
  if (base === '') return true;
  if (base.startsWith('.')) return name.endsWith(base) && name.length > base.length;
  return name === base || (isZone && name.endsWith(`.${base}`));
}

function isEmailWithin(address: string, constraint: string): boolean {
  const at = address.lastIndexOf('@');
  const [mailbox, host] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
  const constraintAt = constraint.lastIndexOf('@');
  if (constraintAt === -1) return isHostWithin(host, constraint, false);
  return (
    mailbox === constraint.slice(0, constraintAt) &&
    plainHost(host) === plainHost(constraint.slice(constraintAt + 1))
  );
}

function isUriWithin(uri: string, constraint: string): boolean {
  const host = hostOfUri(uri);
  return host !== null && isHostWithin(host, constraint, false);
}

/** Null without a host that is a name: such an address obeys no constraint (RFC 5280, 4.2.1.10). */
function hostOfUri(uri: string): string | null {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@\\]*@)?([^/?#:\\]+)(?:[/?#:]|$)/i.exec(uri)?.[1];
  return host === undefined || host.startsWith('[') || /^[\d.]+$/.test(host) ? null : host;
}

function isComparable({ kind, text }: GeneralName): boolean {
  return kind === 'uri' ? hostOfUri(text) !== null : !kind.startsWith('other');
}

/** The constraint is an address followed by its mask. */
function isAddressWithin(address: Buffer, constraint: Buffer): boolean {
  if (constraint.length !== address.length * 2) return false;
  return address.every((byte, index) => {
    const mask = constraint[address.length + index] ?? 0;
    return (byte & mask) === ((constraint[index] ?? 0) & mask);
  });
}
