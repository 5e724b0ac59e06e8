import type { SigningCapacity } from '../../../libs/notation/index.js';
import type { Role, Space } from '../../platform/access/actor.js';
import type { PostKind, Regime } from './contracts/index.js';
import type { HeaderLines } from './organisation.views.js';

/** An organisation as written down, everything named by its code; days are `YYYY-MM-DD`. */
export type OrganisationData = {
  readonly units: readonly UnitData[];
  readonly successions: readonly SuccessionData[];
  readonly people: readonly PersonData[];
  readonly posts: readonly PostData[];
  readonly mandates: readonly MandateData[];
  readonly groups: readonly GroupData[];
  readonly absences: readonly AbsenceData[];
};

export type UnitData = {
  readonly code: string;
  readonly space: Space;
  readonly kind: string;
  readonly level: string;
  readonly legalName: string;
  readonly shortName: string;
  readonly abbreviation: string;
  readonly identificationCode: string | null;
  /** A parent stands before its units. */
  readonly parent: string | null;
  readonly isAgency: boolean;
  readonly isExternal: boolean;
  readonly hasSeal: boolean;
  readonly sealOf: string | null;
  readonly sealDiameterMm: number | null;
  readonly regime: Regime | null;
  readonly placeName: string;
  readonly headerLines: HeaderLines;
  readonly validFrom: string;
  readonly validTo: string | null;
};

export type SuccessionData = {
  readonly predecessor: string;
  readonly successor: string;
  readonly kind: 'merge' | 'split' | 'rename' | 'abolish' | 'transfer-function';
  readonly on: string;
  readonly basis: string;
};

export type PersonData = { readonly code: string; readonly fullName: string };

export type PostData = {
  readonly code: string;
  readonly person: string;
  readonly unit: string;
  readonly title: string;
  readonly printedTitle: string;
  readonly kind: PostKind;
  readonly roles: readonly Role[];
  readonly clerkOf: readonly string[];
  readonly validFrom: string;
  readonly validTo: string | null;
};

export type MandateData = {
  readonly agency: string;
  readonly post: string;
  readonly typeCodes: readonly string[] | null;
  readonly capacity: SigningCapacity;
  readonly issuerLines: readonly string[] | null;
  /** Among several for one type the lowest is proposed first. */
  readonly preference: number;
  readonly basis: string;
  readonly scope: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

export type GroupData = {
  readonly code: string;
  readonly name: string;
  readonly owner: string;
  readonly members: readonly { readonly agency: string; readonly printedName: string | null }[];
};

export type AbsenceData = {
  readonly post: string;
  readonly substitute: string;
  readonly scope: string;
  readonly mayDirect: boolean;
  readonly maySign: boolean;
  readonly validFrom: string;
  readonly validTo: string;
};
