import { newId } from '../../src/platform/database/new-id.js';
import { GOVERNMENT, PARTY, type PostCode } from './posts.js';
import type { SubjectBuilder, SubjectBuilders } from './subjects.js';

/** Who works where is shown within one's own space; a signing batch to its signer alone. */
export const ORGANISATION_SUBJECTS: SubjectBuilders = {
  agency: [anAgency('p-tu-son', GOVERNMENT), anAgency('du-tu-son', PARTY)],
  'signing-batch': [aBatchOf('ct-ts'), aBatchOf('bt-ts')],
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
