import { Injectable } from '@nestjs/common';
import { type DeadlineKind, localDateOf } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { TaskSource, TaskState } from '../contracts/index.js';
import { type Punctuality, punctualityOf } from '../domain/punctuality.js';
import { OfficeCalendar } from '../office-calendar.js';

export const TASK_COLUMNS = `
  t.id, t.source, t.source_id AS "sourceId", t.source_label AS "sourceLabel",
  t.source_document_id AS "sourceDocumentId", t.parent_id AS "parentId",
  t.agency_id AS "agencyId", coalesce(agency.short_name, '') AS "agencyName",
  t.giver_agency_id AS "giverAgencyId", coalesce(giver.short_name, '') AS "giverName",
  t.unit_id AS "unitId", unit.short_name AS "unitName", t.post_id AS "postId",
  post.person_name AS "personName", t.number, t.text, t.product,
  t.product_type_codes AS "productTypeCodes", t.coordinators, t.target_codes AS "targetCodes",
  t.starred, t.deadline_kind AS "deadlineKind", t.deadline_text AS "deadlineText",
  t.due_on::text AS "dueOn", t.original_due_on::text AS "originalDueOn", t.state, t.percent,
  t.progress_note AS "progressNote", t.result, t.proof_document_id AS "proofDocumentId",
  t.proof_symbol AS "proofSymbol", t.started_at AS "startedAt", t.reported_at AS "reportedAt",
  t.done_on::text AS "doneOn", t.version`;

/** Names come from the views that the organisation publishes for lists. */
export const TASK_JOINS = `
  LEFT JOIN organisation.report_unit_v1 agency ON agency.id = t.agency_id
  LEFT JOIN organisation.report_unit_v1 giver ON giver.id = t.giver_agency_id
  LEFT JOIN organisation.report_unit_v1 unit ON unit.id = t.unit_id
  LEFT JOIN organisation.report_post_v1 post ON post.id = t.post_id`;

export type TaskRow = {
  readonly id: string;
  readonly source: TaskSource;
  readonly sourceId: string;
  readonly sourceLabel: string;
  readonly sourceDocumentId: string | null;
  readonly parentId: string | null;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly giverAgencyId: string;
  readonly giverName: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly postId: string | null;
  readonly personName: string | null;
  readonly number: string;
  readonly text: string;
  readonly product: string;
  readonly productTypeCodes: readonly string[];
  readonly coordinators: readonly string[];
  readonly targetCodes: readonly string[];
  readonly starred: boolean;
  readonly deadlineKind: DeadlineKind;
  readonly deadlineText: string;
  readonly dueOn: string | null;
  readonly originalDueOn: string | null;
  readonly state: TaskState;
  readonly percent: number;
  readonly progressNote: string;
  readonly result: string | null;
  readonly proofDocumentId: string | null;
  readonly proofSymbol: string | null;
  readonly startedAt: Date;
  readonly reportedAt: Date | null;
  readonly doneOn: string | null;
  readonly version: number;
};

export type TaskView = Omit<TaskRow, 'startedAt' | 'reportedAt'> & {
  readonly startedAt: string;
  readonly reportedAt: string | null;
  readonly punctuality: Punctuality;
};

@Injectable()
export class TaskViews {
  constructor(
    private readonly clock: Clock,
    private readonly calendar: OfficeCalendar,
  ) {}

  of(row: TaskRow): TaskView {
    const today = localDateOf(this.clock.now());
    const reportedOn = row.reportedAt === null ? null : localDateOf(row.reportedAt);
    return {
      ...row,
      startedAt: row.startedAt.toISOString(),
      reportedAt: row.reportedAt?.toISOString() ?? null,
      punctuality: punctualityOf(
        { state: row.state, dueOn: row.dueOn, doneOn: row.doneOn ?? reportedOn },
        today,
        this.calendar.days,
      ),
    };
  }
}
