import { newId } from '../../src/platform/database/new-id.js';
import type { PostCode } from './posts.js';
import type { SubjectBuilder, SubjectBuilders } from './subjects.js';

/** Certificates stand under the posts that sign with them, and under nobody else's eyes. */
export const CREDENTIAL_SUBJECTS: SubjectBuilders = {
  'signing-credential': [aCredentialOf('ct-ts'), aCredentialOf('bt-ts')],
};

function aCredentialOf(post: PostCode): SubjectBuilder {
  return async ({ db, postId }) => {
    const [id, holder] = [newId(), await postId(post)];
    await db.query(
      `UPDATE signing.credential SET revoked_at = now() WHERE post_id = $1 AND owner_kind = 'post' AND revoked_at IS NULL`,
      [holder],
    );
    await db.query(
      `INSERT INTO signing.credential (id, owner_kind, post_id, common_name, issuer_name, serial, not_before, not_after,
                                       certificate, chain, medium, location, sample_image)
       VALUES ($1, 'post', $2, 'Người ký', 'CA', '01', '2026-01-01', '2027-01-01', '\\x30', '{}', 'agent', '{}',
               '{"kind": "signature", "fullName": "Người ký"}')`,
      [id, holder],
    );
    return { what: `certificate of ${post}`, params: { id }, seenBy: [post] };
  };
}
