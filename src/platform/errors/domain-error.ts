/** What happened, seen from outside; `http/problem.ts` alone knows which status that is. */
export type ErrorKind =
  | 'invalid' // the request breaks a rule that its sender can mend
  | 'unauthenticated'
  | 'forbidden' // the object is visible, this act upon it is not theirs
  | 'not-found' // absent or not theirs to see: both sound the same
  | 'conflict' // somebody was faster, or the state does not allow it
  | 'too-large'
  | 'too-many'
  | 'unavailable';

export type ErrorParams = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** An expected refusal. Its sentences stand in `i18n/{vi,en}.json` under `code`. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;

  constructor(
    message: string,
    readonly params: ErrorParams = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
