/** The one source of legal time. Instants are UTC; dates are read in Asia/Ho_Chi_Minh. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    // eslint-disable-next-line no-restricted-syntax -- this class is where the clock is
    return new Date();
  }
}

/** Starts at a given instant and runs on from there: the demo and rehearsals live in their own month. */
export class ShiftedClock extends Clock {
  private readonly offsetMs: number;

  constructor(
    private readonly base: Clock,
    startsAt: Date,
  ) {
    super();
    this.offsetMs = startsAt.getTime() - base.now().getTime();
  }

  now(): Date {
    return new Date(this.base.now().getTime() + this.offsetMs);
  }
}

/** Stands still until it is moved: for tests. */
export class FixedClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return this.instant;
  }

  moveTo(instant: Date): void {
    this.instant = instant;
  }
}
