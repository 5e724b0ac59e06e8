import type { KeyObject } from 'node:crypto';

/** A key at hand, its certificate and the issuing ones, DER. */
export type ExampleSigner = {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
};
