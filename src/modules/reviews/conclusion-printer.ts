import { Injectable } from '@nestjs/common';
import { loadRuleSets } from '../../../config/rule-sets/rule-sets.js';
import { Settings } from '../../../config/settings.js';
import {
  renderOfficialDocument,
  type RenderedDocument,
} from '../../../libs/document-layout/index.js';
import { chooseRuleSet, citation, partyNotation, shortDate } from '../../../libs/notation/index.js';
import { localDateOf } from '../../../libs/working-calendar/index.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Queryable } from '../../platform/database/rows.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import { OrganisationDirectory, type SignerView } from '../organisation/index.js';
import type { ConclusionType } from './contracts/index.js';
import {
  conclusionDocument,
  conclusionSubject,
  type PartyFrame,
  type PrintedConclusion,
} from './domain/conclusion-document.js';
import type { Review } from './persistence/review.entity.js';
import { ReviewDossiers } from './review-dossiers.js';

export type ConclusionOrder = {
  readonly type: ConclusionType;
  readonly signerPostId: string | null;
  /** Printed and delivered beside the agencies that the conclusion makes responsible. */
  readonly recipients: readonly ConclusionRecipient[];
};

export type ConclusionRecipient = {
  readonly kind: 'perform' | 'report' | 'know' | 'file';
  readonly target:
    | { readonly agencyId: string }
    | { readonly groupCode: string }
    | { readonly printedOnly: string };
  readonly text?: string | undefined;
};

export type PrintedConclusionDocument = {
  readonly document: RenderedDocument;
  readonly signer: SignerView;
  readonly subject: string;
  readonly recipients: readonly ConclusionRecipient[];
};

/** The conclusion in the Party's form of its day. Costs CPU: never in a transaction. */
@Injectable()
export class ConclusionPrinter {
  private readonly partyForms = loadRuleSets().partyForm;

  constructor(
    private readonly dossiers: ReviewDossiers,
    private readonly organisation: OrganisationDirectory,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async print(
    db: Queryable,
    review: Review,
    order: ConclusionOrder,
  ): Promise<PrintedConclusionDocument> {
    const recipients = await this.recipientsOf(db, review, order.recipients);
    const signer = await this.signerOf(db, review.committeeId, order);
    const frame = await this.frameOf(db, review.committeeId, { order, signer, recipients });
    const content = await this.contentOf(db, review, order.type);
    const document = await renderOfficialDocument(conclusionDocument(content, frame));
    return { document, signer, subject: conclusionSubject(content), recipients };
  }

  private async signerOf(
    db: Queryable,
    agencyId: string,
    { type, signerPostId }: ConclusionOrder,
  ): Promise<SignerView> {
    const signers = await this.organisation.mandatesFor(db, { agencyId, typeCode: type });
    const signer =
      signerPostId === null ? signers[0] : signers.find(({ postId }) => postId === signerPostId);
    if (!signer) throw new NotFoundError('signer');
    return signer;
  }

  private async frameOf(
    db: Queryable,
    committeeId: string,
    given: {
      order: ConclusionOrder;
      signer: SignerView;
      recipients: readonly ConclusionRecipient[];
    },
  ): Promise<PartyFrame> {
    const now = this.clock.now();
    const form = chooseRuleSet(this.partyForms, localDateOf(now)).code;
    const committee = await this.organisation.getAgency(db, committeeId);
    const { signer, order } = given;
    const organ = committee.abbreviation;
    return {
      form,
      governingLines: committee.headerLines.governing,
      issuerLines: signer.issuerLines ?? committee.headerLines.issuer,
      place: committee.placeName,
      notation: `-${partyNotation({ type: order.type, organ, ruleSet: form })}`,
      recipients: await this.printed(db, given.recipients),
      signature: { authorityLines: signer.authorityLines, fullName: signer.personName },
      ...(committee.sealDiameterMm === null ? {} : { sealDiameterMm: committee.sealDiameterMm }),
      ...(this.settings.office.dataSet === 'none' ? {} : { footnoteMark: 'Dữ liệu minh họa' }),
      createdAt: now,
    };
  }

  private async contentOf(
    db: Queryable,
    review: Review,
    type: ConclusionType,
  ): Promise<PrintedConclusion> {
    const dossier = await this.dossiers.of(db, review);
    const { meeting } = review;
    const committee = await this.organisation.getAgency(db, review.committeeId);
    return {
      type,
      period: review.period,
      body: meeting.body ?? 'Ban Thường vụ Đảng ủy',
      committeeName: committee.shortName,
      agencyName: dossier.agencyName,
      heldAt: meeting.at === undefined ? null : new Date(meeting.at),
      chair: [meeting.chair, meeting.chairTitle].filter((words) => words).join(', '),
      reportLabel: citation({
        form: 'party',
        typeName: 'Báo cáo',
        symbol: review.reportSymbol ?? '',
        date: review.reportIssuedOn === null ? '' : shortDate(review.reportIssuedOn),
      }),
      findings: dossier.findings,
      last: dossier.last.map(({ number, text, outcome, note }) => ({
        number,
        text,
        outcome,
        note,
      })),
      items: dossier.items.map(({ number, text, responsibleName, product, dueOn }) => ({
        ...{ number, text, product, dueOn },
        responsible: responsibleName,
      })),
      noConclusions: dossier.noConclusions,
    };
  }

  /** The agency under review and every responsible one receive it, whatever else is asked. */
  private async recipientsOf(
    db: Queryable,
    review: Review,
    more: readonly ConclusionRecipient[],
  ): Promise<readonly ConclusionRecipient[]> {
    const { items } = await this.dossiers.of(db, review);
    const responsible = new Set([review.agencyId]);
    for (const { responsibleId } of items)
      responsible.add((await this.organisation.agencyOf(db, responsibleId)).id);
    responsible.delete(review.committeeId);
    const named = more.flatMap(({ target }) => ('agencyId' in target ? [target.agencyId] : []));
    const added = [...responsible].filter((agencyId) => !named.includes(agencyId));
    const filed = more.filter(({ kind }) => kind === 'file');
    return [
      ...more.filter(({ kind }) => kind !== 'file'),
      ...added.map((agencyId) => ({ kind: 'perform' as const, target: { agencyId } })),
      ...(filed.length > 0
        ? filed
        : [{ kind: 'file' as const, target: { printedOnly: 'Lưu Văn phòng Đảng ủy' } }]),
    ];
  }

  private async printed(
    db: Queryable,
    recipients: readonly ConclusionRecipient[],
  ): Promise<{ text: string }[]> {
    const groups = await this.organisation.listGroups(db);
    const lines: { text: string }[] = [];
    for (const { target, text } of recipients) {
      if (text !== undefined) lines.push({ text });
      else if ('printedOnly' in target) lines.push({ text: target.printedOnly });
      else if ('groupCode' in target)
        lines.push({
          text: groups.find(({ code }) => code === target.groupCode)?.name ?? target.groupCode,
        });
      else lines.push({ text: (await this.organisation.getUnit(db, target.agencyId)).shortName });
    }
    return lines;
  }
}
