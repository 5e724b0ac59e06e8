import { rows } from '../../platform/database/rows.js';
import type { Policy } from '../../platform/access/policy.js';

export const UPLOAD_FILE: Policy = { name: 'files.upload', who: 'signed-in', subject: null };

/** A file that lies loose is its uploader's; in a document it is seen through the document. */
export const READ_UPLOAD: Policy = {
  name: 'files.read-upload',
  who: 'signed-in',
  subject: 'upload',
  sees: async (db, actor, { id }) =>
    (
      await rows(db, 'SELECT 1 FROM files.upload WHERE id = $1 AND uploaded_by_post = $2', [
        id,
        actor.postId,
      ])
    ).length > 0,
};
