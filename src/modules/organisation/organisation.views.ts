import type { SigningCapacity } from '../../../libs/notation/index.js';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Role, Space } from '../../platform/access/actor.js';
import type { AgencyId, PersonId, PostId, PostKind, Regime, UnitId } from './contracts/index.js';

/** Printed at the head of a page, one entry a line, in capitals (NĐ 30, PL I.II.2). */
export type HeaderLines = {
  readonly governing: readonly string[];
  readonly issuer: readonly string[];
};

export type UnitView = {
  readonly id: UnitId;
  readonly code: string;
  readonly space: Space;
  readonly kind: string;
  readonly level: string;
  readonly legalName: string;
  readonly shortName: string;
  /** As it stands in symbols; case and `&` are kept. Empty for bodies without one. */
  readonly abbreviation: string;
  readonly identificationCode: string | null;
  readonly parentId: UnitId | null;
  readonly agencyId: AgencyId;
  readonly isAgency: boolean;
  /** Known by name only; nothing is delivered to it inside the system. */
  readonly isExternal: boolean;
  /** False for a Party cell: its documents carry no organisation signature. */
  readonly hasSeal: boolean;
  /** A council or steering committee that issues with another agency's seal. */
  readonly sealOf: AgencyId | null;
  readonly sealDiameterMm: number | null;
  readonly regime: Regime | null;
  readonly placeName: string;
  readonly headerLines: HeaderLines;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
};

export type AgencyView = UnitView;

export type GroupMemberView = AgencyView & {
  /** What the recipient line says when it is not the agency's short name. */
  readonly printedName: string | null;
};

export type PostView = {
  readonly id: PostId;
  readonly code: string;
  readonly personId: PersonId;
  readonly personName: string;
  readonly title: string;
  /** As it stands above the name on paper, in capitals. */
  readonly printedTitle: string;
  readonly kind: PostKind;
  readonly roles: readonly Role[];
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly agencyId: AgencyId;
  readonly agencyName: string;
  readonly space: Space;
  /** Held on the day that was asked for. */
  readonly active: boolean;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
};

export type GroupView = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly ownerAgencyId: AgencyId;
  readonly memberIds: readonly AgencyId[];
};

export type SuccessionView = {
  readonly unitId: UnitId;
  readonly code: string;
  readonly shortName: string;
  readonly kind: string;
  readonly effectiveOn: LocalDate;
};

export type AbsenceView = {
  readonly postId: PostId;
  readonly substitutePostId: PostId;
  readonly scope: string;
  readonly mayDirect: boolean;
  readonly maySign: boolean;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
};

/** Who may sign which types for an agency, and what stands above his name. */
export type MandateView = {
  readonly id: string;
  readonly agencyId: AgencyId;
  readonly postId: PostId;
  /** null: every type that no more exact mandate names. */
  readonly typeCodes: readonly string[] | null;
  readonly capacity: SigningCapacity;
  /** Exactly the lines above the signature, top first: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`. */
  readonly authorityLines: readonly string[];
  /** Printed below the signature, as for a head of a steering committee. */
  readonly positionBelow?: string;
  /** Replaces the issuer in the header, as for a decision of the chairperson himself. */
  readonly issuerLines?: readonly string[];
  readonly basis: string;
  readonly scope: string;
};

export type SignerView = MandateView & {
  readonly personName: string;
  readonly postTitle: string;
};
