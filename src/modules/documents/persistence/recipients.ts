import { Injectable } from '@nestjs/common';
import { newId } from '../../../platform/database/new-id.js';
import { type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { type AgencyView, OrganisationDirectory } from '../../organisation/index.js';
import type { RecipientKind } from '../contracts/index.js';

export type RecipientInput = {
  readonly kind: RecipientKind;
  readonly target:
    | { readonly agencyId: string }
    | { readonly groupCode: string }
    | { readonly printedOnly: string };
  /** As printed in Nơi nhận; the target's own name when absent. */
  readonly text?: string | undefined;
};

export type RecipientRow = {
  readonly kind: RecipientKind;
  readonly agencyId: string | null;
  readonly groupCode: string | null;
  readonly printed: string;
};

export type Addressee = { readonly agency: AgencyView; readonly kind: RecipientKind };

const WEIGHT: Readonly<Record<RecipientKind, number>> = { perform: 0, report: 1, know: 2, file: 3 };

/** Nơi nhận: what is printed and who really receives are one list. */
@Injectable()
export class Recipients {
  constructor(private readonly directory: OrganisationDirectory) {}

  /** @throws {UnitEndedError} a recipient no longer stands today, naming its successors */
  async replace(tx: Tx, documentId: string, inputs: readonly RecipientInput[]): Promise<void> {
    await rows(tx, 'DELETE FROM documents.recipient WHERE document_id = $1', [documentId]);
    for (const [ordinal, input] of inputs.entries()) {
      const row = await this.resolve(tx, input);
      await rows(
        tx,
        `INSERT INTO documents.recipient (id, document_id, ordinal, kind, agency_id, group_code, printed)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [newId(), documentId, ordinal, row.kind, row.agencyId, row.groupCode, row.printed],
      );
    }
  }

  list(db: Queryable, documentId: string): Promise<RecipientRow[]> {
    return rows<RecipientRow>(
      db,
      `SELECT kind, agency_id AS "agencyId", group_code AS "groupCode", printed
       FROM documents.recipient WHERE document_id = $1 ORDER BY ordinal`,
      [documentId],
    );
  }

  /**
   * Agencies of this system that receive it, each once however often it is named, by the strongest
   * of its kinds. Those outside are printed only, and the issuer does not write to itself.
   */
  async expand(db: Queryable, documentId: string, issuerId: string): Promise<Addressee[]> {
    const found = new Map<string, Addressee>();
    for (const row of await this.list(db, documentId)) {
      for (const agency of await this.agenciesOf(db, row)) {
        if (agency.isExternal || agency.id === issuerId) continue;
        const known = found.get(agency.id);
        if (!known || WEIGHT[row.kind] < WEIGHT[known.kind])
          found.set(agency.id, { agency, kind: row.kind });
      }
    }
    return [...found.values()];
  }

  private async resolve(tx: Tx, { kind, target, text }: RecipientInput): Promise<RecipientRow> {
    if ('agencyId' in target) {
      const agency = await this.directory.requireStanding(tx, target.agencyId);
      const { agencyId } = target;
      return { kind, agencyId, groupCode: null, printed: text ?? agency.legalName };
    }
    if ('groupCode' in target) {
      const { groupCode } = target;
      await this.directory.expandGroup(tx, groupCode);
      const groups = await this.directory.listGroups(tx);
      const name = groups.find(({ code }) => code === groupCode)?.name ?? groupCode;
      return { kind, agencyId: null, groupCode, printed: text ?? name };
    }
    return { kind, agencyId: null, groupCode: null, printed: text ?? target.printedOnly };
  }

  private async agenciesOf(db: Queryable, row: RecipientRow): Promise<readonly AgencyView[]> {
    if (row.agencyId !== null) return [await this.directory.getAgency(db, row.agencyId)];
    if (row.groupCode !== null) return this.directory.expandGroup(db, row.groupCode);
    return [];
  }
}
