import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startUpload } from '../../../../test/builders/slow-upload.js';
import { startTestApp, type TestApp } from '../../../../test/setup/test-app.js';
import {
  CONNECTION_TIMEOUT_MS,
  REQUEST_TIMEOUT_MS,
} from '../../../platform/http/create-http-app.js';

const PATH = '/api/v1/public/verification';
/** Another address of this machine, as if another stranger. */
const ELSEWHERE = '127.0.0.2';

describe('strangers who send slowly', () => {
  let office: TestApp;

  beforeAll(async () => {
    office = await startTestApp({ worker: false, listen: true });
  }, 60_000);
  afterAll(() => office.close());

  const verify = async (): Promise<number> => {
    const { status } = await request(office.url)
      .post(PATH)
      .attach('file', Buffer.from('PK no pdf'), { filename: 'a.pdf' });
    return status;
  };

  it('keep only themselves from having files judged', async () => {
    const slow = [1, 2, 3].map(() => startUpload(`${office.url}${PATH}`, 'file', ELSEWHERE));
    const fourth = startUpload(`${office.url}${PATH}`, 'file', ELSEWHERE);
    // One of the four is refused at once; the three others hold what this address may hold.
    const refused = await Promise.race([...slow, fourth].map(({ answer }) => answer));
    expect(refused).toContain('signing.too-many-verifications');
    expect(await verify()).toBe(422);
    for (const { end } of [...slow, fourth]) end();
  });

  it('are cut off in the end', () => {
    const server = office.app.getHttpServer();
    expect([server.requestTimeout, server.timeout]).toEqual([
      REQUEST_TIMEOUT_MS,
      CONNECTION_TIMEOUT_MS,
    ]);
  });

  it('give their places back when they go', async () => {
    const first = [1, 2, 3, 4].map(() => startUpload(`${office.url}${PATH}`, 'file', '127.0.0.3'));
    await Promise.race(first.map(({ answer }) => answer));
    for (const { end } of first) end();
    await Promise.allSettled(first.map(({ answer }) => answer));
    let answer = '';
    // The server learns of it when its socket closes, not when ours does.
    for (let tries = 0; tries < 5; tries += 1) {
      const next = startUpload(`${office.url}${PATH}`, 'file', '127.0.0.3', true);
      answer = await next.answer;
      if (!answer.includes('too-many')) break;
    }
    expect(answer).toContain('signing.pdf-broken');
  });
});
