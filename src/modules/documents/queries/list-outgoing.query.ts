import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { rows } from '../../../platform/database/rows.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import type { OutgoingState, Urgency } from '../contracts/index.js';
import { typeName } from '../domain/document-notation.js';
import { SIGNATURE_ACTS } from '../domain/signature-acts.js';
import { OUTGOING_STATE_NAMES } from '../domain/state-names.js';
import {
  actorValues,
  COPY_HELD,
  COPY_SEEN,
  OPINION_WAITS,
  OUTGOING_HELD,
  OUTGOING_SEEN,
} from '../visibility.js';
import { HOLDER_JOINS, HOLDER_NAME } from './holder-name.sql.js';

const SIGNED_IN = Object.values(SIGNATURE_ACTS)
  .map(({ state }) => `'${state}'`)
  .join(', ');

/** The menu's entries; each list is exactly what its count says. */
export const OUTGOING_GROUPS = {
  drafts: `d.state IN ('draft', 'collecting', 'returned') AND ${OUTGOING_HELD}`,
  opinions: OPINION_WAITS,
  'to-review': `d.state IN ('head-review', 'content-checked', 'form-check') AND ${OUTGOING_HELD}`,
  'to-approve': `d.state = 'awaiting-approval' AND ${OUTGOING_HELD}`,
  'to-sign': `d.state = 'awaiting-signature' AND ${OUTGOING_HELD}`,
  /** Whatever waits for this actor's signature: initials, his own, or the seal that he keeps. */
  signatures: `d.state IN (${SIGNED_IN}) AND ${OUTGOING_HELD}`,
  'to-number': `d.state IN ('signed', 'numbering') AND d.issuing_agency_id = ANY ($6)`,
  'to-seal': `d.state = 'numbered' AND ${OUTGOING_HELD}`,
  'to-release': `d.state = 'sealed' AND ${OUTGOING_HELD}`,
  'in-progress': `d.state NOT IN ('released', 'cancelled', 'number-voided')`,
  released: `d.state = 'released'`,
  ended: `d.state IN ('cancelled', 'number-voided')`,
} as const;

export type OutgoingGroup = keyof typeof OUTGOING_GROUPS;
export const OUTGOING_GROUP_NAMES = Object.keys(OUTGOING_GROUPS) as [
  OutgoingGroup,
  ...OutgoingGroup[],
];

export type ListOutgoingRequest = {
  readonly group?: OutgoingGroup | undefined;
  readonly state?: OutgoingState | undefined;
  readonly q?: string | undefined;
  readonly typeCode?: string | undefined;
  readonly urgency?: Urgency | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

export type OutgoingListItem = {
  readonly id: string;
  readonly state: OutgoingState;
  readonly stateName: string;
  readonly typeCode: string;
  readonly typeName: string;
  readonly subject: string;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly urgency: Urgency;
  readonly issuingAgencyName: string;
  readonly draftingUnitName: string;
  readonly drafterName: string;
  readonly signerName: string;
  readonly holderName: string | null;
  readonly isMine: boolean;
  readonly heldSince: Date;
  readonly createdAt: Date;
  readonly sha256: string;
};

type Row = Omit<OutgoingListItem, 'stateName' | 'typeName'> & { space: 'government' | 'party' };

@Injectable()
export class ListOutgoingQuery {
  constructor(private readonly dataSource: DataSource) {}

  async execute(actor: Actor, request: ListOutgoingRequest): Promise<Page<OutgoingListItem>> {
    const after = decodeCursor(request.after, 2);
    const found = await rows<Row>(
      this.dataSource,
      `SELECT d.id, d.state, d.space, d.type_code AS "typeCode", d.subject, d.symbol,
         to_char(d.issued_on, 'YYYY-MM-DD') AS "issuedOn", d.urgency, d.sha256,
         issuer.short_name AS "issuingAgencyName", unit.short_name AS "draftingUnitName",
         drafter.person_name AS "drafterName", signer.person_name AS "signerName",
         ${HOLDER_NAME} AS "holderName", ${OUTGOING_HELD} AS "isMine",
         d.held_since AS "heldSince", d.created_at AS "createdAt"
       FROM documents.outgoing d ${HOLDER_JOINS}
       WHERE ${OUTGOING_SEEN} AND (${request.group ? OUTGOING_GROUPS[request.group] : 'true'})
         AND ($9::text IS NULL OR d.state = $9)
         AND ($10::text IS NULL OR d.search LIKE '%' || documents.fold($10) || '%')
         AND ($11::text IS NULL OR d.type_code = $11)
         AND ($12::text IS NULL OR d.urgency = $12)
         AND ($13::date IS NULL OR coalesce(d.issued_on, d.created_at::date) >= $13)
         AND ($14::date IS NULL OR coalesce(d.issued_on, d.created_at::date) <= $14)
         AND ($15::timestamptz IS NULL OR (d.created_at, d.id) < ($15, $16::uuid))
       ORDER BY d.created_at DESC, d.id DESC LIMIT $17`,
      [
        ...actorValues(actor),
        request.state ?? null,
        request.q ? escapeLike(request.q) : null,
        request.typeCode ?? null,
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
      items: page.items.map(({ space, ...row }) => ({
        ...row,
        stateName: OUTGOING_STATE_NAMES[row.state],
        typeName: typeName(space, row.typeCode),
      })),
    };
  }

  /**
   * Of the very lists, in one statement, and of the copies that wait on the signing desk beside them;
   * the groups that only look back are not counted.
   */
  async count(actor: Actor): Promise<Readonly<Record<string, number>>> {
    const counted: OutgoingGroup[] = OUTGOING_GROUP_NAMES.filter(
      (group) => group !== 'released' && group !== 'ended',
    );
    const columns = counted.map(
      (group) => `count(*) FILTER (WHERE ${OUTGOING_GROUPS[group]})::int AS "${group}"`,
    );
    const [counts] = await rows<Record<string, number>>(
      this.dataSource,
      `SELECT ${columns.join(', ')}, (SELECT count(*)::int FROM documents.copy c
          WHERE ${COPY_SEEN} AND ${COPY_HELD}) AS "copies-waiting"
       FROM documents.outgoing d
       WHERE d.state NOT IN ('released', 'cancelled', 'number-voided') AND ${OUTGOING_SEEN}`,
      actorValues(actor),
    );
    return counts ?? {};
  }
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
