import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../libs/working-calendar/index.js';
import { newId } from '../../platform/database/new-id.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { OrganisationDirectory } from '../organisation/index.js';
import type { AssignmentRole, AssignmentState } from './contracts/index.js';
import { Assignments } from './persistence/assignments.js';

export type ImportedAssignment = {
  readonly role: AssignmentRole;
  readonly unitId: string;
  readonly postId?: string;
  readonly state: AssignmentState;
  readonly dueOn?: LocalDate;
  readonly originalDueOn?: LocalDate;
  readonly result?: string;
  readonly completedAt?: Date;
};

export type ImportedDirective = {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly byPostId: string;
  readonly text: string;
  readonly dueOn?: LocalDate;
  readonly at: Date;
  readonly assignments: readonly ImportedAssignment[];
};

/** Takes over a directive that was given before this system, and how far it had come. Tells nobody. */
@Injectable()
export class RoutingImport {
  constructor(
    private readonly assignments: Assignments,
    private readonly directory: OrganisationDirectory,
  ) {}

  async importDirective(tx: Tx, directive: ImportedDirective): Promise<string> {
    const { subjectType, subjectId, agencyId, at } = directive;
    const by = await this.directory.getPost(tx, directive.byPostId);
    const id = newId();
    await this.assignments.addDirective(tx, {
      ...{ id, subjectType, subjectId, agencyId, parentAssignmentId: null },
      ...{ byPost: by.id, byName: by.personName, byTitle: by.title },
      ...{ text: directive.text, dueOn: directive.dueOn ?? null, createdAt: at },
    });
    for (const assignment of directive.assignments)
      await this.importAssignment(tx, id, directive, assignment);
    return id;
  }

  private async importAssignment(
    tx: Tx,
    directiveId: string,
    { subjectType, subjectId, agencyId, at }: ImportedDirective,
    given: ImportedAssignment,
  ): Promise<void> {
    const unit = await this.directory.getUnit(tx, given.unitId);
    const post = given.postId === undefined ? null : await this.directory.getPost(tx, given.postId);
    const isBegun = given.state !== 'pending';
    await tx.query(
      `INSERT INTO routing.assignment (id, directive_id, subject_type, subject_id, agency_id, role,
         unit_id, unit_name, post_id, post_name, state, due_on, original_due_on, result, created_at,
         accepted_at, reported_at, completed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)`,
      [
        ...[newId(), directiveId, subjectType, subjectId, agencyId, given.role],
        ...[unit.id, unit.shortName, post?.id ?? null, post?.personName ?? null, given.state],
        ...[given.dueOn ?? null, given.originalDueOn ?? given.dueOn ?? null, given.result ?? null],
        ...[at, isBegun ? at : null, given.completedAt ?? null],
      ],
    );
  }
}
