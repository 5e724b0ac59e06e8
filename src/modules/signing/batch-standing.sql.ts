import { isAtWork } from './batch-leases.js';
import { PC_MEDIA } from './signers/key-provider.js';

/** Of an item whose turn has not come, or has not ended. */
export const OPEN_ITEM = `('waiting', 'signing', 'confirming')`;

const PC_LIST = PC_MEDIA.map((medium) => `'${medium}'`).join(', ');

/** The program on its signer's PC, by the certificate of today, with which it would be gone on. */
export const DEVICE = `(SELECT CASE WHEN credential.medium IN (${PC_LIST}) THEN credential.medium
                        WHEN credential.location ->> 'inBrowser' = 'true' THEN 'browser' END
                   FROM signing.credential
                  WHERE credential.owner_kind = batch.owner_kind AND credential.post_id = batch.post_id
                    AND credential.agency_id IS NOT DISTINCT FROM batch.agency_id
                    AND credential.revoked_at IS NULL
                  ORDER BY credential.id DESC LIMIT 1)`;

/**
 * A page that goes between a device and the server holds no lease. It has requests open, or between
 * two portions, and before the first, has just moved something: $2 is now.
 */
export const AT_WORK = `(${isAtWork('batch.id')} OR ${DEVICE} IS NOT NULL AND (EXISTS (
    SELECT 1 FROM signing.request
     WHERE request.batch_id = batch.id AND request.state = 'prepared' AND request.expires_at > $2)
  OR EXISTS (
    SELECT 1 FROM signing.batch_item moved
     WHERE moved.batch_id = batch.id AND moved.changed_at > $2::timestamptz - interval '1 minute')))`;
