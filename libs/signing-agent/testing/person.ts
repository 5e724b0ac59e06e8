import type { Holder, ShownAct } from '../agent/signer.js';

/** Somebody who types the PINs that he was given, one after the other. */
export class Person implements Holder {
  readonly codes: string[] = [];
  readonly shown: ShownAct[] = [];
  readonly told: string[] = [];
  pins: (string | null | Promise<string>)[] = [];

  showPairing(_origin: string, code: string): void {
    this.codes.push(code);
  }

  async askPin(act: ShownAct): Promise<string | null> {
    this.shown.push(act);
    return (await this.pins.shift()) ?? null;
  }

  tell(message: string): void {
    this.told.push(message);
  }
}
