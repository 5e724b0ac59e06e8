import { v7 } from 'uuid';

/** UUIDv7: made in the application, so that an id exists before its row; sorts by time. */
export function newId(): string {
  return v7();
}
