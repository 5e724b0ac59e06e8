import { Injectable } from '@nestjs/common';
import {
  renderOfficialDocument,
  type RenderedDocument,
} from '../../../libs/document-layout/index.js';
import { localDateOf } from '../../../libs/working-calendar/index.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Queryable } from '../../platform/database/rows.js';
import { OrganisationDirectory, type SignerView } from '../organisation/index.js';
import type { PlanContent } from './domain/plan-content.js';
import { filedCopy } from './domain/filed-copy.js';
import { planDocument } from './domain/plan-document.js';
import { EmptyPlanError } from './plans.errors.js';
import { PrintedFrames } from './printed-frames.js';
import { UnitNames } from './unit-names.js';

export type PrintedPlan = { readonly document: RenderedDocument; readonly signer: SignerView };

/** The plan as the PDF that will be signed. Costs about a second of CPU: never in a transaction. */
@Injectable()
export class PlanPrinter {
  constructor(
    private readonly frames: PrintedFrames,
    private readonly names: UnitNames,
    private readonly organisation: OrganisationDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws {EmptyPlanError} there is nothing to print yet */
  async print(
    db: Queryable,
    plan: {
      readonly agencyId: string;
      readonly draftingUnitId: string;
      readonly title: string;
      readonly content: PlanContent;
    },
    signerPostId: string | null,
  ): Promise<PrintedPlan> {
    const { agencyId, content } = plan;
    const { frame, signer } = await this.frames.of(db, {
      agencyId,
      typeCode: 'plan',
      signerPostId,
      recipients: [
        ...content.recipients.filter(({ kind }) => kind !== 'file'),
        { kind: 'file', target: { printedOnly: await this.keptBy(db, plan) } },
      ],
    });
    const on = localDateOf(this.clock.now());
    const tasks = await this.names.printedTasks(db, content.tasks, on);
    const printed = planDocument(plan, tasks, frame);
    if (printed.body.length === 0) throw new EmptyPlanError();
    return { document: await renderOfficialDocument(printed), signer };
  }

  /** `VT, NC`: the clerk's office and the unit that drafted (NĐ 30/2020, annex I, II.9b). */
  async keptBy(
    db: Queryable,
    plan: { readonly draftingUnitId: string; readonly content: PlanContent },
  ): Promise<string> {
    const named = filedCopy(plan.content);
    if (named !== null) return named;
    const { abbreviation } = await this.organisation.getUnit(db, plan.draftingUnitId);
    return ['VT', abbreviation].filter((part) => part !== '').join(', ');
  }
}
