import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';

/** A thing of another module and the signed file that it has now. */
export type HeldFile = {
  readonly subjectType: string;
  readonly subjectId: string;
  /** Of an annex: the document that it belongs to, which is what a reader opens. */
  readonly documentId?: string;
  readonly agencyId: string;
  /** Which unit drafted it; left out of what came from elsewhere. */
  readonly unitId?: string;
  /** As clerks know it: symbol and what it is about. */
  readonly title: string;
  readonly sha256: string;
};

/** What anybody may know of a released version: nothing of its content or of who received it. */
export type PublishedVersion = {
  /**
   * `print`: a sheet without signatures. `copy`: signed by the agency that made it. `paper-copy`: in
   * ink, so that its code leads to the version it shows. Left out for what was issued.
   */
  readonly kind?: 'print' | 'copy' | 'paper-copy';
  readonly symbol: string;
  readonly typeName: string;
  readonly agencyName: string;
  /** ISO date; of a print the day on which it was made. */
  readonly issuedOn: string;
};

/** What a module knows of the signed files that it keeps. */
export type SignedFileKeeper = {
  readonly type: string;
  /** Files in which something was signed and that go on to count, by their hash; a page of them. */
  list(db: Queryable, page: { after: string; limit: number }): Promise<readonly HeldFile[]>;
  /** Who has one of these files now. */
  holding(db: Queryable, hashes: readonly string[]): Promise<readonly HeldFile[]>;
  /** Null for what is not released, not of this version, or not for everybody. */
  publish(db: Queryable, subjectId: string, sha256: string): Promise<PublishedVersion | null>;
  /**
   * Every subject that has `base` now has `result` from here on, which continues it by long-term
   * data alone; answers which those are. In the caller's transaction.
   */
  moveOn(
    tx: Tx,
    base: string,
    result: { readonly sha256: string; readonly size: number },
  ): Promise<readonly string[]>;
};

/** By subject type, filled while modules start: signing keeps no document itself. */
@Injectable()
export class SignedFiles {
  private readonly byType = new Map<string, SignedFileKeeper>();

  register(keeper: SignedFileKeeper): void {
    if (this.byType.has(keeper.type)) throw new Error(`Two keepers of ${keeper.type}`);
    this.byType.set(keeper.type, keeper);
  }

  find(type: string): SignedFileKeeper | null {
    return this.byType.get(type) ?? null;
  }

  all(): readonly SignedFileKeeper[] {
    return [...this.byType.values()];
  }
}
