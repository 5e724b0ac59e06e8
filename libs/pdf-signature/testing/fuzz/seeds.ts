import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import { issuePlan, signWith } from '../../fixtures/issue-plan.js';
import { PLAN_FIELDS, samplePdf } from '../../fixtures/sample-pdfs.js';
import type { ThrowawayPki } from '../../fixtures/throwaway-pki.js';
import { layoutFields } from '../../form/layout-fields.js';

/** A good file that mutations start from. */
export type FuzzSeed = {
  readonly name: string;
  readonly pdf: Uint8Array;
  readonly password?: string;
};

/** Larger files make the same errors, later. */
const MAX_SEED = 400_000;

/** Files of our own, and the collection of signed files of other programs where it is at hand. */
export async function fuzzSeeds(pki: ThrowawayPki): Promise<FuzzSeed[]> {
  const seeds: FuzzSeed[] = [{ name: 'hybrid', pdf: hybridPdf() }];
  for (const objectStreams of [false, true]) {
    const kind = objectStreams ? 'stream' : 'table';
    const source = await samplePdf({ objectStreams, pages: 2 });
    const plan = await issuePlan(pki, source);
    seeds.push(
      { name: `${kind} plain`, pdf: source },
      { name: `${kind} laid out`, pdf: plan.laidOut },
      { name: `${kind} sealed`, pdf: plan.sealed },
    );
  }
  for (const password of ['', 'mật khẩu']) {
    const source = await encryptedPdf(password);
    const pdf = layoutFields(source, PLAN_FIELDS, { password });
    const signed = await signWith(pki, pdf, pki.seal, { field: 'CoQuan', password });
    seeds.push({ name: `encrypted ${password}`, pdf: signed, password });
  }
  return [...seeds, ...foreignSeeds()];
}

async function encryptedPdf(userPassword: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(await samplePdf({ objectStreams: false }));
  document.encrypt({ userPassword, ownerPassword: 'owner' });
  return document.save({ useObjectStreams: false });
}

function foreignSeeds(): FuzzSeed[] {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const corpus = join(folder, 'shared', 'corpus', 'pdf');
    if (existsSync(corpus)) {
      return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.pdf'))
        .sort()
        .map((name) => ({ name, pdf: new Uint8Array(readFileSync(join(corpus, name))) }))
        .filter(({ pdf }) => pdf.length <= MAX_SEED);
    }
    if (folder === dirname(folder)) return [];
  }
}

const HYBRID_OBJECTS = [
  '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
  '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 200] >>\nendobj\n',
  '3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n',
];

/** A table for old readers, and a cross-reference stream with what only new ones see. */
export function hybridPdf(): Uint8Array {
  let file = '%PDF-1.5\n';
  const offsets: number[] = [];
  const add = (object: string): void => {
    offsets.push(file.length);
    file += object;
  };
  HYBRID_OBJECTS.forEach(add);
  add('4 0 obj\n<< /Length 9 >>\nstream\nBT ET q Q\nendstream\nendobj\n');
  const packed = '5 0 << /Hidden true >>';
  add(
    `6 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`,
  );
  const row = (type: number, second: number, third: number): string =>
    [type, second, third].map((value) => value.toString(16).padStart(4, '0')).join('');
  const rows = `${row(2, 6, 0)}${row(1, offsets[4] ?? 0, 0)}${row(1, file.length, 0)}>`;
  const hidden = file.length;
  file += `7 0 obj\n<< /Type /XRef /Index [5 3] /W [2 2 2] /Size 8 /Root 1 0 R /Filter /ASCIIHexDecode /Length ${rows.length} >>\nstream\n${rows}\nendstream\nendobj\n`;
  const start = file.length;
  const entries = offsets
    .slice(0, 4)
    .map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  file += `xref\n0 5\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size 8 /Root 1 0 R /XRefStm ${hidden} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
