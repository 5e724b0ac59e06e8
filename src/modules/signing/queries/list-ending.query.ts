import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { InvalidInputError } from '../../../platform/errors/platform.errors.js';
import { decodeCursor, type Page, toFile, toPage } from '../../../platform/http/paging.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import { LongTermServices } from '../verification/long-term-services.js';
import { EndingFiles, type EndingHeld, type EndingPlace, placeOf } from './ending-files.js';
import {
  countedAgencies,
  type EndingFilter,
  type EndingOverview,
  type EndingSignature,
  listedAgencies,
  type ListEnding,
  type Named,
} from './ending.views.js';

const MOST_IN_A_FILE = 10_000;
/** Files at once: of a page no more than it may need, of figures as many as memory takes easily. */
const PAGE_BLOCK = 2_000;
const COUNT_BLOCK = 20_000;

/** What would stop verifying in the next twelve months: when, why, which documents. */
@Injectable()
export class ListEndingQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: EndingFiles,
    private readonly directory: OrganisationDirectory,
    private readonly services: LongTermServices,
    private readonly clock: Clock,
  ) {}

  /** Of the agencies whose registers the actor reads; soonest first. */
  async execute(
    actor: Actor,
    { after, limit, ...filter }: ListEnding,
  ): Promise<Page<EndingSignature>> {
    const from = placeAfter(after);
    const found = await this.take(actor, filter, { from, most: limit + 1 });
    const { items, next } = toPage(found, limit, (one) => Object.values(placeOf(one)));
    return { items: await this.view(items), next };
  }

  /** All that the filter finds, for a file. */
  async book(actor: Actor, filter: EndingFilter): Promise<readonly EndingSignature[]> {
    const found = await this.take(actor, filter, { from: null, most: MOST_IN_A_FILE + 1 });
    return this.view(toFile(found, MOST_IN_A_FILE));
  }

  async overview(actor: Actor, filter: EndingFilter): Promise<EndingOverview> {
    const agencies = countedAgencies(actor);
    const now = this.clock.now();
    const counts = new Map<string, EndingOverview['counts'][number]>();
    let [total, ended] = [0, 0];
    for await (const held of this.files.walk({
      filter,
      agencies,
      from: null,
      block: COUNT_BLOCK,
    })) {
      total += held.length;
      for (const { endsAt, cause } of held) {
        if (hasEnded(endsAt, cause, now)) ended += 1;
        const month = localDateOf(endsAt).slice(0, 7);
        const count = (counts.get(`${month} ${cause}`)?.count ?? 0) + 1;
        counts.set(`${month} ${cause}`, { month, cause, count });
      }
    }
    const choices = await this.choices(agencies);
    return {
      counts: [...counts.values()].sort((a, b) => (a.month + a.cause < b.month + b.cause ? -1 : 1)),
      ...{ total, ended },
      lists: listedAgencies(actor).length > 0,
      agencies: choices,
      units: await this.unitsOf(choices, filter.agencyId),
      extends: this.services.hasTimeStamps,
      lastRoundAt: await this.lastRound(),
    };
  }

  private async take(
    actor: Actor,
    filter: EndingFilter,
    { from, most }: { readonly from: EndingPlace | null; readonly most: number },
  ): Promise<readonly EndingHeld[]> {
    const agencies = listedAgencies(actor);
    const found: EndingHeld[] = [];
    if (agencies.length === 0) return found;
    const block = Math.min(Math.max(4 * most, 200), PAGE_BLOCK);
    for await (const held of this.files.walk({ filter, agencies, from, block })) {
      found.push(...held);
      if (found.length >= most) break;
    }
    return found.slice(0, most);
  }

  private async view(held: readonly EndingHeld[]): Promise<EndingSignature[]> {
    const now = this.clock.now();
    const units = held.flatMap(({ agencyId, unitId }) => [agencyId, ...(unitId ? [unitId] : [])]);
    const named = await this.named([...new Set(units)]);
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return held.map(({ subjectType, subjectId, documentId, title, agencyId, ...end }) => ({
      ...{ subjectType, subjectId, documentId: documentId ?? null, title, agencyId },
      agencyName: names.get(agencyId) ?? '',
      unitName: names.get(end.unitId ?? '') ?? null,
      endsAt: end.endsAt.toISOString(),
      hasEnded: hasEnded(end.endsAt, end.cause, now),
      ...{ cause: end.cause, outcome: end.outcome, detail: end.detail },
    }));
  }

  /** Of whom he may ask: an administrator of all that stand today. */
  private async choices(ids: readonly string[] | null): Promise<Named[]> {
    if (ids !== null) return this.named(ids);
    const all = await this.directory.listAgencies(this.dataSource);
    return this.named(all.filter(({ isExternal }) => !isExternal).map(({ id }) => id));
  }

  private async unitsOf(agencies: readonly Named[], asked: string | undefined): Promise<Named[]> {
    const one = agencies.length === 1 ? agencies[0] : agencies.find(({ id }) => id === asked);
    if (!one) return [];
    const units = await this.directory.divisionsOf(this.dataSource, one.id);
    return units.map(({ id, shortName }) => ({ id, name: shortName }));
  }

  /** Those that have ended, too: their documents are kept on. */
  private async named(ids: readonly string[]): Promise<Named[]> {
    const units = await rows<Named>(
      this.dataSource,
      'SELECT id, short_name AS name FROM organisation.report_unit_life_v1 WHERE id = ANY ($1)',
      [ids],
    );
    return units.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  }

  private async lastRound(): Promise<string | null> {
    const last = await maybeRow<{ at: Date | null }>(
      this.dataSource,
      'SELECT max(settled_at) AS at FROM signing.upkeep',
      [],
    );
    return last?.at?.toISOString() ?? null;
  }
}

const Place = z.tuple([z.iso.datetime(), z.string(), z.string(), z.uuid()]);

/** @throws {InvalidInputError} the cursor is of another list, or nobody's */
function placeAfter(after: string | undefined): EndingPlace | null {
  const cursor = decodeCursor(after, 4);
  if (cursor === null) return null;
  const { data } = Place.safeParse(cursor);
  if (!data) throw new InvalidInputError([{ pointer: '/after', code: 'custom' }]);
  const [endsAt, sha256, subjectType, subjectId] = data;
  return { endsAt, sha256, subjectType, subjectId };
}

/** What could not be handled tonight may be handled tomorrow. */
function hasEnded(endsAt: Date, cause: EndingSignature['cause'], now: Date): boolean {
  return cause !== 'failure' && endsAt <= now;
}
