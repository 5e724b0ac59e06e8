import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import type { TaskSource } from '../contracts/index.js';
import { Task } from './task.entity.js';

export type NewTask = Omit<
  Task,
  | 'accept'
  | 'progress'
  | 'report'
  | 'confirm'
  | 'redo'
  | 'recall'
  | 'handTo'
  | 'version'
  | 'percent'
  | 'progressNote'
  | 'result'
  | 'proofDocumentId'
  | 'proofSymbol'
  | 'reportedAt'
  | 'doneAt'
  | 'doneOn'
>;

export type HistoryLine = {
  readonly taskId: string;
  readonly at: Date;
  readonly actor: Actor | null;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly note?: string;
};

@Injectable()
export class TaskRepository {
  /** Locks the row until the transaction ends. */
  async getForUpdate(tx: Tx, id: string): Promise<Task> {
    const task = await tx
      .getRepository(Task)
      .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!task) throw new NotFoundError('task');
    return task;
  }

  async save(tx: Tx, task: Task): Promise<void> {
    await tx.getRepository(Task).save(task);
  }

  /** False when this agency already has the duty of that source row. */
  async insertOnce(tx: Tx, task: NewTask): Promise<boolean> {
    const inserted = await rows(
      tx,
      `INSERT INTO tasks.task (id, source, source_id, source_label, source_document_id,
         giver_agency_id, agency_id, unit_id, post_id, parent_id, number, text, product,
         product_type_codes, coordinators, target_codes, starred, deadline_kind, deadline_text,
         due_on, original_due_on, state, started_at, accepted_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24)
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        ...[task.id, task.source, task.sourceId, task.sourceLabel, task.sourceDocumentId],
        ...[task.giverAgencyId, task.agencyId, task.unitId, task.postId, task.parentId],
        ...[task.number, task.text, task.product, task.productTypeCodes, task.coordinators],
        ...[task.targetCodes, task.starred, task.deadlineKind, task.deadlineText, task.dueOn],
        ...[task.originalDueOn, task.state, task.startedAt, task.acceptedAt],
      ],
    );
    return inserted.length === 1;
  }

  async countOpenChildren(db: Queryable, taskId: string): Promise<number> {
    const [count] = await rows<{ open: number }>(
      db,
      `SELECT count(*)::int AS open FROM tasks.task
       WHERE parent_id = $1 AND state NOT IN ('done', 'recalled')`,
      [taskId],
    );
    return count?.open ?? 0;
  }

  async findChildrenForUpdate(tx: Tx, parentId: string): Promise<Task[]> {
    return tx
      .getRepository(Task)
      .find({ where: { parentId }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  /** Duties of a document begin, and follow its hand-over, one after the other. */
  async lockDocument(tx: Tx, documentId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `tasks.document ${documentId}`,
    ]);
  }

  /** The person of the division to whom the document was passed on, if it was. */
  async findHandedTo(tx: Tx, documentId: string, unitId: string): Promise<string | null> {
    const handed = await maybeRow<{ postId: string }>(
      tx,
      `SELECT post_id AS "postId" FROM routing.report_assignment_v1
       WHERE subject_type = 'incoming-document' AND subject_id = $1 AND unit_id = $2
         AND role = 'lead' AND parent_id IS NOT NULL AND post_id IS NOT NULL
         AND state <> 'recalled'
       ORDER BY created_at DESC, id DESC LIMIT 1`,
      [documentId, unitId],
    );
    return handed?.postId ?? null;
  }

  /** The agency's own duties that came with a document; locked. */
  async findAgencyTasksOfDocument(tx: Tx, agencyId: string, documentId: string): Promise<Task[]> {
    return tx.getRepository(Task).find({
      where: { agencyId, sourceDocumentId: documentId },
      order: { number: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async findOfSource(db: Queryable, source: TaskSource, ids: readonly string[]): Promise<Task[]> {
    if (ids.length === 0) return [];
    return rows<Task>(
      db,
      `SELECT id, source_id AS "sourceId", state, due_on::text AS "dueOn", done_on::text AS "doneOn",
              agency_id AS "agencyId", percent, progress_note AS "progressNote", result,
              proof_symbol AS "proofSymbol"
       FROM tasks.task WHERE source = $1 AND source_id = ANY ($2) AND parent_id IS NULL`,
      [source, ids],
    );
  }

  async addHistory(tx: Tx, line: HistoryLine): Promise<void> {
    await tx.query(
      `INSERT INTO tasks.task_event (id, task_id, at, post_id, person_name, action, from_state, to_state, note)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
      [
        ...[newId(), line.taskId, line.at, line.actor?.postId ?? null],
        ...[line.actor?.personName ?? null, line.action, line.from, line.to, line.note ?? ''],
      ],
    );
  }
}
