import { COMMITTEE } from './posts.js';
import type { AccessOffice, Subject, SubjectBuilders } from './subjects.js';

/** The committee's alone: neither the agency under review nor the committee's own inspection. */
export const REVIEW_SUBJECTS: SubjectBuilders = { review: [anOpenedReview, aConcludedReview] };

let opened = 0;

async function anOpenedReview(office: AccessOffice): Promise<Subject> {
  opened += 1;
  const { id } = await office.as('cvpdu').post<{ id: string }>('/api/v1/reviews', {
    agencyId: await office.agencyId('p-tu-son'),
    period: `2025-${String(opened).padStart(2, '0')}`,
  });
  return { what: 'review that waits for the report', params: { id }, seenBy: COMMITTEE };
}

async function aConcludedReview({ find, agencyId }: AccessOffice): Promise<Subject> {
  const id = await find(
    "SELECT id FROM reviews.review WHERE committee_id = $1 AND period = '2026-08'",
    [await agencyId('du-tu-son')],
  );
  return { what: 'concluded review', params: { id }, seenBy: COMMITTEE };
}
