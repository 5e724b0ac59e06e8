import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { AuditLog } from '../../../../platform/audit/audit-log.js';
import { newId } from '../../../../platform/database/new-id.js';
import { rows } from '../../../../platform/database/rows.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';

export type Phrase = { readonly id: string; readonly text: string };

/** What a leader writes often, in his own words. */
@Injectable()
export class KeepPhrasesUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly dataSource: DataSource,
  ) {}

  list(actor: Actor): Promise<Phrase[]> {
    return rows<Phrase>(
      this.dataSource,
      'SELECT id, text FROM routing.phrase WHERE post_id = $1 ORDER BY text LIMIT 200',
      [actor.postId],
    );
  }

  async add(actor: Actor, text: string): Promise<Phrase> {
    return this.unitOfWork.run(async (tx) => {
      const [phrase] = await rows<Phrase>(
        tx,
        `INSERT INTO routing.phrase (id, post_id, text) VALUES ($1, $2, $3)
         ON CONFLICT (post_id, text) DO UPDATE SET text = excluded.text RETURNING id, text`,
        [newId(), actor.postId, text],
      );
      if (!phrase) throw new Error('An upsert answers its row');
      await this.audit.record(tx, {
        actor,
        action: 'routing.add-phrase',
        subjectType: 'phrase',
        subjectId: phrase.id,
      });
      return phrase;
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await rows(tx, 'DELETE FROM routing.phrase WHERE id = $1 AND post_id = $2', [
        id,
        actor.postId,
      ]);
      await this.audit.record(tx, {
        actor,
        action: 'routing.remove-phrase',
        subjectType: 'phrase',
        subjectId: id,
      });
    });
  }
}
