/** Government and Party stand side by side and apart; nobody sees across but by release. */
export type Space = 'government' | 'party';

/**
 * What a post lets one do. Data of the post, not of the person:
 * `clerk` văn thư · `leader` lãnh đạo cơ quan · `office-chief` Chánh, Phó Chánh Văn phòng ·
 * `unit-head` lãnh đạo đơn vị · `officer` chuyên viên · `par-officer` phụ trách CCHC ·
 * `inspector` kiểm tra · `admin` quản trị.
 */
export const ROLES = [
  'clerk',
  'leader',
  'office-chief',
  'unit-head',
  'officer',
  'par-officer',
  'inspector',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** The person who calls, in the post in which he acts now. */
export type Actor = {
  readonly accountId: string;
  readonly personId: string;
  readonly personName: string;
  readonly postId: string;
  readonly postTitle: string;
  readonly space: Space;
  /** The division he sits in; the agency itself for its leaders. */
  readonly unitId: string;
  /** The agency (own registers, own seal) that his unit belongs to. */
  readonly agencyId: string;
  readonly roles: readonly Role[];
  /** Agencies whose registers and seal a clerk keeps; empty for everyone else. */
  readonly clerkOf: readonly string[];
};

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}
