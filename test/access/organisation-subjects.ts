import { newId } from '../../src/platform/database/new-id.js';
import { GOVERNMENT, PARTY, type PostCode } from './posts.js';
import type { SubjectBuilder, SubjectBuilders } from './subjects.js';

/** Who works where is shown within one's own space; a signing batch to its signer alone. */
export const ORGANISATION_SUBJECTS: SubjectBuilders = {
  agency: [anAgency('p-tu-son', GOVERNMENT), anAgency('du-tu-son', PARTY)],
  'signing-batch': [aBatchOf('ct-ts'), aBatchOf('bt-ts')],
  'signing-request': [aRequestOf('ct-ts'), aRequestOf('bt-ts')],
};

function anAgency(code: string, seenBy: readonly PostCode[]): SubjectBuilder {
  return async ({ agencyId }) => ({ what: code, params: { id: await agencyId(code) }, seenBy });
}

function aBatchOf(signer: PostCode): SubjectBuilder {
  return async ({ db, postId }) => {
    const id = newId();
    await db.query('INSERT INTO signing.batch (id, post_id, created_at) VALUES ($1, $2, now())', [
      id,
      await postId(signer),
    ]);
    return { what: `batch of ${signer}`, params: { id }, seenBy: [signer] };
  };
}

/** A signature that the signer's own device is to complete. */
function aRequestOf(signer: PostCode): SubjectBuilder {
  return async ({ db, postId }) => {
    const id = newId();
    const post = await postId(signer);
    const credential = newId();
    // Revoked: a post has one certificate in force, and this one only stands behind the request.
    await db.query(
      `INSERT INTO signing.credential (id, owner_kind, post_id, common_name, issuer_name, serial, not_before, not_after,
                                       certificate, chain, medium, location, sample_image, revoked_at)
       VALUES ($1, 'post', $2, 'Người ký', 'CA', '02', '2026-01-01', '2027-01-01', '\\x30', '{}', 'agent', '{}',
               '{"kind": "signature", "fullName": "Người ký"}', now())`,
      [credential, post],
    );
    await db.query(
      `INSERT INTO signing.request (id, subject_type, subject_id, purpose, base_sha256,
         credential_id, prepared, state, created_at, expires_at, title, actor, instruction)
       VALUES ($1, 'outgoing-document', $1, 'approve', repeat('0', 64), $2, '{}', 'prepared', now(),
         now() + interval '10 years', 'Kế hoạch',
         (SELECT jsonb_build_object('postId', id, 'personId', person_id) FROM organisation.post WHERE id = $3),
         '{"field": "NguoiKy", "lock": false, "context": {}}')`,
      [id, credential, post],
    );
    return { what: `request of ${signer}`, params: { id }, seenBy: [signer] };
  };
}
