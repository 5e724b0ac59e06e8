import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { lastValueFrom, of } from 'rxjs';
import type { DataSource } from 'typeorm';
import { currentClaim } from '../database/request-claim.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { RequestSeal } from './request-seal.js';

const URL = '/api/v1/signing/batches/1/resume';

describe('what is kept of a request with an idempotency key', () => {
  it('is the same for the same request only', async () => {
    expect(await kept('a-secret', { pin: '482913' })).toBe(
      await kept('a-secret', { pin: '482913' }),
    );
    expect(await kept('a-secret', { pin: '482913' })).not.toBe(
      await kept('a-secret', { pin: '482914' }),
    );
  });

  it('gives away no PIN to whoever has the database without the secret of the server', async () => {
    const body = { pin: '482913' };
    const bare = createHash('sha256')
      .update(`${URL}\n${JSON.stringify(body)}`)
      .digest('hex');

    const stored = await kept('a-secret', body);

    expect(stored).toMatch(/^[0-9a-f]{64}$/);
    expect(stored).not.toBe(bare);
    expect(stored).not.toBe(await kept('another-secret', body));
  });
});

async function kept(secret: string, body: unknown): Promise<string | undefined> {
  const seal = new RequestSeal();
  seal.open(secret);
  const request = {
    method: 'POST',
    url: URL,
    headers: { 'idempotency-key': 'mot-lan-thoi-0001' },
    actor: { accountId: 'someone' },
    body,
    isMultipart: () => false,
  };
  const context = {
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({}) }),
  } as unknown as ExecutionContext;
  const nothing = { query: () => Promise.resolve([]) } as unknown as DataSource;
  let hash: string | undefined;
  const next: CallHandler = {
    handle: () => {
      hash = currentClaim.getStore()?.requestHash;
      return of(null);
    },
  };
  await lastValueFrom(new IdempotencyInterceptor(nothing, seal).intercept(context, next));
  return hash;
}
