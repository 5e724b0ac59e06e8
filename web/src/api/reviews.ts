import type { Answer } from './answers';
import { get, post, put } from './client';

export type Review = Answer<'ReviewPage'>;
export type ReviewSummary = Answer<'ReviewSummary'>;
export type ReviewState = Review['state'];
export type ConclusionType = NonNullable<Review['documentType']>;
export type Finding = Answer<'ReviewFinding'>;
export type LastItem = Answer<'ReviewLastItem'>;
export type Outcome = LastItem['outcome'];
export type Progress = Answer<'BoardCell'>['progress'];
export type ConclusionItem = Answer<'ReviewConclusionItem'>;
export type NoConclusion = Review['noConclusions'][number];
export type Meeting = Answer<'ReviewMeeting'>;
export type Attendant = Answer<'ReviewAttendant'>;

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
): Promise<Answer<'ConclusionDocumentMade'>> {
  return post(`/reviews/${id}/conclusion`, { type, signerPostId });
}
