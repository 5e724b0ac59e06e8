import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { newPublicCode, plainCode, PUBLIC_CODE } from '../domain/public-code.js';
import { type PublishedVersion, SignedFiles } from './signed-files.js';

export type CodedVersion = PublishedVersion & { readonly sha256: string };

type Named = { readonly subjectType: string; readonly subjectId: string; readonly sha256: string };

/** Short names of versions, printed beside them: whoever types one sees the report of that version. */
@Injectable()
export class PublicCodes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: SignedFiles,
    private readonly clock: Clock,
  ) {}

  /** The same for each print of a version. */
  async codeOf(version: Named): Promise<string> {
    const named = await maybeRow<{ code: string }>(
      this.dataSource,
      // The idle update answers the code that somebody else gave a moment ago.
      `INSERT INTO signing.public_code AS named (code, subject_type, subject_id, sha256, created_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (subject_type, subject_id, sha256) DO UPDATE SET code = named.code
       RETURNING code`,
      [newPublicCode(), version.subjectType, version.subjectId, version.sha256, this.clock.now()],
    );
    if (!named) throw new Error('A version got no code');
    return named.code;
  }

  /** A code for a sheet that is yet to be drawn: it means nothing until it is given. */
  fresh(): string {
    return newPublicCode();
  }

  async give(tx: Tx, code: string, version: Named): Promise<void> {
    await rows(
      tx,
      `INSERT INTO signing.public_code (code, subject_type, subject_id, sha256, created_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [code, version.subjectType, version.subjectId, version.sha256, this.clock.now()],
    );
  }

  /** @throws {NotFoundError} unknown, not released, not for everybody: which of these is not told */
  async find(typed: string): Promise<CodedVersion> {
    const code = plainCode(typed);
    const named = PUBLIC_CODE.test(code)
      ? await maybeRow<Named>(
          this.dataSource,
          `SELECT subject_type AS "subjectType", subject_id AS "subjectId", sha256
             FROM signing.public_code WHERE code = $1`,
          [code],
        )
      : null;
    const keeper = named && this.files.find(named.subjectType);
    const published =
      named && keeper ? await keeper.publish(this.dataSource, named.subjectId, named.sha256) : null;
    if (!named || !published) throw new NotFoundError('published version');
    return { ...published, sha256: named.sha256 };
  }
}
