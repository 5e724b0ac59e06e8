export type WorkItem = {
  readonly kind: 'outgoing' | 'opinion' | 'incoming' | 'assignment' | 'confirmation';
  readonly id: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly title: string;
  readonly symbol: string | null;
  readonly state: string;
  readonly reason: string;
  readonly dueOn: string | null;
  readonly urgency: string;
  readonly since: string;
};
