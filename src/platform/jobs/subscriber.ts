import type { DomainEvent } from './event.js';

/**
 * Acts on an event after the transaction that told it. Delivery is at least once and may overlap:
 * `handle` starts its transaction with `inbox.claim(tx, name, eventId)` and leaves when that is false.
 */
export abstract class Subscriber {
  /** Says what it does: `documents.stamp-number`. Stable: claims are kept under it. */
  abstract readonly name: string;
  abstract readonly topics: readonly string[];
  abstract handle(eventId: string, event: DomainEvent): Promise<void>;
}
