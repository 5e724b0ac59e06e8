import { newId } from '../../src/platform/database/new-id.js';
import type { PostCode } from './posts.js';
import type { SubjectBuilder, SubjectBuilders } from './subjects.js';

/** A post signs with its own; the clerks of its agency keep it in their register. */
export const CREDENTIAL_SUBJECTS: SubjectBuilders = {
  'signing-credential': [aCredentialOf('ct-ts', ['vt-ts']), aCredentialOf('bt-ts', ['vt-du'])],
  'signing-certificate': [aCredentialOf('cvp-ts', ['vt-ts']), aCredentialOf('cvpdu', ['vt-du'])],
};

function aCredentialOf(post: PostCode, keepers: readonly PostCode[]): SubjectBuilder {
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
    return {
      what: `certificate of ${post}`,
      params: { id },
      seenBy: [post, ...keepers],
      seenUnder: { 'signing.change-own-credential': [post] },
    };
  };
}
