import { AsyncLocalStorage } from 'node:async_hooks';

/** The `Idempotency-Key` of the request that is being served; its first transaction takes it. */
export type RequestClaim = {
  readonly accountId: string;
  readonly key: string;
  readonly requestHash: string;
  taken: boolean;
};

export const currentClaim = new AsyncLocalStorage<RequestClaim>();
