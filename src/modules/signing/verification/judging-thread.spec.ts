import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { paddedPdf } from '../../../../libs/pdf-signature/fixtures/sample-pdfs.js';
import {
  throwawayPki,
  type ThrowawayPki,
} from '../../../../libs/pdf-signature/fixtures/throwaway-pki.js';
import {
  completeSignature,
  prepareSignature,
  signPrepared,
} from '../../../../libs/pdf-signature/index.js';
import {
  append,
  fieldNamed,
  without,
} from '../../../../libs/pdf-signature/testing/attacks/bases.js';
import type { Grounds, HashedFile } from './judge-file.js';
import { judgeVersion } from './judge-version.js';
import { JudgingThread } from './judging-thread.js';

const AT = new Date('2026-03-02T02:15:00Z');
/** More than is handed over at once. */
const FILES = 8;
const BYTES = 400 * 1024;

describe('the judging thread', () => {
  let pki: ThrowawayPki;
  let files: readonly HashedFile[];
  let grounds: Grounds;
  const thread = new JudgingThread();

  beforeAll(async () => {
    pki = await throwawayPki();
    files = await Promise.all(Array.from({ length: FILES }, (_, index) => signed(`ChuKy${index}`)));
    const trustAnchors = [{ certificate: pki.root, name: 'Gốc thử nghiệm' }];
    grounds = { at: AT, trustAnchors, evidence: new Map() };
  });
  afterAll(() => thread.onApplicationShutdown());

  async function signed(field: string): Promise<HashedFile> {
    return hashed(await sign(await paddedPdf(BYTES), field));
  }

  async function sign(pdf: Uint8Array, field: string): Promise<Uint8Array> {
    const prepared = prepareSignature(pdf, {
      certificate: pki.leader.certificate,
      chain: [pki.issuing],
      signingTime: AT,
      newField: { name: field, page: 0 },
    });
    return completeSignature(pdf, prepared, await signPrepared(prepared, pki.leader.key));
  }

  it('says of each file in its order what is said without it', async () => {
    const judged = await thread.judge(files, grounds);

    expect(judged).toEqual(files.map((file) => judgeVersion(file, grounds)));
    expect(judged.map(({ view }) => view.verdict)).toEqual(files.map(() => 'valid'));
  });

  it('lets none of them pass when one is broken, or is not what was stored', async () => {
    const [first, ...rest] = files;
    if (!first) throw new Error('No file');
    const changed = Buffer.from(first.pdf);
    changed[100] = (changed[100] ?? 0) ^ 1;

    await expect(thread.judge([...rest, hashed(changed)], grounds)).rejects.toThrow(
      'does not verify',
    );
    await expect(
      thread.judge([...rest, { ...first, sha256: '0'.repeat(64) }], grounds),
    ).rejects.toThrow('file-replaced');
  });

  it('lets nothing pass that lost a signature, good as all may be that are left', async () => {
    const [first] = files;
    if (!first) throw new Error('No file');
    const emptied = append(Buffer.from(first.pdf), (writer, document) => {
      const { ref, dict } = fieldNamed(document, 'ChuKy0');
      writer.put(ref, without(dict, 'V'));
    });
    const again = hashed(await sign(emptied, 'Khac'));

    await expect(thread.judge([again], grounds)).rejects.toThrow('signature-removed');
  });

  it('leaves nobody waiting when it ends, and begins anew', async () => {
    const asked = thread.judge(files, grounds);
    await thread.onApplicationShutdown();

    await expect(asked).rejects.toThrow('has ended');
    await expect(thread.judge(files, grounds)).resolves.toHaveLength(FILES);
  });
});

function hashed(pdf: Uint8Array): HashedFile {
  return { sha256: createHash('sha256').update(pdf).digest('hex'), pdf };
}
