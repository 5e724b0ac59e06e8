import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import type { PlanState } from '../contracts/index.js';
import type { PlanContent } from '../domain/plan-content.js';
import { printedTarget } from '../domain/printed-target.js';
import { mayDraft } from '../domain/who-may.js';
import { PLAN_IS_VISIBLE } from '../plans.policy.js';

export type PlanPage = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly draftingAgencyId: string;
  readonly draftingUnitId: string;
  readonly draftingUnitName: string;
  readonly year: number;
  readonly title: string;
  readonly state: PlanState;
  readonly specifiesPlanId: string | null;
  readonly content: PlanContent;
  readonly printedTargets: readonly { readonly code: string; readonly text: string }[];
  /** Names of the units that the content speaks of by id. */
  readonly unitNames: Readonly<Record<string, string>>;
  readonly documentId: string | null;
  /** The draft on the desk shows an earlier version of this content. */
  readonly isDocumentOutdated: boolean;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly version: number;
  readonly actions: readonly string[];
  readonly duties: readonly PlanDuty[];
  readonly reporters: readonly {
    readonly unitId: string;
    readonly name: string;
    readonly level: string;
    readonly agencyId: string;
  }[];
};

export type PlanDuty = {
  readonly id: string;
  readonly number: string;
  readonly text: string;
  readonly agencyName: string;
  readonly unitName: string | null;
  readonly deadlineText: string;
  readonly dueOn: string | null;
  /** Null until the agency has registered and directed the plan. */
  readonly startedAt: string | null;
  readonly taskState: string | null;
  readonly doneOn: string | null;
};

type Row = Omit<PlanPage, 'printedTargets' | 'unitNames' | 'actions' | 'duties' | 'reporters'>;

@Injectable()
export class GetPlanQuery {
  constructor(private readonly dataSource: DataSource) {}

  async execute(actor: Actor, id: string): Promise<PlanPage> {
    const plan = await maybeRow<Row>(
      this.dataSource,
      `SELECT p.id, p.agency_id AS "agencyId", coalesce(agency.short_name, '') AS "agencyName",
              p.drafting_agency_id AS "draftingAgencyId", p.drafting_unit_id AS "draftingUnitId",
              coalesce(unit.short_name, '') AS "draftingUnitName", p.year, p.title, p.state,
              p.specifies_plan_id AS "specifiesPlanId", p.content, p.document_id AS "documentId",
              (p.rendered_content IS NOT NULL AND p.rendered_content->'content' <> p.content)
                AS "isDocumentOutdated",
              p.symbol, p.issued_on::text AS "issuedOn", p.version
       FROM plans.plan p
       LEFT JOIN organisation.report_unit_v1 agency ON agency.id = p.agency_id
       LEFT JOIN organisation.report_unit_v1 unit ON unit.id = p.drafting_unit_id
       WHERE ${PLAN_IS_VISIBLE} AND p.id = $2`,
      [actor.agencyId, id],
    );
    if (!plan) throw new NotFoundError('plan');
    const { content } = plan;
    return {
      ...plan,
      printedTargets: content.targets.map((target) => ({
        code: target.code,
        text: printedTarget(target),
      })),
      unitNames: await this.namesIn(content),
      actions: actionsOf(actor, plan),
      duties: await this.dutiesOf(actor, plan),
      reporters: await rows(
        this.dataSource,
        `SELECT unit_id AS "unitId", name, level, agency_id AS "agencyId"
         FROM plans.reporter WHERE plan_id = $1 ORDER BY position`,
        [id],
      ),
    };
  }

  private async namesIn(content: PlanContent): Promise<Record<string, string>> {
    const references = [
      ...content.tasks.flatMap(({ leads, coordinators }) => [...leads, ...coordinators]),
      ...content.reporters,
    ];
    const ids = [
      ...references.flatMap((reference) => ('unitId' in reference ? [reference.unitId] : [])),
      ...content.recipients.flatMap(({ target }) =>
        'agencyId' in target ? [target.agencyId] : [],
      ),
    ];
    const units = await rows<{ id: string; name: string }>(
      this.dataSource,
      'SELECT id, short_name AS name FROM organisation.report_unit_v1 WHERE id = ANY ($1)',
      [[...new Set(ids)]],
    );
    return Object.fromEntries(units.map(({ id, name }) => [id, name]));
  }

  /** All rows for who issues and drafts; for the others their own. */
  private async dutiesOf(actor: Actor, plan: Row): Promise<PlanDuty[]> {
    return rows<PlanDuty>(
      this.dataSource,
      `SELECT d.id, d.number, d.definition->>'text' AS text,
              coalesce(agency.short_name, '') AS "agencyName", unit.short_name AS "unitName",
              d.definition->'deadline'->>'text' AS "deadlineText", d.due_on::text AS "dueOn",
              to_char(d.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "startedAt",
              t.state AS "taskState", t.done_on::text AS "doneOn"
       FROM plans.duty d
       LEFT JOIN organisation.report_unit_v1 agency ON agency.id = d.lead_agency_id
       LEFT JOIN organisation.report_unit_v1 unit ON unit.id = d.lead_unit_id
       LEFT JOIN tasks.report_task_v1 t ON t.id = d.task_id
       WHERE d.plan_id = $1 AND ($2 OR d.lead_agency_id = $3) ORDER BY d.position`,
      [plan.id, mayDraft(actor, plan), actor.agencyId],
    );
  }
}

function actionsOf(actor: Actor, plan: Row): readonly string[] {
  if (!hasRole(actor, 'leader', 'office-chief', 'par-officer', 'unit-head', 'officer')) return [];
  if (!mayDraft(actor, plan) || !['draft', 'submitted'].includes(plan.state)) return [];
  return ['edit', 'draft-document'];
}
