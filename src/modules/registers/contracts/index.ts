export type SeriesId = string;
/** A row of the outgoing register. */
export type OutgoingEntryId = string;
/** A row of the incoming register. */
export type IncomingEntryId = string;
export type RegisterKind = 'outgoing' | 'incoming' | 'copies';
