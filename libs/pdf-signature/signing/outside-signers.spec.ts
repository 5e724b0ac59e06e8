import { beforeAll, describe, expect, it } from '@jest/globals';
import { flowingPdf, PLAN_FIELDS, samplePdf, stampPng } from '../fixtures/sample-pdfs.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import {
  checkReturnedPdf,
  completeSignature,
  fillFields,
  layoutFields,
  prepareBatch,
  prepareSignature,
  reprepare,
  signBatch,
  signPrepared,
  verifyPdf,
  type BatchOrder,
  type BatchResult,
  type PreparedBatch,
  type PreparedSignature,
  type PrepareOptions,
} from '../index.js';

const root = TestIdentity.root({ name: 'CN=CA thử nghiệm, C=VN' });
const leader = root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
const clerk = root.issue({ name: 'CN=Đỗ Văn Kiểm, C=VN' });

let source: Uint8Array;
let laidOut: Uint8Array;
beforeAll(async () => {
  source = await samplePdf({ objectStreams: true });
  laidOut = layoutFields(await flowingPdf(), PLAN_FIELDS);
});

function options(more: Partial<PrepareOptions>): PrepareOptions {
  return { certificate: leader.certificate, chain: [], signingTime: TEST_NOW, ...more };
}

async function sign(
  pdf: Uint8Array,
  more: Partial<PrepareOptions>,
  by: TestIdentity = leader,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, { ...options(more), certificate: by.certificate });
  return completeSignature(pdf, prepared, await signPrepared(prepared, by.key));
}

function verdict(pdf: Uint8Array): string {
  return verifyPdf(pdf, { trustAnchors: [root.certificate], at: TEST_NOW }).verdict;
}

describe('a file that comes back from an outside signer', () => {
  const expected = { certificate: leader.certificate, field: 'NguoiKy' };

  it('is taken when it is the old one with the one signature that was asked for', async () => {
    const back = await sign(laidOut, {
      field: 'NguoiKy',
      appearance: { image: stampPng('person') },
    });
    expect(checkReturnedPdf(laidOut, back, expected)).toEqual({
      problems: [],
      field: 'NguoiKy',
      certificate: Buffer.from(leader.certificate),
    });
  });

  it('is taken with a field of its own when no other was agreed', async () => {
    const once = await sign(source, { newField: { name: 'VGCA', page: 0 } });
    expect(checkReturnedPdf(source, once).problems).toEqual([]);
    const twice = await sign(once, { newField: { name: 'VGCA2', page: 0 } }, clerk);
    const by = { certificate: clerk.certificate };
    expect(checkReturnedPdf(once, twice, by).problems).toEqual([]);
    expect(checkReturnedPdf(source, twice, by).problems).toContain('several-new-signatures');
  });

  it('is refused for each thing that nobody asked for', async () => {
    const back = await sign(laidOut, { field: 'NguoiKy' });
    const problems = (after: Uint8Array, wanted: object = expected): readonly string[] =>
      checkReturnedPdf(laidOut, after, wanted).problems;
    expect(problems(laidOut)).toEqual(['nothing-added']);
    const changed = Buffer.from(back);
    changed[40] = (changed[40] ?? 0) ^ 1;
    expect(problems(changed)).toEqual(['prefix-changed']);
    expect(problems(back.subarray(0, back.length - 20))).toEqual(['unreadable']);
    expect(problems(fillFields(laidOut, { SoVanBan: '42' }))).toEqual(['no-new-signature']);
    expect(problems(await sign(laidOut, { field: 'NguoiKy' }, clerk))).toEqual(['wrong-signer']);
    expect(problems(await sign(laidOut, { field: 'CoQuan' }))).toEqual(['wrong-field']);
    const shown = { field: 'NguoiKy', appearance: { image: stampPng('person') } };
    expect(problems(await sign(laidOut, shown), { ...expected, mayShow: false })).toEqual([
      'appearance-added',
    ]);
    const filled = await sign(fillFields(laidOut, { SoVanBan: '42' }), { field: 'NguoiKy' });
    expect(problems(filled)).toEqual(['other-changes']);
    expect(problems(fillFields(back, { SoVanBan: '42' }))).toEqual([
      'signature-not-last',
      'other-changes',
    ]);
    const certified = await sign(laidOut, { field: 'NguoiKy', certify: 2 });
    expect(problems(certified)).toEqual(['other-changes']);
    expect(problems(certified, { ...expected, mayCertify: 1 })).toEqual(['other-changes']);
    expect(problems(certified, { ...expected, mayCertify: 2 })).toEqual([]);
    expect(
      problems(await sign(laidOut, { field: 'NguoiKy' }), { ...expected, mayCertify: 2 }),
    ).toEqual([]);
    const own = await sign(laidOut, { newField: { name: 'Khac', page: 0 } });
    expect(problems(own)).toEqual(['wrong-field', 'field-added']);
    const broken = Buffer.from(back);
    const gap = broken.lastIndexOf('/Contents <') + 200;
    broken.write(broken.toString('latin1', gap, gap + 1) === '0' ? '1' : '0', gap, 'latin1');
    expect(problems(broken)).toContain('signature-broken');
  });
});

describe('a batch', () => {
  const orders = (pdf: Uint8Array, count: number): BatchOrder[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `VB-${String(index)}`,
      pdf,
      options: options({
        newField: { name: 'ChuKy', page: 0 },
        reason: `Văn bản ${String(index)}`,
      }),
    }));
  const signAll = (prepared: readonly PreparedSignature[]): Promise<Uint8Array[]> =>
    Promise.all(prepared.map((item) => signPrepared(item, leader.key)));
  const collect = async (results: AsyncIterable<BatchResult>): Promise<BatchResult[]> => {
    const all: BatchResult[] = [];
    for await (const result of results) all.push(result);
    return all;
  };

  it('of two hundred documents is signed with one authorisation, a result for each', async () => {
    let authorisations = 0;
    const results = await collect(
      signBatch(orders(source, 200), {
        current: () => source,
        sign: (prepared) => {
          authorisations += 1;
          return signAll(prepared);
        },
      }),
    );
    expect(authorisations).toBe(1);
    expect(results).toHaveLength(200);
    expect(results.every(({ state }) => state === 'signed')).toBe(true);
    const last = results.at(-1);
    expect(last?.state === 'signed' ? verdict(last.pdf) : '').toBe('valid');
  }, 30_000);

  it('is plain data, whose id names exactly its digests', () => {
    const batch = prepareBatch(orders(source, 3));
    expect(JSON.parse(JSON.stringify(batch)) as PreparedBatch).toEqual(batch);
    expect(prepareBatch(orders(source, 3)).id).toBe(batch.id);
    expect(prepareBatch(orders(source, 2)).id).not.toBe(batch.id);
    const ids = new Set(batch.items.map(({ prepared }) => prepared.id));
    expect(ids.size).toBe(3);
  });

  it('does not stop at a document that refuses', async () => {
    const good = orders(source, 2);
    const bad = { id: 'VB-hong', pdf: Buffer.from('not a PDF'), options: options({ field: 'A' }) };
    const results = await collect(
      signBatch([bad, ...good], { current: () => source, sign: signAll }),
    );
    expect(results.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'VB-hong refused',
      'VB-0 signed',
      'VB-1 signed',
    ]);
    expect(results[0]).toMatchObject({ code: 'pdf.not-a-pdf' });
  });

  it('prepares a document anew that somebody else has signed meanwhile', async () => {
    let current = source;
    let rounds = 0;
    const results = await collect(
      signBatch(orders(source, 1), {
        current: () => current,
        sign: async (prepared) => {
          rounds += 1;
          if (rounds === 1) {
            current = await sign(source, { newField: { name: 'Truoc', page: 0 } }, clerk);
          }
          return signAll(prepared);
        },
      }),
    );
    const [result] = results;
    if (result?.state !== 'signed') throw new Error('not signed');
    expect(rounds).toBe(2);
    expect(Buffer.from(result.pdf.subarray(0, current.length)).equals(current)).toBe(true);
    expect(verdict(result.pdf)).toBe('valid');
  });

  it('gives up on a document that never stands still', async () => {
    let current = source;
    let number = 0;
    const results = await collect(
      signBatch(orders(source, 1), {
        current: () => current,
        sign: async (prepared) => {
          number += 1;
          current = await sign(current, { newField: { name: `K${String(number)}`, page: 0 } });
          return signAll(prepared);
        },
      }),
    );
    expect(results).toEqual([{ id: 'VB-0', state: 'base-changed' }]);
    expect(number).toBe(3);
  });

  it('prepares again only what has moved on', async () => {
    const wish = options({ newField: { name: 'ChuKy', page: 0 } });
    const prepared = prepareSignature(source, wish);
    expect(reprepare(source, prepared, wish)).toBe(prepared);
    const moved = await sign(source, { newField: { name: 'Truoc', page: 0 } }, clerk);
    expect(reprepare(moved, prepared, wish).baseLength).toBe(moved.length);
  });
});

describe('a prepared signature with an end', () => {
  it('is completed before it and not after', async () => {
    const expiresAt = new Date(TEST_NOW.getTime() + 600_000);
    const prepared = prepareSignature(
      source,
      options({ newField: { name: 'ChuKy', page: 0 }, expiresAt }),
    );
    const value = await signPrepared(prepared, leader.key);
    const complete = (now?: Date): Uint8Array =>
      completeSignature(source, prepared, value, now === undefined ? {} : { now });
    expect(verdict(complete(TEST_NOW))).toBe('valid');
    expect(() => complete(expiresAt)).toThrow('signature.expired');
    expect(() => complete()).toThrow('signature.time-needed');
  });
});
