import { Injectable } from '@nestjs/common';
import {
  renderOfficialDocument,
  type RenderedDocument,
} from '../../../libs/document-layout/index.js';
import type { Queryable } from '../../platform/database/rows.js';
import { OrganisationDirectory, type SignerView } from '../organisation/index.js';
import { type BoardUnit, boardRow } from './domain/board.js';
import { documentLabel } from './domain/document-label.js';
import type { PlanContent } from './domain/plan-content.js';
import {
  type PrintedReport,
  reportDocument,
  type ReportSections,
} from './domain/report-document.js';
import type { PeriodClose } from './persistence/close.repository.js';
import type { UnitReport } from './persistence/unit-report.entity.js';
import { PrintedFrames } from './printed-frames.js';
import { ReportedFigures } from './queries/reported-figures.js';
import { ReportForms } from './report-forms.js';

export type Recipients = PlanContent['recipients'];

export type PrintedReportDocument = {
  readonly document: RenderedDocument;
  readonly signer: SignerView;
  readonly recipients: Recipients;
  readonly addressees: readonly string[];
  readonly subject: string;
};

const DUTY_WORDS: Readonly<Record<string, string>> = {
  'not-started': 'Chưa thực hiện',
  'in-progress': 'Đang thực hiện',
  done: 'Đã hoàn thành',
};

/** Reports as PDFs: of a unit to the plan's agencies, of an agency to its Party committee. */
@Injectable()
export class ReportPrinter {
  constructor(
    private readonly frames: PrintedFrames,
    private readonly forms: ReportForms,
    private readonly figures: ReportedFigures,
    private readonly organisation: OrganisationDirectory,
  ) {}

  async printUnitReport(
    db: Queryable,
    report: UnitReport,
    signerPostId: string | null,
  ): Promise<PrintedReportDocument> {
    const form = await this.forms.of(db, report);
    const { plan, targets } = form;
    const [unit] = await this.figures.unitsOf(db, {
      planId: report.planId,
      period: report.period,
      unitIds: [report.unitId],
      ownAgencyId: report.agencyId,
    });
    const to = [...new Set([plan.agencyId, plan.draftingAgencyId])].filter(
      (agencyId) => agencyId !== report.agencyId,
    );
    return this.print(db, {
      agencyId: report.agencyId,
      signerPostId,
      toAgencyIds: to,
      content: {
        period: report.period,
        planLabel: documentLabel('Kế hoạch', plan.symbol, plan.issuedOn),
        targets,
        figures: plan.content.figures,
        cells: unit ? boardRow(unit satisfies BoardUnit, targets, report.period).cells : [],
        sections: report.sections,
        progress: form.duties.map(({ number, text, state, note, explanation }) => ({
          number,
          text,
          state: DUTY_WORDS[state] ?? state,
          note: [note, explanation].filter((words) => words !== '').join('. '),
        })),
      },
    });
  }

  /** From the snapshot alone, so that the paper says what was frozen. */
  async printPeriodReport(
    db: Queryable,
    close: PeriodClose,
    order: { readonly signerPostId: string | null; readonly sections: ReportSections },
  ): Promise<PrintedReportDocument> {
    const { snapshot } = close;
    const plan = await this.forms.planHead(db, close.planId);
    const own = snapshot.units.length === 1 ? snapshot.units[0] : undefined;
    return this.print(db, {
      agencyId: close.agencyId,
      signerPostId: order.signerPostId,
      toAgencyIds: close.partyAgencyId === null ? [] : [close.partyAgencyId],
      content: {
        period: close.period,
        planLabel: documentLabel('Kế hoạch', plan.symbol, plan.issuedOn),
        targets: snapshot.targets,
        figures: snapshot.figures,
        cells: own?.cells ?? snapshot.aggregates[0]?.cells ?? [],
        sections: withConclusions(order.sections, snapshot.conclusions),
        progress: snapshot.duties.map(({ number, text, state, note }) => ({
          number,
          text,
          state: DUTY_WORDS[state] ?? state,
          note,
        })),
      },
    });
  }

  private async print(
    db: Queryable,
    order: {
      readonly agencyId: string;
      readonly signerPostId: string | null;
      readonly toAgencyIds: readonly string[];
      readonly content: Omit<PrintedReport, 'addressees'>;
    },
  ): Promise<PrintedReportDocument> {
    const addressees: string[] = [];
    for (const id of order.toAgencyIds) {
      const { space, shortName } = await this.organisation.getAgency(db, id);
      addressees.push(space === 'party' ? `Ban Thường vụ ${shortName}` : shortName);
    }
    const recipients: Recipients = [
      ...order.toAgencyIds.map((agencyId) => ({
        kind: 'report' as const,
        target: { agencyId },
        text: 'Như trên',
      })),
      { kind: 'file', target: { printedOnly: 'VT' } },
    ];
    const { frame, signer } = await this.frames.of(db, {
      agencyId: order.agencyId,
      typeCode: 'report',
      signerPostId: order.signerPostId,
      recipients: recipients.filter(
        ({ text }, index) => recipients.findIndex((other) => other.text === text) === index,
      ),
    });
    const printed = reportDocument({ ...order.content, addressees }, asAbove(frame));
    const document = await renderOfficialDocument(printed);
    return { document, signer, recipients, addressees, subject: printed.subject };
  }
}

/** Addressees named at the head are not named again at the foot (NĐ 30/2020, annex I, II.9b). */
function asAbove<Frame extends { readonly recipients: readonly { readonly text: string }[] }>(
  frame: Frame,
): Frame {
  const recipients = frame.recipients.map(({ text }) => ({
    text: text.startsWith('Như trên') ? 'Như trên' : text,
  }));
  return { ...frame, recipients };
}

const CONCLUSION_WORDS: Readonly<Record<string, string>> = {
  pending: 'chưa thực hiện',
  accepted: 'đang thực hiện',
  'in-progress': 'đang thực hiện',
  reported: 'đã báo cáo kết quả',
  done: 'đã thực hiện',
};

function withConclusions(
  sections: ReportSections,
  conclusions: PeriodClose['snapshot']['conclusions'],
): ReportSections {
  if (conclusions.length === 0) return sections;
  const lines = conclusions.map(
    ({ source, number, text, state, note }) =>
      `Mục ${number} ${source}: ${text}: ${CONCLUSION_WORDS[state] ?? state}${note === '' ? '' : ` (${note})`}.`,
  );
  const own = sections.direction === undefined ? [] : [sections.direction];
  return {
    ...sections,
    direction: [...own, 'Thực hiện kết luận của cấp ủy:', ...lines].join('\n'),
  };
}
