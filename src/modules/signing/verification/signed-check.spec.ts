import { createHash } from 'node:crypto';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { paddedPdf } from '../../../../libs/pdf-signature/fixtures/sample-pdfs.js';
import type { Verifier } from '../verifier.js';
import type { Grounds, HashedFile } from './judge-file.js';
import { judgeVersion } from './judge-version.js';
import type { JudgingGrounds } from './judging-grounds.js';
import { JudgingThread } from './judging-thread.js';
import { SignedCheck } from './signed-check.js';
import type { SignedMemory } from './signed-memory.js';

const GROUNDS: Grounds = {
  at: new Date('2026-03-02T02:15:00Z'),
  trustAnchors: [],
  evidence: new Map(),
};

describe('what this system signs', () => {
  const thread = new JudgingThread();
  const asked = jest.spyOn(thread, 'judge');
  const grounds = { of: () => Promise.resolve(GROUNDS) } as unknown as JudgingGrounds;
  const check = new SignedCheck(grounds, {} as Verifier, thread, {} as SignedMemory);
  afterEach(() => void asked.mockClear());
  afterAll(() => thread.onApplicationShutdown());

  async function version(bytes: number): Promise<HashedFile> {
    const pdf = await paddedPdf(bytes);
    return { sha256: createHash('sha256').update(pdf).digest('hex'), pdf };
  }

  it('is judged at once when it is little, and beside the event loop when it is large', async () => {
    const [small, large] = [await version(20_000), await version(5_000_000)];
    expect(await check.judge([small])).toEqual([judgeVersion(small, GROUNDS)]);
    expect(asked).not.toHaveBeenCalled();
    expect(await check.judge([large])).toEqual([judgeVersion(large, GROUNDS)]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('says of a large file that does not stand why', async () => {
    const large = { ...(await version(5_000_000)), sha256: 'of another file' };
    await expect(check.judge([large])).rejects.toMatchObject({
      code: 'signing.signed-file-invalid',
      params: { reason: 'file-replaced' },
    });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
