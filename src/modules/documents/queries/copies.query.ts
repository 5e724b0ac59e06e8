import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../platform/access/actor.js';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging.js';
import { COPY_NAMES } from '../domain/copy-rules.js';
import { Copies, type CopyFilter, type CopyRow } from '../persistence/copies.js';

type Act = 'approve' | 'refuse' | 'seal';

export type CopyView = Pick<
  CopyRow,
  | 'id'
  | 'agencyId'
  | 'typeCode'
  | 'state'
  | 'sourceType'
  | 'sourceId'
  | 'sourceTitle'
  | 'sourceForm'
  | 'targetForm'
  | 'askedByName'
  | 'signerName'
  | 'recipients'
  | 'keptBy'
  | 'copies'
  | 'symbol'
  | 'issuedOn'
  | 'reason'
> & {
  readonly createdAt: string;
  readonly typeName: string;
  readonly pages: { first: number; last: number }[] | null;
  readonly allowedActions: Act[];
};

@Injectable()
export class CopiesQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly copies: Copies,
  ) {}

  /** Newest first. */
  async list(
    actor: Actor,
    { after, limit, ...filter }: CopyFilter & { after?: string | undefined; limit: number },
  ): Promise<Page<CopyView>> {
    const found = await this.copies.list(this.dataSource, actor, {
      ...filter,
      after: decodeCursor(after, 2),
      limit: limit + 1,
    });
    const page = toPage(found, limit, (copy) => [copy.createdAt.toISOString(), copy.id]);
    return { next: page.next, items: page.items.map((copy) => toView(actor, copy)) };
  }

  async get(actor: Actor, id: string): Promise<CopyView> {
    return toView(actor, await this.copies.get(this.dataSource, id));
  }
}

function toView(actor: Actor, copy: CopyRow): CopyView {
  return {
    id: copy.id,
    agencyId: copy.agencyId,
    typeCode: copy.typeCode,
    typeName: COPY_NAMES[copy.typeCode],
    state: copy.state,
    sourceType: copy.sourceType,
    sourceId: copy.sourceId,
    sourceTitle: copy.sourceTitle,
    sourceForm: copy.sourceForm,
    targetForm: copy.targetForm,
    pages: copy.pages && [...copy.pages],
    askedByName: copy.askedByName,
    signerName: copy.signerName,
    recipients: copy.recipients,
    keptBy: copy.keptBy,
    copies: copy.copies,
    symbol: copy.symbol,
    issuedOn: copy.issuedOn,
    reason: copy.reason,
    createdAt: copy.createdAt.toISOString(),
    allowedActions: actsOf(actor, copy),
  };
}

function actsOf(actor: Actor, copy: CopyRow): Act[] {
  if (copy.state === 'awaiting-approval' && copy.signerPostId === actor.postId)
    return ['approve', 'refuse'];
  return copy.state === 'awaiting-seal' && actor.clerkOf.includes(copy.agencyId) ? ['seal'] : [];
}
