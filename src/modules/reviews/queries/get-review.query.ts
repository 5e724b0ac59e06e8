import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actionsFrom } from '../../../../libs/lifecycle/index.js';
import { monthlyPeriod, periodLabel } from '../../../../libs/working-calendar/index.js';
import { type Actor, hasRole } from '../../../platform/access/actor.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { type Finding, uncovered } from '../domain/findings.js';
import { REVIEW_LIFECYCLE } from '../domain/review.lifecycle.js';
import { type Meeting, Review } from '../persistence/review.entity.js';
import { type Attendant, ReviewRepository } from '../persistence/review.repository.js';
import { type Dossier, ReviewDossiers } from '../review-dossiers.js';

export type ReviewPage = Omit<Dossier, 'findings'> & {
  readonly id: string;
  readonly committeeId: string;
  readonly agencyId: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly state: Review['state'];
  readonly report: {
    readonly symbol: string;
    readonly issuedOn: string | null;
    readonly incomingDocumentId: string | null;
    readonly arrivalNumber: number | null;
    readonly arrivedOn: string | null;
  } | null;
  readonly findings: readonly (Finding & { readonly isAnswered: boolean })[];
  readonly meeting: Meeting;
  readonly attendance: readonly Attendant[];
  readonly present: number;
  readonly members: number;
  readonly documentType: Review['documentType'];
  readonly documentId: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly version: number;
  readonly actions: readonly string[];
};

/** The month on the committee's table. */
@Injectable()
export class GetReviewQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reviews: ReviewRepository,
    private readonly dossiers: ReviewDossiers,
  ) {}

  async execute(actor: Actor, id: string): Promise<ReviewPage> {
    const review = await this.dataSource.getRepository(Review).findOneBy({ id });
    if (actor.space !== 'party' || review?.committeeId !== actor.agencyId)
      throw new NotFoundError('review');
    const { findings, ...dossier } = await this.dossiers.of(this.dataSource, review);
    const attendance = await this.reviews.attendanceOf(this.dataSource, id);
    const members = attendance.filter(({ kind }) => kind === 'member');
    const open = uncovered(findings, {
      concluded: dossier.items.flatMap(({ targetCodes }) => targetCodes),
      waived: dossier.noConclusions.map(({ targetCode }) => targetCode),
    }).map(({ code }) => code);
    return {
      ...headOf(review),
      ...dossier,
      findings: findings.map((finding) => ({
        ...finding,
        isAnswered: finding.needsAnswer && !open.includes(finding.code),
      })),
      attendance,
      present: members.filter(({ present }) => present).length,
      members: members.length,
      actions: actionsOf(actor, review),
    };
  }
}

function headOf(review: Review) {
  const { id, committeeId, agencyId, period, state, meeting } = review;
  const { documentType, documentId, symbol, issuedOn, version } = review;
  return {
    ...{ id, committeeId, agencyId, period, state, meeting },
    ...{ documentType, documentId, symbol, issuedOn, version },
    periodLabel: periodLabel(monthlyPeriod(period)),
    report:
      review.reportSymbol === null
        ? null
        : {
            symbol: review.reportSymbol,
            issuedOn: review.reportIssuedOn,
            incomingDocumentId: review.reportIncomingId,
            arrivalNumber: review.arrivalNumber,
            arrivedOn: review.arrivedOn,
          },
  };
}

function actionsOf(actor: Actor, review: Review): readonly string[] {
  const decides = hasRole(actor, 'leader', 'office-chief');
  const writes = decides || hasRole(actor, 'par-officer', 'unit-head', 'officer');
  const allowed = actionsFrom(REVIEW_LIFECYCLE, review.state).filter((action) => {
    if (action === 'receive-report' || action === 'issue') return false;
    return action === 'draft-conclusion' ? writes : decides;
  });
  return review.isBeingConcluded && writes
    ? ['keep-minutes', 'write-conclusions', ...allowed]
    : allowed;
}
