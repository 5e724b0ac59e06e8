import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { concatMap, from, Observable, of, switchMap } from 'rxjs';
import { DataSource } from 'typeorm';
import { currentClaim, type RequestClaim } from '../database/request-claim.js';
import { maybeRow, rows } from '../database/rows.js';
import {
  IdempotencyKeyReusedError,
  InvalidInputError,
  RequestAlreadyDoneError,
} from '../errors/platform.errors.js';
import type { ActorRequest } from './current-actor.js';
import { RequestSeal } from './request-seal.js';

type Kept = { request_hash: string; status: number | null; body: string | null };

/**
 * A POST repeated with the same `Idempotency-Key` (a double click, a retry after a lost answer)
 * takes effect once and gets the first answer again. A refusal is not kept: its sender mends the
 * request and tries again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly seal: RequestSeal,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const claim = claimOf(request, this.seal);
    if (!claim) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.find(claim)).pipe(
      switchMap((kept) =>
        kept ? of(answerAgain(kept, claim, reply)) : this.answerFirst(claim, next, reply),
      ),
    );
  }

  private answerFirst(
    claim: RequestClaim,
    next: CallHandler,
    reply: FastifyReply,
  ): Observable<unknown> {
    const handled = new Observable<unknown>((subscriber) =>
      currentClaim.run(claim, () => next.handle().subscribe(subscriber)),
    );
    return handled.pipe(
      concatMap(async (body) => {
        if (claim.taken) await this.keep(claim, reply.statusCode, body);
        return body;
      }),
    );
  }

  private find(claim: RequestClaim): Promise<Kept | null> {
    return maybeRow<Kept>(
      this.dataSource,
      'SELECT request_hash, status, body FROM platform.idempotency_key WHERE account_id = $1 AND key = $2',
      [claim.accountId, claim.key],
    );
  }

  private async keep(claim: RequestClaim, status: number, body: unknown): Promise<void> {
    await rows(
      this.dataSource,
      'UPDATE platform.idempotency_key SET status = $3, body = $4 WHERE account_id = $1 AND key = $2',
      [claim.accountId, claim.key, status, body === undefined ? null : JSON.stringify(body)],
    );
  }
}

function claimOf(request: ActorRequest, seal: RequestSeal): RequestClaim | null {
  const key = request.headers['idempotency-key'];
  const { actor } = request;
  if (request.method !== 'POST' || typeof key !== 'string' || !actor || request.isMultipart())
    return null;
  if (key.length < 8 || key.length > 200) {
    throw new InvalidInputError([{ pointer: '/headers/Idempotency-Key', code: 'custom' }]);
  }
  const requestHash = seal.of(request.url, request.body);
  return { accountId: actor.accountId, key, requestHash, taken: false };
}

function answerAgain(kept: Kept, claim: RequestClaim, reply: FastifyReply): unknown {
  if (kept.request_hash !== claim.requestHash) throw new IdempotencyKeyReusedError();
  if (kept.status === null) throw new RequestAlreadyDoneError();
  void reply.status(kept.status);
  return kept.body === null ? undefined : (JSON.parse(kept.body) as unknown);
}
