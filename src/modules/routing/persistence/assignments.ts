import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { type Queryable, rows } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import type { AssignmentRole, AssignmentState } from '../contracts/index.js';
import { Assignment } from './assignment.entity.js';

export type NewAssignment = {
  readonly id: string;
  readonly directiveId: string;
  readonly parentId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly role: AssignmentRole;
  readonly unitId: string;
  readonly unitName: string;
  readonly postId: string | null;
  readonly postName: string | null;
  readonly dueOn: string | null;
  readonly createdAt: Date;
};

export type DirectiveRow = {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly byPost: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly parentAssignmentId: string | null;
  readonly text: string;
  readonly dueOn: string | null;
  readonly createdAt: Date;
};

/** A row of the tree of one subject, parents before children. */
export type AssignmentNode = {
  readonly id: string;
  readonly directiveId: string;
  readonly parentId: string | null;
  readonly role: AssignmentRole;
  readonly unitId: string;
  readonly unitName: string;
  readonly postId: string | null;
  readonly postName: string | null;
  readonly state: AssignmentState;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly progress: string | null;
  readonly result: string | null;
  readonly resultDocumentId: string | null;
  readonly text: string;
  readonly byPost: string;
  readonly byName: string;
  readonly byTitle: string;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
};

@Injectable()
export class Assignments {
  constructor(private readonly clock: Clock) {}

  /** Locked until the transaction ends: of two who press together the second sees what the first did. */
  async getForUpdate(tx: Tx, id: string): Promise<Assignment> {
    const found = await tx.findOne(Assignment, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) throw new NotFoundError('assignment');
    return found;
  }

  async save(
    tx: Tx,
    assignment: Assignment,
    move: { actor: Actor; action: string; from: AssignmentState; note: string | null },
  ): Promise<void> {
    await tx.save(assignment);
    await tx.query(
      `INSERT INTO routing.assignment_move
         (assignment_id, at, post_id, person_name, action, from_state, to_state, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        assignment.id,
        this.clock.now(),
        move.actor.postId,
        move.actor.personName,
        move.action,
        move.from,
        assignment.state,
        move.note,
      ],
    );
  }

  async addDirective(tx: Tx, directive: DirectiveRow): Promise<void> {
    await tx.query(
      `INSERT INTO routing.directive (id, subject_type, subject_id, agency_id, by_post, by_name,
         by_title, parent_assignment_id, text, due_on, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        directive.id,
        directive.subjectType,
        directive.subjectId,
        directive.agencyId,
        directive.byPost,
        directive.byName,
        directive.byTitle,
        directive.parentAssignmentId,
        directive.text,
        directive.dueOn,
        directive.createdAt,
      ],
    );
  }

  async add(tx: Tx, given: NewAssignment): Promise<void> {
    await tx.query(
      `INSERT INTO routing.assignment (id, directive_id, parent_id, subject_type, subject_id,
         agency_id, role, unit_id, unit_name, post_id, post_name, state, due_on,
         original_due_on, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'pending', $12, $12, $13)`,
      [
        given.id,
        given.directiveId,
        given.parentId,
        given.subjectType,
        given.subjectId,
        given.agencyId,
        given.role,
        given.unitId,
        given.unitName,
        given.postId,
        given.postName,
        given.dueOn,
        given.createdAt,
      ],
    );
  }

  /** Names of those whose part of this task is still open. */
  async openChildren(tx: Tx, parentId: string): Promise<string[]> {
    const open = await rows<{ name: string }>(
      tx,
      `SELECT coalesce(post_name, unit_name) AS name FROM routing.assignment
       WHERE parent_id = $1 AND role <> 'inform' AND state NOT IN ('completed', 'recalled')`,
      [parentId],
    );
    return open.map(({ name }) => name);
  }

  /** Coordinators of the same directive who have not reported yet. */
  async openBeside(tx: Tx, lead: Assignment): Promise<string[]> {
    const open = await rows<{ name: string }>(
      tx,
      `SELECT coalesce(post_name, unit_name) AS name FROM routing.assignment
       WHERE directive_id = $1 AND id <> $2 AND role = 'coordinate'
         AND state IN ('pending', 'accepted', 'in-progress')`,
      [lead.directiveId, lead.id],
    );
    return open.map(({ name }) => name);
  }

  tree(db: Queryable, subjectType: string, subjectId: string): Promise<AssignmentNode[]> {
    return rows<AssignmentNode>(
      db,
      `SELECT assignment.id, directive.id AS "directiveId", assignment.parent_id AS "parentId",
         assignment.role, assignment.unit_id AS "unitId", assignment.unit_name AS "unitName",
         assignment.post_id AS "postId", assignment.post_name AS "postName", assignment.state,
         to_char(assignment.due_on, 'YYYY-MM-DD') AS "dueOn",
         to_char(assignment.original_due_on, 'YYYY-MM-DD') AS "originalDueOn",
         assignment.progress, assignment.result,
         assignment.result_document_id AS "resultDocumentId", directive.text,
         directive.by_post AS "byPost", directive.by_name AS "byName",
         directive.by_title AS "byTitle", assignment.created_at AS "createdAt",
         assignment.completed_at AS "completedAt"
       FROM routing.assignment
       JOIN routing.directive ON directive.id = assignment.directive_id
       WHERE assignment.subject_type = $1 AND assignment.subject_id = $2
       ORDER BY directive.created_at, directive.id,
         array_position(ARRAY['lead', 'coordinate', 'inform'], assignment.role), assignment.id`,
      [subjectType, subjectId],
    );
  }
}
