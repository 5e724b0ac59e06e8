import type { DomainEvent } from '../../../platform/jobs/event.js';

export type ReviewId = string;

export type ReviewState =
  'waiting-report' | 'frozen' | 'meeting' | 'drafting' | 'issued' | 'closed';

/** Thông báo kết luận, kết luận, nghị quyết. */
export type ConclusionType = 'notice' | 'conclusion' | 'resolution';

/** The committee's conclusion left its office; agencies begin when they have directed it. */
export type ConclusionIssued = DomainEvent<
  'reviews.conclusion-issued.v1',
  { readonly committeeId: string; readonly symbol: string; readonly issuedOn: string }
>;
