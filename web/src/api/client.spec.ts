import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { post } from './client';

describe('an act that is sent', () => {
  const real = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = real;
  });

  it('goes once while it is under way, however often its button is clicked', async () => {
    const asked = jest.fn<typeof fetch>(() => Promise.resolve(Response.json({ batchId: '1' })));
    globalThis.fetch = asked;
    const act = { documents: ['a', 'b'], pin: '122725' };
    const [one, two] = await Promise.all([
      post('/sign-batch', act),
      post('/sign-batch', { ...act }),
    ]);
    expect([one, two, asked.mock.calls.length]).toEqual([{ batchId: '1' }, { batchId: '1' }, 1]);

    await Promise.all([post('/sign-batch', act), post('/sign-batch', { ...act, pin: '000000' })]);
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it('may be sent again when it was refused', async () => {
    const asked = jest.fn<typeof fetch>(() => Promise.resolve(new Response('', { status: 422 })));
    globalThis.fetch = asked;
    await expect(post('/sign-batch')).rejects.toThrow();
    await expect(post('/sign-batch')).rejects.toThrow();
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
