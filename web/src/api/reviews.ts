import { get, post, put } from './client';
import type { BoardAggregate, BoardCell, PlanFigure, PlanTarget } from './plans';

export type ReviewState =
  'waiting-report' | 'frozen' | 'meeting' | 'drafting' | 'issued' | 'closed';
export type ConclusionType = 'notice' | 'conclusion' | 'resolution';
export type Outcome = 'done' | 'in-progress' | 'not-done';
export type Progress = BoardCell['progress'];

export type ReviewSummary = {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly state: ReviewState;
  readonly reportSymbol: string | null;
  readonly arrivalNumber: number | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly items: number;
};
export type Finding = {
  readonly code: string;
  readonly name: string;
  readonly cell: BoardCell;
  readonly isUnmet: boolean;
  readonly isWorse: boolean;
  readonly needsAnswer: boolean;
  readonly isAnswered: boolean;
  readonly units: readonly string[];
};
export type LastItem = {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly responsibleName: string;
  readonly product: string;
  readonly dueOn: string;
  readonly outcome: Outcome;
  readonly note: string;
  readonly doneOn: string | null;
  readonly figures: readonly {
    readonly targetCode: string;
    readonly before: string;
    readonly now: string;
    readonly progress: Progress;
    readonly trend: string;
  }[];
};
export type ConclusionItem = {
  readonly id: string;
  readonly number: number;
  readonly targetCodes: readonly string[];
  readonly text: string;
  readonly responsibleId: string;
  readonly responsibleName: string;
  readonly product: string;
  readonly productTypeCodes: readonly string[];
  readonly askedDueOn: string;
  readonly dueOn: string;
  readonly taskId: string | null;
  readonly taskState: string | null;
};
export type NoConclusion = { readonly targetCode: string; readonly reason: string };
export type Meeting = {
  readonly at?: string;
  readonly body?: string;
  readonly place?: string;
  readonly invitation?: string;
  readonly chair?: string;
  readonly chairTitle?: string;
  readonly secretary?: string;
  readonly minutes?: string;
};
export type Attendant = {
  readonly name: string;
  readonly title: string;
  readonly postId: string | null;
  readonly kind: 'member' | 'invited';
  readonly present: boolean;
  readonly reason: string;
};
export type Snapshot = {
  readonly planTitle: string;
  readonly planSymbol: string;
  readonly period: string;
  readonly targets: readonly PlanTarget[];
  readonly figures: readonly PlanFigure[];
  readonly units: readonly {
    readonly unitId: string;
    readonly name: string;
    readonly level: string;
    readonly reportSymbol: string | null;
    readonly sentOn: string | null;
    readonly lateDays: number | null;
    readonly cells: readonly BoardCell[];
  }[];
  readonly aggregates: readonly BoardAggregate[];
};
export type Review = {
  readonly id: string;
  readonly committeeId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly state: ReviewState;
  readonly report: {
    readonly symbol: string;
    readonly issuedOn: string | null;
    readonly incomingDocumentId: string | null;
    readonly arrivalNumber: number | null;
    readonly arrivedOn: string | null;
  } | null;
  readonly snapshot: Snapshot | null;
  readonly snapshotSha256: string | null;
  readonly findings: readonly Finding[];
  readonly lastSymbol: string | null;
  readonly lastIssuedOn: string | null;
  readonly last: readonly LastItem[];
  readonly items: readonly ConclusionItem[];
  readonly noConclusions: readonly NoConclusion[];
  readonly meeting: Meeting;
  readonly attendance: readonly Attendant[];
  readonly present: number;
  readonly members: number;
  readonly documentType: ConclusionType | null;
  readonly documentId: string | null;
  readonly symbol: string | null;
  readonly issuedOn: string | null;
  readonly version: number;
  readonly actions: readonly string[];
};

export type WrittenItem = Pick<
  ConclusionItem,
  'targetCodes' | 'text' | 'responsibleId' | 'product' | 'productTypeCodes' | 'dueOn'
>;

export function loadReview(id: string): Promise<Review> {
  return get<Review>(`/reviews/${id}`);
}
export function openReview(agencyId: string, period: string): Promise<Review> {
  return post<Review>('/reviews', { agencyId, period });
}
export function writeConclusions(
  { id, version }: Review,
  items: readonly WrittenItem[],
  noConclusions: readonly NoConclusion[],
): Promise<Review> {
  return put<Review>(`/reviews/${id}/conclusions`, { items, noConclusions }, String(version));
}
export function keepMinutes(
  { id, version }: Review,
  meeting: Meeting,
  attendance: readonly Attendant[],
): Promise<Review> {
  return put<Review>(`/reviews/${id}/meeting`, { meeting, attendance }, String(version));
}
export function stepReview(
  id: string,
  step: 'meeting/start' | 'meeting/finish' | 'meeting/reopen' | 'close',
): Promise<Review> {
  return post<Review>(`/reviews/${id}/${step}`);
}
export function draftConclusion(
  id: string,
  type: ConclusionType,
  signerPostId: string | null,
): Promise<{ readonly documentId: string }> {
  return post(`/reviews/${id}/conclusion`, { type, signerPostId });
}
