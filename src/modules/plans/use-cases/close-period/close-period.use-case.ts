import { Injectable } from '@nestjs/common';
import {
  formatShortDate,
  localDateOf,
  monthlyPeriod,
} from '../../../../../libs/working-calendar/index.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { newId } from '../../../../platform/database/new-id.js';
import { type Tx, UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { Outbox } from '../../../../platform/jobs/outbox.js';
import type { PeriodClosed, PeriodCloseId } from '../../contracts/index.js';
import { snapshotHash } from '../../domain/snapshot.js';
import { CloseRepository } from '../../persistence/close.repository.js';
import { PeriodFreezer } from '../../period-freezer.js';
import {
  OwnReportNotApprovedError,
  PeriodClosedError,
  PeriodNotOverError,
} from '../../plans.errors.js';
import type { ReportedUnit } from '../../queries/reported-figures.js';

export type ClosePeriod = {
  readonly actor: Actor;
  readonly planId: string;
  readonly period: string;
  /** The committee that will consider the report; null when none does. */
  readonly partyAgencyId: string | null;
};

/** Freezes the figures of a period once; what comes later is a correction of its own. */
@Injectable()
export class ClosePeriodUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly closes: CloseRepository,
    private readonly freezer: PeriodFreezer,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  execute({ actor, planId, period, partyAgencyId }: ClosePeriod): Promise<PeriodCloseId> {
    return this.unitOfWork.run(async (tx) => {
      // The lock on the plan makes the second of two presses wait and then see the first.
      await this.freezer.lock(tx, planId);
      const order = { planId, period, agencyId: actor.agencyId };
      if (await this.closes.findOf(tx, order)) throw new PeriodClosedError(period);
      this.requireOver(period);
      const units = await this.freezer.scopeOf(tx, order);
      if (units.length === 0) throw new NotFoundError('period');
      requireOwnFigures(units, actor.agencyId);
      const snapshot = await this.freezer.freeze(tx, order, units);
      const id = newId();
      const sha256 = snapshotHash(snapshot);
      const closedAt = this.clock.now();
      const close = { ...order, id, partyAgencyId, snapshot, sha256, closedAt };
      await this.closes.add(tx, { ...close, closedByPost: actor.postId });
      await this.tell(tx, actor, { ...order, id, sha256 });
      return id;
    });
  }

  private requireOver(period: string): void {
    const { to } = monthlyPeriod(period);
    if (localDateOf(this.clock.now()) <= to)
      throw new PeriodNotOverError(period, formatShortDate(to));
  }

  private async tell(
    tx: Tx,
    actor: Actor,
    { id, ...closed }: PeriodClosed['payload'] & { id: PeriodCloseId },
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action: 'plans.close-period',
      subjectType: 'period-close',
      subjectId: id,
      details: closed,
    });
    const event: PeriodClosed = { topic: 'plans.period-closed.v1', subjectId: id, payload: closed };
    await this.outbox.add(tx, event);
  }
}

/** Others may be late; an agency cannot close over its own silence. */
function requireOwnFigures(units: readonly ReportedUnit[], agencyId: string): void {
  const silent = units.filter(
    (unit) => unit.agencyId === agencyId && unit.current.figures === null,
  );
  if (silent.length > 0) throw new OwnReportNotApprovedError(silent.map(({ name }) => name));
}
