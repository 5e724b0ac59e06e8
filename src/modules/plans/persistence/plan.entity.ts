import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { nextState } from '../../../../libs/lifecycle/index.js';
import type { PlanState } from '../contracts/index.js';
import { PLAN_LIFECYCLE, type PlanAction } from '../domain/plan.lifecycle.js';
import type { PlanContent } from '../domain/plan-content.js';
import { PlanActionNotAllowedError } from '../plans.errors.js';

/** What was printed: the released document binds, whatever was typed after it was made. */
export type RenderedPlan = {
  readonly title: string;
  readonly content: PlanContent;
};

@Entity({ schema: 'plans', name: 'plan' })
export class Plan {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid', { name: 'agency_id' }) readonly agencyId!: string;
  @Column('uuid', { name: 'drafting_agency_id' }) readonly draftingAgencyId!: string;
  @Column('uuid', { name: 'drafting_unit_id' }) readonly draftingUnitId!: string;
  @Column('integer') readonly year!: number;
  @Column('text') readonly title!: string;
  @Column('text') readonly state!: PlanState;
  @Column('uuid', { name: 'specifies_plan_id', nullable: true })
  readonly specifiesPlanId!: string | null;
  @Column('jsonb') readonly content!: PlanContent;
  @Column('jsonb', { name: 'rendered_content', nullable: true })
  readonly rendered!: RenderedPlan | null;
  @Column('text', { name: 'rendered_sha256', nullable: true })
  readonly renderedSha256!: string | null;
  @Column('uuid', { name: 'document_id', nullable: true }) readonly documentId!: string | null;
  @Column('text', { nullable: true }) readonly symbol!: string | null;
  @Column('date', { name: 'issued_on', nullable: true }) readonly issuedOn!: string | null;
  @Column('uuid', { name: 'created_by_post', nullable: true })
  readonly createdByPost!: string | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date;
  @VersionColumn() readonly version!: number;

  static create(
    values: Omit<
      Plan,
      | 'state'
      | 'version'
      | 'revise'
      | 'submit'
      | 'comeIntoForce'
      | 'replace'
      | 'rendered'
      | 'renderedSha256'
      | 'documentId'
      | 'symbol'
      | 'issuedOn'
    >,
  ): Plan {
    return Object.assign(new Plan(), {
      ...values,
      state: PLAN_LIFECYCLE.initial,
      rendered: null,
      renderedSha256: null,
      documentId: null,
      symbol: null,
      issuedOn: null,
    });
  }

  revise(values: Pick<Plan, 'title' | 'year' | 'content' | 'specifiesPlanId'>): void {
    this.move('revise');
    this.set(values);
  }

  submit(documentId: string, renderedSha256: string): void {
    this.move('submit');
    const rendered = { title: this.title, content: this.content };
    this.set({ documentId, renderedSha256, rendered });
  }

  comeIntoForce(symbol: string, issuedOn: string): void {
    this.move('come-into-force');
    this.set({ symbol, issuedOn, ...(this.rendered ?? {}) });
  }

  replace(): void {
    this.move('replace');
  }

  private move(action: PlanAction): void {
    const state = nextState(PLAN_LIFECYCLE, this.state, action);
    if (state === undefined) throw new PlanActionNotAllowedError(action, this.state);
    this.set({ state });
  }

  private set(values: Partial<Plan>): void {
    Object.assign(this, values);
  }
}
