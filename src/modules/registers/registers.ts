import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import type { Space } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { IncomingEntryId, OutgoingEntryId, SeriesId } from './contracts/index.js';
import { NumberAlreadyVoidedError } from './registers.errors.js';
import { NumberSeries } from './number-series.js';

export type OutgoingNumberOrder = {
  readonly agencyId: string;
  readonly space: Space;
  readonly typeCode: string;
  readonly on: LocalDate;
  /** Builds the full symbol once the number is known: `214/KH-UBND`. */
  readonly symbolOf: (number: number) => string;
  readonly entry: {
    readonly documentId: string;
    readonly typeName: string;
    readonly subject: string;
    readonly signer: string;
    readonly recipients: string;
    readonly keptBy: string;
    readonly copies: number;
  };
};

export type ArrivalOrder = {
  readonly agencyId: string;
  readonly on: LocalDate;
  readonly entry: {
    readonly incomingDocumentId: string;
    readonly author: string;
    readonly symbol: string;
    readonly issuedOn: LocalDate | null;
    readonly typeName: string;
    readonly subject: string;
    readonly receiver: string;
    readonly note: string;
  };
};

export type CopyNumberOrder = {
  readonly agencyId: string;
  readonly on: LocalDate;
  readonly typeCode: string;
  /** `12/SY-UBND` */
  readonly symbolOf: (number: number) => string;
  readonly entry: {
    readonly copyId: string;
    readonly subject: string;
    readonly signer: string;
    readonly recipients: string;
    readonly keptBy: string;
    readonly copies: number;
  };
};

/** The two main registers and the series behind them. Everything happens in the caller's transaction. */
@Injectable()
export class Registers {
  constructor(
    private readonly series: NumberSeries,
    private readonly clock: Clock,
  ) {}

  /**
   * The next number with its register row. The series stays locked until the caller's transaction
   * ends, so that a rollback leaves no gap and two clerks never meet.
   *
   * @throws {NumberBackdatedError} a later day already has a number
   * @throws {SeriesClosedError}
   */
  async takeOutgoingNumber(
    tx: Tx,
    order: OutgoingNumberOrder,
  ): Promise<{ number: number; symbol: string; entryId: OutgoingEntryId; seriesId: SeriesId }> {
    const { agencyId, space, typeCode, on, entry } = order;
    const taken = await this.series.next(tx, {
      register: 'outgoing',
      agencyId,
      space,
      typeCode,
      on,
    });
    const symbol = order.symbolOf(taken.number);
    const entryId = newId();
    await rows(
      tx,
      `INSERT INTO registers.outgoing_entry
         (id, series_id, agency_id, period, number, symbol, issued_on, document_id, type_code,
          type_name, subject, signer, recipients, kept_by, copies)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        entryId,
        taken.seriesId,
        agencyId,
        taken.period,
        taken.number,
        symbol,
        on,
        entry.documentId,
        typeCode,
        entry.typeName,
        entry.subject,
        entry.signer,
        entry.recipients,
        entry.keptBy,
        entry.copies,
      ],
    );
    return { number: taken.number, symbol, entryId, seriesId: taken.seriesId };
  }

  /** One series a year for paper and electronic documents alike (NĐ 30/2020, article 22.2). */
  async takeArrivalNumber(
    tx: Tx,
    { agencyId, on, entry }: ArrivalOrder,
  ): Promise<{ number: number; entryId: IncomingEntryId }> {
    const taken = await this.series.next(tx, { register: 'incoming', agencyId, on });
    const entryId = newId();
    await rows(
      tx,
      `INSERT INTO registers.incoming_entry
         (id, series_id, agency_id, period, number, arrived_on, incoming_document_id, author,
          symbol, issued_on, type_name, subject, receiver, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        entryId,
        taken.seriesId,
        agencyId,
        taken.period,
        taken.number,
        on,
        entry.incomingDocumentId,
        entry.author,
        entry.symbol,
        entry.issuedOn,
        entry.typeName,
        entry.subject,
        entry.receiver,
        entry.note,
      ],
    );
    return { number: taken.number, entryId };
  }

  /** A copy on paper: its number in the register of copies, SY, SL and TrS in one series. */
  async takeCopyNumber(
    tx: Tx,
    { agencyId, on, typeCode, symbolOf, entry }: CopyNumberOrder,
  ): Promise<{ id: string; number: number; symbol: string }> {
    const taken = await this.series.next(tx, { register: 'copies', agencyId, on });
    const id = newId();
    const symbol = symbolOf(taken.number);
    await rows(
      tx,
      `INSERT INTO registers.copy_entry (id, series_id, agency_id, period, number, symbol, issued_on,
         copy_id, type_code, subject, signer, recipients, kept_by, copies)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[id, taken.seriesId, agencyId, taken.period, taken.number, symbol, on, entry.copyId],
        ...[typeCode, entry.subject, entry.signer, entry.recipients, entry.keptBy, entry.copies],
      ],
    );
    return { id, number: taken.number, symbol };
  }

  /** The number stays in the register, explained; it is never given again. */
  async voidNumber(
    tx: Tx,
    entryId: OutgoingEntryId,
    { reason, postId }: { reason: string; postId: string },
  ): Promise<void> {
    const voided = await rows(
      tx,
      `INSERT INTO registers.voided_number (entry_id, reason, voided_by_post, voided_at)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING entry_id`,
      [entryId, reason, postId, this.clock.now()],
    );
    if (voided.length > 0) return;
    const entry = await maybeRow<{ symbol: string }>(
      tx,
      'SELECT symbol FROM registers.outgoing_entry WHERE id = $1',
      [entryId],
    );
    throw new NumberAlreadyVoidedError(entry?.symbol ?? '');
  }

  /** Columns 8 and 9 of the outgoing register. */
  async markDispatched(
    tx: Tx,
    entryId: OutgoingEntryId,
    { on, receipt }: { on: LocalDate; receipt: string },
  ): Promise<void> {
    await rows(
      tx,
      'UPDATE registers.outgoing_entry SET dispatched_on = $2, receipt = $3 WHERE id = $1',
      [entryId, on, receipt],
    );
  }

  /** Columns 7 to 9 of the incoming register, known once a leader has directed. */
  async completeIncoming(
    tx: Tx,
    entryId: IncomingEntryId,
    { receiver, handedOn }: { receiver: string; handedOn: LocalDate },
  ): Promise<void> {
    await rows(
      tx,
      `UPDATE registers.incoming_entry SET receiver = $2, handed_on = $3, receipt = $4
       WHERE id = $1`,
      [entryId, receiver, handedOn, 'Ký nhận điện tử'],
    );
  }

  /** Which types of an agency share one series; a type without a line is in the common one. */
  async setPolicy(
    tx: Tx,
    policy: { agencyId: string; typeCode: string; typeGroup: string },
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO registers.series_policy (agency_id, type_code, type_group) VALUES ($1, $2, $3)
       ON CONFLICT (agency_id, type_code) DO UPDATE SET type_group = excluded.type_group`,
      [policy.agencyId, policy.typeCode, policy.typeGroup],
    );
  }

  /** Goes on from a book that was kept before: the next number is `openedAt + 1`. */
  async openSeries(
    tx: Tx,
    opening: {
      agencyId: string;
      register: 'outgoing' | 'incoming' | 'copies';
      period: string;
      typeGroup: string;
      openedAt: number;
      lastOn?: LocalDate;
    },
  ): Promise<SeriesId> {
    const id = newId();
    await rows(
      tx,
      `INSERT INTO registers.number_series
         (id, agency_id, register, period, type_group, opened_at, last, last_on)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
      [
        id,
        opening.agencyId,
        opening.register,
        opening.period,
        opening.typeGroup,
        opening.openedAt,
        opening.lastOn ?? null,
      ],
    );
    return id;
  }

  /** Closed at the year's end or when the agency ends; nothing is numbered in it afterwards. */
  async closeSeries(tx: Tx, agencyId: string, period: string): Promise<void> {
    await rows(
      tx,
      `UPDATE registers.number_series SET state = 'closed' WHERE agency_id = $1 AND period = $2`,
      [agencyId, period],
    );
  }
}
