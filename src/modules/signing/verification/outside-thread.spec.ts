import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { throwawayPki } from '../../../../libs/pdf-signature/fixtures/throwaway-pki.js';
import {
  completeSignature,
  prepareSignature,
  signPrepared,
} from '../../../../libs/pdf-signature/index.js';
import { paddedPdf } from '../../../../libs/pdf-signature/fixtures/sample-pdfs.js';
import { NotAPdfError } from '../signing.errors.js';
import { type Grounds, type HashedFile, judgeFile } from './judge-file.js';
import { OutsideThread } from './outside-thread.js';

const GROUNDS: Grounds = {
  at: new Date('2026-03-02T02:15:00Z'),
  trustAnchors: [],
  evidence: new Map(),
};

describe('the thread for what anybody sends', () => {
  const thread = new OutsideThread();
  afterAll(() => thread.onApplicationShutdown());

  function hashed(pdf: Uint8Array): HashedFile {
    return { sha256: createHash('sha256').update(pdf).digest('hex'), pdf };
  }

  it('says what is said without it, of what is no PDF too', async () => {
    const file = hashed(await paddedPdf(20_000));
    expect(await thread.ask('judge', file, GROUNDS)).toEqual(judgeFile(file, GROUNDS));
    const other = thread.ask('judge', hashed(Buffer.from('PK no pdf')), GROUNDS);
    await expect(other).rejects.toMatchObject({ code: 'signing.not-a-pdf' });
  });

  it('says nothing that cannot be kept, whatever names stand in a file', async () => {
    const { leader } = await throwawayPki();
    const base = await paddedPdf(20_000);
    const prepared = prepareSignature(base, {
      certificate: leader.certificate,
      chain: [],
      signingTime: GROUNDS.at,
      newField: { name: 'Ký\0số\ud800', page: 0, rect: [40, 40, 150, 90] },
    });
    const pdf = completeSignature(base, prepared, await signPrepared(prepared, leader.key));
    const { view, report } = judgeFile(hashed(pdf), GROUNDS);
    expect([view, report].map(({ signatures }) => signatures[0]?.field)).toEqual([
      ...['Ký\ufffdsố\ufffd', 'Ký\ufffdsố\ufffd'],
    ]);
    expect(report.signatures[0]?.certificate).not.toBeNull();
  });

  it('judges a file again whose thread was ended by another, and gives up one that ends each', async () => {
    const file = hashed(await paddedPdf(20_000));
    const asked = thread.ask('judge', file, GROUNDS);
    await thread.onApplicationShutdown();
    expect((await asked).view.sha256).toBe(file.sha256);

    const twice = thread.ask('judge', file, GROUNDS);
    const givenUp = expect(twice).rejects.toBeInstanceOf(NotAPdfError);
    await thread.onApplicationShutdown();
    await thread.onApplicationShutdown();
    await givenUp;
  });
});
