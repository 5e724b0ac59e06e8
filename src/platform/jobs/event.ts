/** Something that became true, told to the modules above. Past tense, versioned topic. */
export type DomainEvent<Topic extends string = string, Payload extends object = object> = {
  /** `<module>.<what-happened>.v<n>`, e.g. `documents.outgoing-released.v1`. */
  readonly topic: Topic;
  readonly subjectId: string;
  readonly payload: Payload;
};

/** What a job carries: the event, its id (the same on every delivery) and who is to act. */
export type Delivery = {
  readonly subscriber: string;
  readonly eventId: string;
  readonly event: DomainEvent;
};
