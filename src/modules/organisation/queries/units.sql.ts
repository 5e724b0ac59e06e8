/** A unit as `UnitView`; dates as text, for a local day has no instant. */
export const UNIT_COLUMNS = `
  unit.id, unit.code, unit.space, unit.kind, unit.level, unit.legal_name AS "legalName",
  unit.short_name AS "shortName", unit.abbreviation,
  unit.identification_code AS "identificationCode", unit.parent_id AS "parentId",
  unit.agency_id AS "agencyId", unit.is_agency AS "isAgency", unit.is_external AS "isExternal",
  unit.has_seal AS "hasSeal", unit.seal_of AS "sealOf",
  unit.seal_diameter_mm::float8 AS "sealDiameterMm", unit.regime,
  unit.place_name AS "placeName", unit.header_lines AS "headerLines",
  unit.valid_from::text AS "validFrom", unit.valid_to::text AS "validTo"`;

/** `alias` stands on the day of parameter `$n`. */
export function standsOn(alias: string, parameter: string): string {
  return `daterange(${alias}.valid_from, ${alias}.valid_to, '[]') @> ${parameter}::date`;
}

/** `day` is the SQL parameter that `active` is judged by. */
export function postSelect(day: string): string {
  return `
  SELECT post.id, post.code, post.person_id AS "personId", person.full_name AS "personName",
         post.title, post.printed_title AS "printedTitle", post.kind, post.roles,
         post.unit_id AS "unitId", unit.short_name AS "unitName",
         agency.id AS "agencyId", agency.short_name AS "agencyName", unit.space,
         ${standsOn('post', day)} AS active,
         post.valid_from::text AS "validFrom", post.valid_to::text AS "validTo"
  FROM organisation.post
  JOIN organisation.person ON person.id = post.person_id
  JOIN organisation.unit ON unit.id = post.unit_id
  JOIN organisation.unit agency ON agency.id = unit.agency_id`;
}

export const POST_ORDER = 'agency.position, unit.position, post.position, post.code';
