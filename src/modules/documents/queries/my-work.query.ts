import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import type { IncomingState, OutgoingState, Urgency } from '../contracts/index.js';
import type { CopyState } from '../domain/copy-rules.js';
import {
  COPY_STATE_NAMES,
  INCOMING_STATE_NAMES,
  OUTGOING_STATE_NAMES,
} from '../domain/state-names.js';
import {
  actorValues,
  COPY_HELD,
  COPY_SEEN,
  INCOMING_HELD,
  INCOMING_SEEN,
  OPINION_WAITS,
  OUTGOING_HELD,
  OUTGOING_SEEN,
} from '../visibility.js';
import { COPY_NAME } from './copy-name.sql.js';

export type WorkKind = 'outgoing' | 'opinion' | 'incoming' | 'copy' | 'assignment' | 'confirmation';

export type WorkItem = {
  readonly kind: WorkKind;
  /** Of the row that waits: the document, or the assignment. */
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly title: string;
  readonly symbol: string | null;
  readonly state: string;
  /** Why it is here, in words. */
  readonly reason: string;
  readonly dueOn: string | null;
  readonly urgency: Urgency;
  readonly since: Date;
};

type Row = Omit<WorkItem, 'reason'> & { readonly detail: string | null; readonly sort: string };

const FAR = '9999-12-31';

const OUTGOING = `
  SELECT 'outgoing' AS kind, d.id, 'outgoing-document' AS subject_type, d.id AS subject_id,
    d.subject AS title, d.symbol, d.state, NULL::text AS detail, NULL::date AS due_on, d.urgency,
    d.held_since AS since
  FROM documents.outgoing d
  WHERE d.state NOT IN ('released', 'cancelled', 'number-voided') AND ${OUTGOING_SEEN}
    AND ${OUTGOING_HELD}
    AND NOT (d.state = 'collecting')
  UNION ALL
  SELECT 'opinion', d.id, 'outgoing-document', d.id, d.subject, d.symbol, d.state,
    (SELECT poser.person_name FROM documents.opinion_round open
     JOIN organisation.report_post_v1 poser ON poser.id = open.opened_by_post
     WHERE open.document_id = d.id AND open.closed_at IS NULL),
    (SELECT open.due_on FROM documents.opinion_round open
     WHERE open.document_id = d.id AND open.closed_at IS NULL), d.urgency, d.held_since
  FROM documents.outgoing d WHERE d.state = 'collecting' AND ${OPINION_WAITS}`;

const INCOMING = `
  SELECT 'incoming', i.id, 'incoming-document', i.id, i.subject, i.symbol, i.state, i.author,
    i.reply_due_on, i.urgency, i.held_since
  FROM documents.incoming i
  WHERE i.state IN ('arrived', 'to-register', 'registered', 'submitted', 'distributed')
    AND ${INCOMING_SEEN} AND ${INCOMING_HELD}`;

const COPY_FORM = `CASE c.target_form WHEN 'paper' THEN ' ra bản giấy' ELSE ' ra bản điện tử' END`;

const COPIES = `
  SELECT 'copy', c.id, 'document-copy', c.id, ${COPY_NAME} || ${COPY_FORM} || ': ' || c.source_title, NULL, c.state,
    c.asked_by_name, NULL, 'normal', c.held_since
  FROM documents.copy c WHERE ${COPY_SEEN} AND ${COPY_HELD}`;

const ASSIGNED = `
  SELECT CASE WHEN a.state = 'reported' THEN 'confirmation' ELSE 'assignment' END,
    a.id, a.subject_type, a.subject_id, coalesce(i.subject, a.text), i.symbol, a.state,
    CASE WHEN a.state = 'reported' THEN coalesce(a.post_name, a.unit_name)
      ELSE (CASE a.role WHEN 'lead' THEN 'Chủ trì' WHEN 'coordinate' THEN 'Phối hợp'
            ELSE 'Nhận để biết' END) || ', người giao: ' || a.by_name END,
    a.due_on, coalesce(i.urgency, 'normal'), a.created_at
  FROM routing.report_assignment_v1 a
  LEFT JOIN documents.incoming i ON a.subject_type = 'incoming-document' AND i.id = a.subject_id
  WHERE (a.state IN ('pending', 'accepted', 'in-progress')
         AND (a.post_id = $1 OR (a.post_id IS NULL AND $4 AND a.unit_id = $2)))
     OR (a.state = 'reported' AND a.by_post = $1)`;

const WORK = [OUTGOING, INCOMING, COPIES, ASSIGNED].join(' UNION ALL ');

@Injectable()
export class MyWorkQuery {
  constructor(private readonly dataSource: DataSource) {}

  /** One list ordered by what is due, with the reason why each row is here. */
  async execute(
    actor: Actor,
    request: { after?: string | undefined; limit: number },
  ): Promise<Page<WorkItem>> {
    const after = decodeCursor(request.after, 3);
    const found = await rows<Row>(
      this.dataSource,
      `SELECT kind, id, subject_type AS "subjectType", subject_id AS "subjectId", title, symbol,
         state, detail, to_char(due_on, 'YYYY-MM-DD') AS "dueOn", urgency, since, sort
       FROM (
         SELECT work.*, CASE urgency WHEN 'express' THEN '0' WHEN 'very-urgent' THEN '1'
             WHEN 'urgent' THEN '2' ELSE '3' END
           || coalesce(to_char(due_on, 'YYYY-MM-DD'), '${FAR}') AS sort
         FROM (${WORK}) work
       ) sorted
       WHERE $9::text IS NULL OR (sort, since, id) > ($9, $10::timestamptz, $11::uuid)
       ORDER BY sort, since, id LIMIT $12`,
      [
        ...actorValues(actor),
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        request.limit + 1,
      ],
    );
    const page = toPage(found, request.limit, (row) => [row.sort, row.since.toISOString(), row.id]);
    return { next: page.next, items: page.items.map(toItem) };
  }

  async count(actor: Actor): Promise<number> {
    const [found] = await rows<{ count: number }>(
      this.dataSource,
      `SELECT count(*)::int AS count FROM (${WORK}) work`,
      actorValues(actor),
    );
    return found?.count ?? 0;
  }
}

function toItem(row: Row): WorkItem {
  const { kind, id, subjectType, subjectId, title, symbol, state, dueOn, urgency, since } = row;
  const reason = reasonOf(row, row.detail);
  return { kind, id, subjectType, subjectId, title, symbol, state, reason, dueOn, urgency, since };
}

function reasonOf(row: Pick<Row, 'kind' | 'state'>, detail: string | null): string {
  switch (row.kind) {
    case 'outgoing':
      return OUTGOING_STATE_NAMES[row.state as OutgoingState];
    case 'opinion':
      return `Góp ý theo đề nghị của ${detail ?? ''}`;
    case 'incoming':
      return `${INCOMING_STATE_NAMES[row.state as IncomingState]}, nơi gửi: ${detail ?? ''}`;
    case 'copy':
      return `${COPY_STATE_NAMES[row.state as CopyState]}, người lập: ${detail ?? ''}`;
    case 'assignment':
      return detail ?? '';
    case 'confirmation':
      return `Đã báo cáo kết quả, chờ xác nhận: ${detail ?? ''}`;
  }
}
