import { Injectable } from '@nestjs/common';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { Actor, Space } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { actorValues, COPY_HELD, COPY_SEEN } from '../visibility.js';
import { CopyMovedOnError } from '../copies/copies.errors.js';
import {
  COPY_LIFECYCLE,
  type CopyAction,
  type CopyForm,
  type CopySourceType,
  type CopyState,
  type CopyType,
  type PageRange,
} from '../domain/copy-rules.js';

export type CopyRow = {
  readonly id: string;
  readonly agencyId: string;
  readonly space: Space;
  readonly typeCode: CopyType;
  readonly state: CopyState;
  readonly sourceType: CopySourceType;
  readonly sourceId: string;
  readonly sourceForm: CopyForm;
  readonly targetForm: CopyForm;
  readonly sourceTitle: string;
  /** The version that was copied, with its signatures. */
  readonly sourceSha256: string;
  readonly pages: readonly PageRange[] | null;
  readonly sha256: string;
  readonly askedByPostId: string;
  readonly askedByName: string;
  readonly signerPostId: string;
  readonly signerName: string;
  readonly signatureLines: readonly string[] | null;
  readonly recipients: string;
  readonly keptBy: string;
  readonly copies: number;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
};

export type NewCopy = Pick<
  CopyRow,
  | 'agencyId'
  | 'space'
  | 'typeCode'
  | 'sourceType'
  | 'sourceId'
  | 'sourceForm'
  | 'targetForm'
  | 'sourceTitle'
  | 'sourceSha256'
  | 'pages'
  | 'sha256'
  | 'signerPostId'
  | 'signerName'
  | 'recipients'
  | 'keptBy'
  | 'copies'
> & {
  readonly size: number;
};

export type CopyFilter = {
  readonly sourceId?: string | undefined;
  /** Only what this actor decides on or signs now. */
  readonly waiting?: boolean | undefined;
};

type ListCopies = CopyFilter & {
  readonly after: readonly (string | number | null)[] | null;
  readonly limit: number;
};

export type CopyChange = {
  readonly reason?: string;
  readonly lines?: readonly string[];
  readonly file?: { readonly sha256: string; readonly size: number };
  readonly issuedOn?: string;
  readonly entry?: { readonly id: string; readonly number: number; readonly symbol: string };
};

const COLUMNS = `id, agency_id AS "agencyId", space, type_code AS "typeCode", state,
  source_type AS "sourceType", source_id AS "sourceId", source_form AS "sourceForm",
  target_form AS "targetForm", source_title AS "sourceTitle",
  source_sha256 AS "sourceSha256", sha256,
  (SELECT json_agg(json_build_object('first', lower(part), 'last', upper(part) - 1) ORDER BY part)
     FROM unnest(pages) AS part) AS pages,
  asked_by_post AS "askedByPostId", asked_by_name AS "askedByName",
  signer_post_id AS "signerPostId", signer_name AS "signerName",
  signature_lines AS "signatureLines", recipients, kept_by AS "keptBy", copies, symbol,
  to_char(issued_on, 'YYYY-MM-DD') AS "issuedOn", reason, created_at AS "createdAt"`;

/** Certified, secondary and excerpt copies of documents. */
@Injectable()
export class Copies {
  constructor(private readonly clock: Clock) {}

  async add(tx: Tx, actor: Actor, copy: NewCopy): Promise<string> {
    const id = newId();
    await rows(
      tx,
      `INSERT INTO documents.copy (id, agency_id, space, type_code, state, source_type, source_id,
         source_form, target_form, source_title, source_sha256, of_certified_copy, pages,
         base_sha256, sha256, size, asked_by_post, asked_by_name, signer_post_id, signer_name,
         recipients, kept_by, copies, held_since, created_at)
       VALUES ($1, $2, $3, $4, 'awaiting-approval', $5, $6, $7, $8, $9, $10,
         $4 = 'secondary-copy', $11::int4multirange, $12, $12, $13,
         $14, $15, $16, $17, $18, $19, $20, $21, $21)`,
      [
        ...[id, copy.agencyId, copy.space, copy.typeCode, copy.sourceType, copy.sourceId],
        ...[copy.sourceForm, copy.targetForm, copy.sourceTitle, copy.sourceSha256],
        ...[rangesOf(copy.pages), copy.sha256, copy.size, actor.postId, actor.personName],
        ...[copy.signerPostId, copy.signerName, copy.recipients, copy.keptBy, copy.copies],
        this.clock.now(),
      ],
    );
    return id;
  }

  async get(db: Queryable, id: string): Promise<CopyRow> {
    return present(
      await maybeRow<CopyRow>(db, `SELECT ${COLUMNS} FROM documents.copy WHERE id = $1`, [id]),
    );
  }

  async getForUpdate(tx: Tx, id: string): Promise<CopyRow> {
    return present(
      await maybeRow<CopyRow>(
        tx,
        `SELECT ${COLUMNS} FROM documents.copy WHERE id = $1 FOR UPDATE`,
        [id],
      ),
    );
  }

  /** @param after creation and id of the last one seen */
  list(db: Queryable, actor: Actor, asked: ListCopies): Promise<CopyRow[]> {
    return rows<CopyRow>(
      db,
      `SELECT ${COLUMNS} FROM documents.copy c
        WHERE ${COPY_SEEN} AND ($9::uuid IS NULL OR c.source_id = $9) AND (NOT $10 OR ${COPY_HELD})
          AND ($11::timestamptz IS NULL OR (c.created_at, c.id) < ($11, $12::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $13`,
      [
        ...[...actorValues(actor), asked.sourceId ?? null, asked.waiting ?? false],
        ...[asked.after?.[0] ?? null, asked.after?.[1] ?? null, asked.limit],
      ],
    );
  }

  /** @throws {CopyMovedOnError} it has come further, or not that far */
  async move(tx: Tx, copy: CopyRow, action: CopyAction, change: CopyChange): Promise<void> {
    const state = nextState(COPY_LIFECYCLE, copy.state, action);
    if (state === undefined) throw new CopyMovedOnError(copy.state);
    await rows(
      tx,
      `UPDATE documents.copy SET state = $2, reason = $3, signature_lines = coalesce($4, signature_lines),
         sha256 = coalesce($5, sha256), size = coalesce($6, size), issued_on = $7,
         register_entry_id = $8, number = $9, symbol = $10, held_since = $11
       WHERE id = $1`,
      [copy.id, state, ...valuesOf(change), this.clock.now()],
    );
  }
}

function valuesOf({ reason, lines, file, issuedOn, entry }: CopyChange): readonly unknown[] {
  const signed = [reason ?? null, lines ? JSON.stringify(lines) : null];
  const { sha256, size } = file ?? { sha256: null, size: null };
  const { id, number, symbol } = entry ?? { id: null, number: null, symbol: null };
  return [...signed, sha256, size, issuedOn ?? null, id, number, symbol];
}

/** As PostgreSQL writes it: `{[1,1],[3,5]}`. */
function rangesOf(pages: readonly PageRange[] | null): string | null {
  return pages && `{${pages.map(({ first, last }) => `[${first},${last}]`).join(',')}}`;
}

function present(copy: CopyRow | null): CopyRow {
  if (!copy) throw new NotFoundError('copy');
  return copy;
}
