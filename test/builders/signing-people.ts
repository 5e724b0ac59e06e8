import type { Actor } from '../../src/platform/access/actor.js';
import { newId } from '../../src/platform/database/new-id.js';
import type { TestApp } from '../setup/test-app.js';

/** A ward that stands alone: for tests that need people with keys and no more of an office. */
export async function aWard(office: TestApp): Promise<string> {
  const id = newId();
  await office.db.query(
    `INSERT INTO organisation.unit (id, code, space, kind, level, legal_name, short_name, abbreviation, agency_id, is_agency, has_seal,
                                    regime, place_name, header_lines, valid_from)
     VALUES ($1, 'p-tu-son', 'government', 'ubnd', 'commune', 'Ủy ban nhân dân phường Từ Sơn', 'UBND phường Từ Sơn', 'UBND', $1, true, true,
             'collective', 'Từ Sơn', '{}', '2025-07-01')`,
    [id],
  );
  return id;
}

export async function aPost(
  office: TestApp,
  unitId: string,
  fullName: string,
  title: string,
): Promise<Actor> {
  const personId = newId();
  const postId = newId();
  await office.db.query(
    'INSERT INTO organisation.person (id, code, full_name) VALUES ($1, $2, $3)',
    [personId, `p-${personId}`, fullName],
  );
  await office.db.query(
    `INSERT INTO organisation.post (id, code, person_id, unit_id, title, printed_title, kind, seat, roles, valid_from)
     VALUES ($1, $2, $3, $4, $5, upper($5), 'staff', $2, '{officer}', '2025-07-01')`,
    [postId, `c-${postId}`, personId, unitId, title],
  );
  return {
    accountId: newId(),
    personId,
    personName: fullName,
    postId,
    postTitle: title,
    space: 'government',
    unitId,
    agencyId: unitId,
    roles: ['leader'],
    clerkOf: [],
  };
}

/** One pixel instead of a drawn sample: for tests that look at no picture. */
export async function withPlainImages(office: TestApp): Promise<void> {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await office.db.query(
    `UPDATE signing.credential SET image = decode($1, 'base64'), sample_image = NULL`,
    [pixel],
  );
}
