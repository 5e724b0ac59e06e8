import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import type { IncomingState, Urgency } from '../contracts/index.js';
import { INCOMING_STATE_NAMES } from '../domain/state-names.js';
import { actorValues, INCOMING_HELD, INCOMING_SEEN } from '../visibility.js';
import { escapeLike } from './list-outgoing.query.js';

/** This actor's own open row on the document, whatever its role. */
const MINE = (role: string): string => `EXISTS (SELECT 1 FROM routing.report_assignment_v1 mine
  WHERE mine.subject_type = 'incoming-document' AND mine.subject_id = i.id AND ${role}
    AND mine.state IN ('pending', 'accepted', 'in-progress')
    AND (mine.post_id = $1 OR (mine.post_id IS NULL AND $4 AND mine.unit_id = $2)))`;

/** The menu's entries; each list is exactly what its count says. `$9` is today. */
export const INCOMING_GROUPS = {
  'to-receive': `i.state = 'arrived' AND i.agency_id = ANY ($6)`,
  'to-register': `i.state = 'to-register' AND i.agency_id = ANY ($6)`,
  'to-submit': `i.state = 'registered' AND i.agency_id = ANY ($6)`,
  'to-distribute': `i.state = 'submitted' AND $8 AND ${INCOMING_HELD}`,
  'to-direct': `i.state IN ('submitted', 'distributed') AND $5 AND NOT $8 AND ${INCOMING_HELD}`,
  'to-process': MINE(`mine.role = 'lead' AND mine.state = 'pending'`),
  'in-progress': MINE(`mine.role = 'lead' AND mine.state <> 'pending'`),
  coordinating: MINE(`mine.role = 'coordinate'`),
  'for-information': MINE(`mine.role = 'inform'`),
  'due-soon': MINE('mine.due_on BETWEEN $9::date AND $9::date + 2'),
  overdue: MINE('mine.due_on < $9::date'),
  done: `i.state = 'completed'`,
  returned: `i.state = 'returned'`,
} as const;

export type IncomingGroup = keyof typeof INCOMING_GROUPS;
export const INCOMING_GROUP_NAMES = Object.keys(INCOMING_GROUPS) as [
  IncomingGroup,
  ...IncomingGroup[],
];

export type ListIncomingRequest = {
  readonly group?: IncomingGroup | undefined;
  readonly state?: IncomingState | undefined;
  readonly q?: string | undefined;
  readonly urgency?: Urgency | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

export type IncomingListItem = {
  readonly id: string;
  readonly state: IncomingState;
  readonly stateName: string;
  readonly channel: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn: string | null;
  readonly typeName: string;
  readonly subject: string;
  readonly urgency: Urgency;
  readonly verdict: string | null;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string | null;
  readonly leadName: string | null;
  readonly dueOn: string | null;
  readonly isMine: boolean;
  readonly heldSince: Date;
  readonly createdAt: Date;
};

@Injectable()
export class ListIncomingQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, request: ListIncomingRequest): Promise<Page<IncomingListItem>> {
    const after = decodeCursor(request.after, 2);
    const found = await rows<Omit<IncomingListItem, 'stateName'>>(
      this.dataSource,
      `SELECT i.id, i.state, i.channel, i.agency_id AS "agencyId", agency.short_name AS "agencyName",
         i.author, i.symbol, to_char(i.issued_on, 'YYYY-MM-DD') AS "issuedOn",
         i.type_name AS "typeName", i.subject, i.urgency, i.verdict,
         i.arrival_number AS "arrivalNumber", to_char(i.arrived_on, 'YYYY-MM-DD') AS "arrivedOn",
         lead.name AS "leadName", to_char(lead.due_on, 'YYYY-MM-DD') AS "dueOn",
         ${INCOMING_HELD} AS "isMine", i.held_since AS "heldSince", i.created_at AS "createdAt"
       FROM documents.incoming i
       JOIN organisation.report_unit_v1 agency ON agency.id = i.agency_id
       LEFT JOIN LATERAL (
         SELECT coalesce(a.post_name, a.unit_name) AS name, a.due_on
         FROM routing.report_assignment_v1 a
         WHERE a.subject_type = 'incoming-document' AND a.subject_id = i.id AND a.role = 'lead'
           AND a.parent_id IS NULL AND a.state <> 'recalled'
         ORDER BY a.created_at DESC LIMIT 1) lead ON true
       WHERE ${INCOMING_SEEN} AND (${request.group ? INCOMING_GROUPS[request.group] : 'true'})
         AND $9::date IS NOT NULL
         AND ($10::text IS NULL OR i.state = $10)
         AND ($11::text IS NULL OR i.search LIKE '%' || documents.fold($11) || '%'
              OR i.arrival_number::text = $11)
         AND ($12::text IS NULL OR i.urgency = $12)
         AND ($13::date IS NULL OR coalesce(i.arrived_on, i.created_at::date) >= $13)
         AND ($14::date IS NULL OR coalesce(i.arrived_on, i.created_at::date) <= $14)
         AND ($15::timestamptz IS NULL OR (i.created_at, i.id) < ($15, $16::uuid))
       ORDER BY i.created_at DESC, i.id DESC LIMIT $17`,
      [
        ...actorValues(actor),
        localDateOf(this.clock.now()),
        request.state ?? null,
        request.q ? escapeLike(request.q) : null,
        request.urgency ?? null,
        request.from ?? null,
        request.to ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        request.limit + 1,
      ],
    );
    const page = toPage(found, request.limit, (row) => [row.createdAt.toISOString(), row.id]);
    return {
      next: page.next,
      items: page.items.map((row) => ({ ...row, stateName: INCOMING_STATE_NAMES[row.state] })),
    };
  }

  /** Of the very lists, in one statement; the groups that only look back are not counted. */
  async count(actor: Actor): Promise<Readonly<Record<string, number>>> {
    const columns = INCOMING_GROUP_NAMES.filter(
      (group) => group !== 'done' && group !== 'returned',
    ).map((group) => `count(*) FILTER (WHERE ${INCOMING_GROUPS[group]})::int AS "${group}"`);
    const [counts] = await rows<Record<string, number>>(
      this.dataSource,
      `SELECT ${columns.join(', ')} FROM documents.incoming i
       WHERE i.state NOT IN ('completed', 'returned') AND ${INCOMING_SEEN} AND $9::date IS NOT NULL`,
      [...actorValues(actor), localDateOf(this.clock.now())],
    );
    return counts ?? {};
  }
}
