import { Injectable } from '@nestjs/common';
import { localDateOf } from '../../../libs/working-calendar/index.js';
import type { Actor } from '../../platform/access/actor.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/new-id.js';
import type { Queryable } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { OrganisationDirectory, type PostView, type UnitView } from '../organisation/index.js';
import type {
  AssignmentCompleted,
  AssignmentMoved,
  AssignmentRole,
  DirectiveGiven,
  GivenAssignment,
} from './contracts/index.js';
import { Assignment } from './persistence/assignment.entity.js';
import { Assignments, type AssignmentNode } from './persistence/assignments.js';
import {
  ChildDueTooLateError,
  OpenChildrenError,
  UnitNamedTwiceError,
  UnitOutsideAgencyError,
} from './routing.errors.js';

export type Assignee = { readonly unitId: string; readonly postId?: string | undefined };

export type NewDirective = {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly text: string;
  readonly lead: Assignee;
  readonly coordinators: readonly Assignee[];
  readonly inform: readonly Assignee[];
  readonly dueOn?: string | undefined;
  readonly parentAssignmentId?: string | undefined;
};

export type DirectiveReceipt = {
  readonly directiveId: string;
  readonly leadAssignmentId: string;
  readonly assignments: readonly GivenAssignment[];
};

/**
 * Who does what by when, for any subject: one lead, coordinators, readers. Knows a subject's type
 * and id, never what it is; whether the actor may direct it is the subject's module to say.
 */
@Injectable()
export class Routing {
  constructor(
    private readonly assignments: Assignments,
    private readonly directory: OrganisationDirectory,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @throws {UnitOutsideAgencyError} somebody named is not of the agency
   * @throws {ChildDueTooLateError} later than the deadline of the task that it is a part of
   */
  async giveDirective(tx: Tx, actor: Actor, order: NewDirective): Promise<DirectiveReceipt> {
    const parent =
      order.parentAssignmentId === undefined
        ? null
        : await this.assignments.getForUpdate(tx, order.parentAssignmentId);
    const within = parent?.dueOn ?? null;
    const dueOn = order.dueOn ?? within;
    requireDueInside(dueOn, within);
    const parentId = parent?.id ?? null;
    const at = this.clock.now();
    const directiveId = newId();
    await this.assignments.addDirective(tx, {
      id: directiveId,
      subjectType: order.subjectType,
      subjectId: order.subjectId,
      agencyId: order.agencyId,
      byPost: actor.postId,
      byName: actor.personName,
      byTitle: actor.postTitle,
      parentAssignmentId: parentId,
      text: order.text,
      dueOn,
      createdAt: at,
    });
    const given = await this.assign(tx, order, { directiveId, at, parentId, dueOn });
    const lead = given.find(({ role }) => role === 'lead');
    if (!lead) throw new Error('A directive has a lead');
    await this.audit.record(tx, {
      actor,
      action: 'routing.give-directive',
      subjectType: order.subjectType,
      subjectId: order.subjectId,
      details: { directiveId, text: order.text, assignments: given },
    });
    await this.outbox.add(tx, {
      topic: 'routing.directive-given.v1',
      subjectId: order.subjectId,
      payload: {
        subjectType: order.subjectType,
        subjectId: order.subjectId,
        agencyId: order.agencyId,
        directiveId,
        byPostId: actor.postId,
        assignments: given,
      },
    } satisfies DirectiveGiven);
    return { directiveId, leadAssignmentId: lead.id, assignments: given };
  }

  /** Gives one's own task on to a person of one's unit; the deadline may only be earlier. */
  async handDown(
    tx: Tx,
    actor: Actor,
    order: { assignmentId: string; postId: string; text: string; dueOn?: string | undefined },
  ): Promise<DirectiveReceipt> {
    const parent = await this.assignments.getForUpdate(tx, order.assignmentId);
    const from = parent.state;
    parent.handDown(this.clock.now());
    const post = await this.directory.getPost(tx, order.postId);
    const receipt = await this.giveDirective(tx, actor, {
      subjectType: parent.subjectType,
      subjectId: parent.subjectId,
      agencyId: parent.agencyId,
      text: order.text,
      lead: { unitId: post.unitId, postId: post.id },
      coordinators: [],
      inform: [],
      dueOn: order.dueOn,
      parentAssignmentId: parent.id,
    });
    await this.moved(tx, actor, {
      assignment: parent,
      action: 'hand-down',
      from,
      note: order.text,
    });
    return receipt;
  }

  async accept(tx: Tx, actor: Actor, { assignmentId }: { assignmentId: string }): Promise<void> {
    const assignment = await this.assignments.getForUpdate(tx, assignmentId);
    const from = assignment.state;
    assignment.accept(this.clock.now());
    await this.moved(tx, actor, { assignment, action: 'accept', from, note: null });
  }

  async progress(
    tx: Tx,
    actor: Actor,
    { assignmentId, text }: { assignmentId: string; text: string },
  ): Promise<void> {
    const assignment = await this.assignments.getForUpdate(tx, assignmentId);
    const from = assignment.state;
    assignment.noteProgress(text);
    await this.moved(tx, actor, { assignment, action: 'progress', from, note: text });
  }

  /** @throws {OpenChildrenError} a part that was handed down is still open */
  async report(
    tx: Tx,
    actor: Actor,
    order: { assignmentId: string; result: string; documentId?: string | undefined },
  ): Promise<void> {
    const assignment = await this.assignments.getForUpdate(tx, order.assignmentId);
    await this.requireNoOpenChild(tx, assignment);
    const from = assignment.state;
    assignment.report(order.result, order.documentId ?? null, this.clock.now());
    await this.moved(tx, actor, { assignment, action: 'report', from, note: order.result });
  }

  async confirm(tx: Tx, actor: Actor, { assignmentId }: { assignmentId: string }): Promise<void> {
    const assignment = await this.assignments.getForUpdate(tx, assignmentId);
    const from = assignment.state;
    assignment.confirm(this.clock.now());
    await this.moved(tx, actor, { assignment, action: 'confirm', from, note: null });
  }

  async askForMore(
    tx: Tx,
    actor: Actor,
    { assignmentId, reason }: { assignmentId: string; reason: string },
  ): Promise<void> {
    const assignment = await this.assignments.getForUpdate(tx, assignmentId);
    const from = assignment.state;
    assignment.askForMore(reason);
    await this.moved(tx, actor, { assignment, action: 'redo', from, note: reason });
  }

  /** Ends somebody's part: a coordinator who is no longer needed. */
  async recall(
    tx: Tx,
    actor: Actor,
    { assignmentId, reason }: { assignmentId: string; reason: string },
  ): Promise<void> {
    const assignment = await this.assignments.getForUpdate(tx, assignmentId);
    const from = assignment.state;
    assignment.recall(reason);
    await this.moved(tx, actor, { assignment, action: 'recall', from, note: reason });
  }

  /**
   * Closes the lead's task together with its subject.
   *
   * @throws {OpenChildrenError} a part or a coordinator is still open
   */
  async complete(
    tx: Tx,
    actor: Actor,
    order: { assignmentId: string; result: string; documentId?: string | undefined },
  ): Promise<void> {
    const assignment = await this.assignments.getForUpdate(tx, order.assignmentId);
    await this.requireNoOpenChild(tx, assignment);
    const others = await this.assignments.openBeside(tx, assignment);
    if (others.length > 0) throw new OpenChildrenError(others);
    // Its result was confirmed before: only the subject is left to close.
    if (assignment.state === 'completed') return;
    const from = assignment.state;
    assignment.complete(order.result, order.documentId ?? null, this.clock.now());
    await this.moved(tx, actor, { assignment, action: 'complete', from, note: order.result });
  }

  treeFor(db: Queryable, subjectType: string, subjectId: string): Promise<AssignmentNode[]> {
    return this.assignments.tree(db, subjectType, subjectId);
  }

  private async requireNoOpenChild(tx: Tx, assignment: Assignment): Promise<void> {
    const open = await this.assignments.openChildren(tx, assignment.id);
    if (open.length > 0) throw new OpenChildrenError(open);
  }

  private async assign(
    tx: Tx,
    order: NewDirective,
    given: { directiveId: string; at: Date; parentId: string | null; dueOn: string | null },
  ): Promise<GivenAssignment[]> {
    const seen = new Set<string>();
    const made: GivenAssignment[] = [];
    for (const { role, assignee } of named(order)) {
      const { unit, post } = await this.resolve(tx, assignee, order.agencyId);
      const key = `${unit.id} ${post?.id ?? ''}`;
      if (seen.has(key)) throw new UnitNamedTwiceError(post?.personName ?? unit.shortName);
      seen.add(key);
      const assignment: GivenAssignment = {
        id: newId(),
        role,
        unitId: unit.id,
        postId: post?.id ?? null,
        dueOn: role === 'inform' ? null : given.dueOn,
        parentId: given.parentId,
      };
      await this.assignments.add(tx, {
        ...assignment,
        directiveId: given.directiveId,
        subjectType: order.subjectType,
        subjectId: order.subjectId,
        agencyId: order.agencyId,
        unitName: unit.shortName,
        postName: post?.personName ?? null,
        createdAt: given.at,
      });
      made.push(assignment);
    }
    return made;
  }

  /** @throws {UnitOutsideAgencyError} a directive stays within the agency that gives it */
  private async resolve(
    tx: Tx,
    { unitId, postId }: Assignee,
    agencyId: string,
  ): Promise<{ unit: UnitView; post: PostView | null }> {
    const unit = await this.directory.getUnit(tx, unitId);
    const post = postId === undefined ? null : await this.directory.getPost(tx, postId);
    const isInside = unit.agencyId === agencyId && (post === null || post.unitId === unit.id);
    if (!isInside) throw new UnitOutsideAgencyError(unit.shortName);
    return { unit, post };
  }

  private async moved(
    tx: Tx,
    actor: Actor,
    move: {
      assignment: Assignment;
      action: string;
      from: Assignment['state'];
      note: string | null;
    },
  ): Promise<void> {
    const { assignment, action, from, note } = move;
    await this.assignments.save(tx, assignment, { actor, action, from, note });
    const { subjectType, subjectId, agencyId, role } = assignment;
    const about = { subjectType, subjectId, agencyId, assignmentId: assignment.id, role };
    await this.audit.record(tx, {
      actor,
      action: `routing.${action}`,
      subjectType: 'assignment',
      subjectId: assignment.id,
      details: { subjectType, subjectId, from, to: assignment.state, note },
    });
    if (assignment.state !== 'completed') {
      await this.outbox.add(tx, {
        topic: 'routing.assignment-moved.v1',
        subjectId: assignment.id,
        payload: { ...about, action, from, to: assignment.state },
      } satisfies AssignmentMoved);
      return;
    }
    await this.outbox.add(tx, {
      topic: 'routing.assignment-completed.v1',
      subjectId: assignment.id,
      payload: {
        ...about,
        parentId: assignment.parentId,
        unitId: assignment.unitId,
        postId: assignment.postId,
        result: assignment.result ?? '',
        documentId: assignment.resultDocumentId,
        completedOn: localDateOf(this.clock.now()),
      },
    } satisfies AssignmentCompleted);
  }
}

function named(order: NewDirective): readonly { role: AssignmentRole; assignee: Assignee }[] {
  return [
    { role: 'lead', assignee: order.lead },
    ...order.coordinators.map((assignee) => ({ role: 'coordinate' as const, assignee })),
    ...order.inform.map((assignee) => ({ role: 'inform' as const, assignee })),
  ];
}

function requireDueInside(dueOn: string | null, parentDueOn: string | null): void {
  if (dueOn !== null && parentDueOn !== null && dueOn > parentDueOn)
    throw new ChildDueTooLateError(dueOn, parentDueOn);
}
