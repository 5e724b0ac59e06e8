import type { Actor } from '../../platform/access/actor.js';
import type { Policy } from '../../platform/access/policy.js';
import { type Queryable, rows } from '../../platform/database/rows.js';
import { actorValues, COPY_SEEN, INCOMING_SEEN, OUTGOING_SEEN } from './visibility.js';

export async function seesOutgoing(db: Queryable, actor: Actor, id: string): Promise<boolean> {
  const found = await rows(
    db,
    `SELECT 1 FROM documents.outgoing d WHERE ${OUTGOING_SEEN} AND d.id = $9`,
    [...actorValues(actor), id],
  );
  return found.length > 0;
}

export async function seesIncoming(db: Queryable, actor: Actor, id: string): Promise<boolean> {
  const found = await rows(
    db,
    `SELECT 1 FROM documents.incoming i WHERE ${INCOMING_SEEN} AND i.id = $9`,
    [...actorValues(actor), id],
  );
  return found.length > 0;
}

export const LIST_DOCUMENTS: Policy = {
  name: 'documents.list',
  who: 'signed-in',
  subject: null,
};

export const WRITE_DRAFT: Policy = {
  name: 'documents.write-draft',
  who: ['officer', 'par-officer', 'unit-head', 'office-chief', 'leader', 'clerk'],
  subject: null,
};

/** The competent post and the state are asked by each use case inside its transaction. */
export const ACT_ON_OUTGOING: Policy = {
  name: 'documents.act-on-outgoing',
  who: 'signed-in',
  subject: 'outgoing-document',
  sees: (db, actor, { id }) => seesOutgoing(db, actor, id ?? ''),
};

export const ACT_ON_ANNEX: Policy = {
  ...ACT_ON_OUTGOING,
  name: 'documents.act-on-annex',
  subject: 'outgoing-annex',
};
export const READ_ANNEX: Policy = { ...ACT_ON_ANNEX, name: 'documents.read-annex' };

export const READ_OUTGOING: Policy = { ...ACT_ON_OUTGOING, name: 'documents.read-outgoing' };

export const ISSUE_OUTGOING: Policy = {
  ...ACT_ON_OUTGOING,
  name: 'documents.issue-outgoing',
  who: ['clerk'],
};

export const SIGN_MANY: Policy = {
  name: 'documents.sign-many',
  who: ['leader', 'office-chief', 'unit-head', 'clerk'],
  subject: null,
};

export const READ_INCOMING: Policy = {
  name: 'documents.read-incoming',
  who: 'signed-in',
  subject: 'incoming-document',
  sees: (db, actor, { id }) => seesIncoming(db, actor, id ?? ''),
};

export const READ_INCOMING_ANNEX: Policy = {
  ...READ_INCOMING,
  name: 'documents.read-incoming-annex',
  subject: 'incoming-annex',
};

export const ACT_ON_INCOMING: Policy = { ...READ_INCOMING, name: 'documents.act-on-incoming' };

export const KEEP_INCOMING: Policy = {
  ...READ_INCOMING,
  name: 'documents.keep-incoming',
  who: ['clerk'],
};

export const READ_COPY: Policy = {
  name: 'documents.read-copy',
  who: 'signed-in',
  subject: 'document-copy',
  sees: async (db, actor, { id }) => {
    const found = await rows(
      db,
      `SELECT 1 FROM documents.copy c WHERE ${COPY_SEEN} AND c.id = $9`,
      [...actorValues(actor), id],
    );
    return found.length > 0;
  },
};
export const ACT_ON_COPY: Policy = { ...READ_COPY, name: 'documents.act-on-copy' };
export const LIST_COPIES: Policy = { ...LIST_DOCUMENTS, name: 'documents.list-copies' };
export const MAKE_COPY: Policy = { name: 'documents.make-copy', who: ['clerk'], subject: null };

export const RECEIVE_INCOMING: Policy = {
  name: 'documents.receive-incoming',
  who: ['clerk'],
  subject: null,
};

export const DIRECT_INCOMING: Policy = {
  ...READ_INCOMING,
  name: 'documents.direct-incoming',
  who: ['leader'],
};
