import { Injectable } from '@nestjs/common';
import { completeSignature, PdfSignatureError } from '../../../libs/pdf-signature/index.js';
import { newId } from '../../platform/database/new-id.js';
import { FileStore } from '../files/index.js';
import { type Alongside, SignatureEffects, type SignedRevision } from './signature-effects.js';
import { type LaidOut, SignatureLayout } from './signature-layout.js';
import {
  AlreadySignedError,
  BaseMovedOnError,
  SignatureNotAcceptedError,
} from './signing.errors.js';
import { SigningRequests } from './signing-requests.js';
import { type AppliedOrder, type SignatureOrder, SigningSubjects } from './signing-subjects.js';
import { isKeyAtHand, type UnlockedKey } from './signers/key-provider.js';

export type SignatureOutcome = AppliedOrder | Error;

export type SignMany = {
  /** Names the act to a holder who confirms on another device. */
  readonly title: string;
  readonly batchId?: string | undefined;
  readonly alongside?: Alongside | undefined;
  /** All or none: a document and what goes with it. */
  readonly together?: boolean | undefined;
};

type Prepared = LaidOut & {
  readonly order: SignatureOrder;
  readonly requestId: string;
  readonly isStored: boolean;
};

/** So many times a base may move on under one signature before its signer is told. */
const MOST_ATTEMPTS = 25;

/** Many orders, one key: laid out, signed by one call, completed, stored, made true together. */
@Injectable()
export class SigningRuns {
  constructor(
    private readonly subjects: SigningSubjects,
    private readonly layout: SignatureLayout,
    private readonly requests: SigningRequests,
    private readonly effects: SignatureEffects,
    private readonly files: FileStore,
  ) {}

  /** One authorisation for all; each has its own outcome, in the order given. */
  async sign(
    orders: readonly SignatureOrder[],
    key: UnlockedKey,
    options: SignMany,
  ): Promise<readonly SignatureOutcome[]> {
    const signed = await this.produce(orders, key, options);
    const good = signed.filter((one): one is SignedRevision => !(one instanceof Error));
    if (options.together === true) return this.applyTogether(signed, good, options);
    const together =
      good.length > 1 ? await this.effects.apply(good, options.alongside).catch(() => null) : null;
    if (together) return inPlace(signed, together);
    // One of them cannot become true: each is asked alone, so that it stops nobody else.
    const outcomes: SignatureOutcome[] = [];
    for (const one of signed)
      outcomes.push(one instanceof Error ? one : await this.applyAlone(one, key, options));
    return outcomes;
  }

  private async applyTogether(
    signed: readonly (SignedRevision | Error)[],
    good: readonly SignedRevision[],
    options: SignMany,
  ): Promise<readonly SignatureOutcome[]> {
    const failed = signed.find((one): one is Error => one instanceof Error);
    if (failed) return signed.map(() => failed);
    return this.effects
      .apply(good, options.alongside)
      .catch((error: unknown) => signed.map(() => asError(error)));
  }

  /** Laid out, signed and stored, meaning nothing yet. */
  private async produce(
    orders: readonly SignatureOrder[],
    key: UnlockedKey,
    options: SignMany,
  ): Promise<readonly (SignedRevision | Error)[]> {
    const laidOut = await Promise.all(
      orders.map((order) => this.layout.layOut(order, key).catch(asError)),
    );
    const prepared = await this.stored(orders, laidOut, key, options);
    const values = await this.values(prepared, key, options);
    const revisions = prepared.map((one, index) => completed(one, values[index]));
    await this.closeFailed(prepared, revisions);
    const good = revisions.filter((one): one is Uint8Array => !(one instanceof Error));
    const files = await this.files.storeAll(good, { mediaType: 'application/pdf' });
    const { credentialId, commonName } = key;
    const batchId = options.batchId ?? null;
    let next = 0;
    const signed = prepared.map(({ order, requestId, isStored }, index): SignedRevision | Error => {
      const pdf = revisions[index] ?? new Error('Lost');
      if (pdf instanceof Error) return pdf;
      const file = files[next++];
      if (!file) return new Error('Lost');
      return { order, requestId, isStored, file, pdf, credentialId, commonName, batchId };
    });
    return inPlace(laidOut, signed);
  }

  /** A key elsewhere may answer after minutes or a restart: its requests are written down first. */
  private async stored(
    orders: readonly SignatureOrder[],
    laidOut: readonly (LaidOut | Error)[],
    key: UnlockedKey,
    { batchId }: SignMany,
  ): Promise<readonly Prepared[]> {
    const prepared = laidOut.flatMap((one, index) => {
      const order = orders[index];
      return one instanceof Error || !order
        ? []
        : [{ ...one, order, requestId: newId(), isStored: false }];
    });
    if (isKeyAtHand(key.medium) || prepared.length === 0) return prepared;
    const opened = await this.requests.open(
      prepared.map((one) => ({
        credentialId: key.credentialId,
        batchId: batchId ?? null,
        order: one.order,
        prepared: one.prepared,
      })),
    );
    return prepared.map((one, index) => ({
      ...one,
      requestId: opened[index]?.id ?? one.requestId,
      isStored: true,
    }));
  }

  private async closeFailed(
    prepared: readonly Prepared[],
    revisions: readonly (Uint8Array | Error)[],
  ): Promise<void> {
    for (const [index, { requestId, isStored }] of prepared.entries()) {
      const failure = revisions[index];
      if (isStored && failure instanceof Error)
        await this.requests.close([requestId], 'failed', codeOf(failure));
    }
  }

  private async values(
    prepared: readonly Prepared[],
    key: UnlockedKey,
    { title }: SignMany,
  ): Promise<readonly (Uint8Array | Error)[]> {
    if (prepared.length === 0) return [];
    try {
      return await key.sign(
        prepared.map((one) => one.prepared),
        title,
      );
    } catch (error) {
      const waiting = prepared.filter(({ isStored }) => isStored);
      if (waiting.length > 0)
        await this.requests.close(
          waiting.map(({ requestId }) => requestId),
          'failed',
          codeOf(error),
        );
      throw error;
    }
  }

  private async applyAlone(
    first: SignedRevision,
    key: UnlockedKey,
    options: SignMany,
  ): Promise<SignatureOutcome> {
    let one = first;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const [applied] = await this.effects.apply([one], options.alongside);
        return applied ?? new Error('Nothing was applied');
      } catch (error) {
        const again = hasMovedOn(error) ? await this.renewed(one.order) : null;
        if (again === null || attempt === MOST_ATTEMPTS) return asError(error);
        if (again instanceof Error) return again;
        const [signed] = await this.produce([again], key, options).catch((failure: unknown) => [
          asError(failure),
        ]);
        if (!signed || signed instanceof Error) return signed ?? asError(error);
        one = signed;
      }
    }
  }

  /** The same wish on the newest revision; null when there is no newer one. */
  private async renewed(order: SignatureOrder): Promise<SignatureOrder | Error | null> {
    const [again] = await this.subjects.orders(order.actor, [order]);
    if (again === undefined || again instanceof Error) return again ?? null;
    return again.baseSha256 === order.baseSha256 ? null : again;
  }
}

/** Another signature took the base: what was laid out on it is void, the wish is not. */
export function hasMovedOn(error: unknown): boolean {
  return error instanceof BaseMovedOnError || error instanceof AlreadySignedError;
}

function completed(one: Prepared, value: Uint8Array | Error | undefined): Uint8Array | Error {
  if (value === undefined) return new Error('A key signed too little');
  if (value instanceof Error) return value;
  try {
    return completeSignature(one.base, one.prepared, value);
  } catch (error) {
    return error instanceof PdfSignatureError
      ? new SignatureNotAcceptedError(error.code)
      : asError(error);
  }
}

/** Results of the good ones put back beside the failures, in the first order. */
function inPlace<Result>(
  all: readonly unknown[],
  results: readonly Result[],
): readonly (Result | Error)[] {
  let next = 0;
  return all.map((one) => {
    if (one instanceof Error) return one;
    const result = results[next];
    next += 1;
    return result ?? new Error('A result is missing');
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'platform.unexpected';
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
