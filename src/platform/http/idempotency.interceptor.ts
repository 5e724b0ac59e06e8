import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, type Observable, of, switchMap } from 'rxjs';
import { DataSource } from 'typeorm';
import { maybeRow, rows } from '../database/rows.js';
import { IdempotencyKeyReusedError } from '../errors/platform.errors.js';
import type { ActorRequest } from './current-actor.js';

type Kept = { request_hash: string; status: number | null; body: string | null };

/**
 * A POST repeated with the same `Idempotency-Key` (a double click, a retry after a lost answer)
 * gets the first answer again. A refusal is not kept: its sender mends the request and tries again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly dataSource: DataSource) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const key = request.headers['idempotency-key'];
    const { actor } = request;
    if (request.method !== 'POST' || typeof key !== 'string' || !actor || request.isMultipart())
      return next.handle();

    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const hash = createHash('sha256')
      .update(`${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex');
    return from(this.find(actor.accountId, key)).pipe(
      switchMap((kept) => {
        if (kept) {
          if (kept.request_hash !== hash) throw new IdempotencyKeyReusedError();
          if (kept.status !== null) {
            void reply.status(kept.status);
            return of(kept.body === null ? undefined : (JSON.parse(kept.body) as unknown));
          }
        }
        return next
          .handle()
          .pipe(
            switchMap((body: unknown) =>
              from(this.keep(actor.accountId, key, hash, reply.statusCode, body)).pipe(
                switchMap(() => of(body)),
              ),
            ),
          );
      }),
    );
  }

  private find(accountId: string, key: string): Promise<Kept | null> {
    return maybeRow<Kept>(
      this.dataSource,
      'SELECT request_hash, status, body FROM platform.idempotency_key WHERE account_id = $1 AND key = $2',
      [accountId, key],
    );
  }

  private async keep(
    accountId: string,
    key: string,
    hash: string,
    status: number,
    body: unknown,
  ): Promise<void> {
    await rows(
      this.dataSource,
      `INSERT INTO platform.idempotency_key (account_id, key, request_hash, status, body)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [accountId, key, hash, status, body === undefined ? null : JSON.stringify(body)],
    );
  }
}
