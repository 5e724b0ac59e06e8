import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { governmentNotation } from '../../../libs/notation/index.js';
import { type LocalDate, localDateOf } from '../../../libs/working-calendar/index.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Queryable } from '../../platform/database/rows.js';
import { OrganisationDirectory, type SignerView } from '../organisation/index.js';
import type { PlanContent } from './domain/plan-content.js';
import type { PrintedFrame } from './domain/printed-frame.js';
import { SignerNotCompetentError } from './plans.errors.js';

type Recipient = PlanContent['recipients'][number];

export type FrameOrder = {
  readonly agencyId: string;
  readonly typeCode: 'plan' | 'report';
  /** Null proposes the first who may sign. */
  readonly signerPostId: string | null;
  readonly recipients: readonly Recipient[];
};

export type SignedFrame = { readonly frame: PrintedFrame; readonly signer: SignerView };

/** Head, signature and recipients of a government document, from the organisation as it stands. */
@Injectable()
export class PrintedFrames {
  constructor(
    private readonly organisation: OrganisationDirectory,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws {SignerNotCompetentError} */
  async of(db: Queryable, order: FrameOrder): Promise<SignedFrame> {
    const now = this.clock.now();
    const on = localDateOf(now);
    const agency = await this.organisation.getAgency(db, order.agencyId);
    const signer = await this.signerOf(db, order, on);
    const frame: PrintedFrame = {
      governingLines: agency.headerLines.governing,
      issuerLines: signer.issuerLines ?? agency.headerLines.issuer,
      place: agency.placeName,
      notation: `/${governmentNotation({ type: order.typeCode, agency: agency.abbreviation })}`,
      recipients: await this.printedRecipients(db, order.recipients, on),
      signature: {
        authorityLines: signer.authorityLines,
        fullName: signer.personName,
        ...(signer.positionBelow === undefined ? {} : { positionBelow: signer.positionBelow }),
      },
      ...(agency.sealDiameterMm === null ? {} : { sealDiameterMm: agency.sealDiameterMm }),
      ...(this.settings.office.dataSet === 'none' ? {} : { footnoteMark: 'Dữ liệu minh họa' }),
      createdAt: now,
    };
    return { frame, signer };
  }

  private async signerOf(db: Queryable, order: FrameOrder, on: LocalDate): Promise<SignerView> {
    const { agencyId, typeCode, signerPostId } = order;
    const signers = await this.organisation.mandatesFor(db, { agencyId, typeCode, on });
    const signer =
      signerPostId === null ? signers[0] : signers.find(({ postId }) => postId === signerPostId);
    if (!signer) throw new SignerNotCompetentError();
    return signer;
  }

  private async printedRecipients(
    db: Queryable,
    recipients: readonly Recipient[],
    on: LocalDate,
  ): Promise<{ text: string }[]> {
    const groups = await this.organisation.listGroups(db, on);
    const lines: { text: string; last: boolean }[] = [];
    for (const { kind, target, text } of recipients) {
      const names = text === undefined ? await this.namesOf(db, { kind, target }, groups) : [text];
      for (const name of names)
        lines.push({ text: printedLine(kind, name), last: kind === 'file' });
    }
    return [...lines.filter(({ last }) => !last), ...lines.filter(({ last }) => last)];
  }

  /** A group that is reported to is named one by one: superiors are not "các cơ quan". */
  private async namesOf(
    db: Queryable,
    { kind, target }: Pick<Recipient, 'kind' | 'target'>,
    groups: readonly { readonly code: string; readonly name: string }[],
  ): Promise<readonly string[]> {
    if ('printedOnly' in target) return [target.printedOnly];
    if ('agencyId' in target)
      return [(await this.organisation.getUnit(db, target.agencyId)).shortName];
    const { groupCode } = target;
    if (kind !== 'report')
      return [groups.find(({ code }) => code === groupCode)?.name ?? groupCode];
    const members = await this.organisation.expandGroup(db, groupCode);
    return members.map(({ printedName, shortName }) => printedName ?? shortName);
  }
}

function printedLine(kind: Recipient['kind'], name: string): string {
  if (kind === 'file') return name.startsWith('Lưu') ? name : `Lưu: ${name}`;
  return kind === 'report' && !/\(.*\)$/u.test(name) ? `${name} (để báo cáo)` : name;
}
