import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import { maybeRow, rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import type { IncomingEntryId, OutgoingEntryId } from './contracts/index.js';

export type ImportedOutgoingEntry = {
  readonly agencyId: string;
  readonly period: string;
  readonly typeGroup: string;
  readonly number: number;
  readonly symbol: string;
  readonly issuedOn: LocalDate;
  readonly typeCode: string;
  readonly typeName: string;
  readonly subject: string;
  readonly signer: string;
  readonly recipients: string;
  readonly keptBy: string;
  readonly note: string;
  readonly voided?: { readonly reason: string; readonly postId: string };
};

export type ImportedIncomingEntry = {
  readonly agencyId: string;
  readonly period: string;
  readonly number: number;
  readonly arrivedOn: LocalDate;
  readonly incomingDocumentId: string;
  readonly author: string;
  readonly symbol: string;
  readonly issuedOn: LocalDate | null;
  readonly typeName: string;
  readonly subject: string;
  readonly receiver: string;
  readonly note: string;
};

/** Lines of a book that was kept before this system: their numbers stand before the series goes on. */
@Injectable()
export class RegisterImport {
  constructor(private readonly clock: Clock) {}

  /** @throws {NotFoundError} no series was opened that reaches this number */
  async importOutgoing(tx: Tx, entry: ImportedOutgoingEntry): Promise<OutgoingEntryId> {
    const seriesId = await seriesOf(tx, 'outgoing', entry);
    const id = newId();
    await rows(
      tx,
      `INSERT INTO registers.outgoing_entry
         (id, series_id, agency_id, period, number, symbol, issued_on, type_code, type_name,
          subject, signer, recipients, kept_by, dispatched_on, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[id, seriesId, entry.agencyId, entry.period, entry.number, entry.symbol],
        ...[entry.issuedOn, entry.typeCode, entry.typeName, entry.subject, entry.signer],
        ...[entry.recipients, entry.keptBy, entry.voided ? null : entry.issuedOn, entry.note],
      ],
    );
    if (entry.voided) {
      await rows(
        tx,
        `INSERT INTO registers.voided_number (entry_id, reason, voided_by_post, voided_at)
         VALUES ($1, $2, $3, $4)`,
        [id, entry.voided.reason, entry.voided.postId, this.clock.now()],
      );
    }
    return id;
  }

  /** @throws {NotFoundError} no series was opened that reaches this number */
  async importIncoming(tx: Tx, entry: ImportedIncomingEntry): Promise<IncomingEntryId> {
    const seriesId = await seriesOf(tx, 'incoming', { ...entry, typeGroup: 'incoming' });
    const id = newId();
    await rows(
      tx,
      `INSERT INTO registers.incoming_entry
         (id, series_id, agency_id, period, number, arrived_on, incoming_document_id, author,
          symbol, issued_on, type_name, subject, receiver, handed_on, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[id, seriesId, entry.agencyId, entry.period, entry.number, entry.arrivedOn],
        ...[entry.incomingDocumentId, entry.author, entry.symbol, entry.issuedOn],
        ...[entry.typeName, entry.subject, entry.receiver],
        ...[entry.receiver === '' ? null : entry.arrivedOn, entry.note],
      ],
    );
    return id;
  }
}

async function seriesOf(
  tx: Tx,
  register: 'outgoing' | 'incoming',
  entry: { agencyId: string; period: string; typeGroup: string; number: number },
): Promise<string> {
  const series = await maybeRow<{ id: string }>(
    tx,
    `SELECT id FROM registers.number_series
     WHERE agency_id = $1 AND register = $2 AND period = $3 AND type_group = $4
       AND opened_at >= $5`,
    [entry.agencyId, register, entry.period, entry.typeGroup, entry.number],
  );
  if (!series) throw new NotFoundError(`series of ${entry.typeGroup} ${entry.number}`);
  return series.id;
}
