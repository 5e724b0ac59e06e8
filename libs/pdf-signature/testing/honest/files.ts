import { flowingPdf, samplePdf, stampPng } from '../../fixtures/sample-pdfs.js';
import type { DocMdpLevel } from '../../form/locks.js';
import type { TestIdentity } from '../../fixtures/test-authority.js';
import { fillFields } from '../../form/fill-fields.js';
import { readFields } from '../../form/form.js';
import { layoutFields, type FieldLayout } from '../../form/layout-fields.js';
import { documentRestrictions, isFieldLocked, signatureDict } from '../../form/locks.js';
import { openPdf } from '../../pdf/document.js';
import { completeSignature, signPrepared } from '../../signing/complete.js';
import { extendSignatures } from '../../signing/extend.js';
import { prepareSignature, type PrepareOptions } from '../../signing/prepare.js';
import { AttackBases } from '../attacks/bases.js';
import type { HonestAuthorities } from './authorities.js';
import { addNote, restateMetadata, signByLibpdf, fillByPdfLib } from './writers.js';

/** A file that nobody tampered with, and the way it came about. */
export type HonestFile = {
  readonly steps: readonly string[];
  /** The file after each step; each begins with the bytes of the one before. */
  readonly states: readonly Uint8Array[];
  readonly pdf: Uint8Array;
};

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export const SIGNED_AT = new Date('2026-03-02T02:15:00Z');
const SIGNATURES = ['NguoiKy', 'KyNhay', 'KyNhayTheThuc', 'CoQuan'] as const;

const LAYOUT: readonly FieldLayout[] = [
  { kind: 'text', name: 'So', page: 0, rect: [110, 740, 170, 790], text: { fontSize: 13 } },
  {
    kind: 'text',
    name: 'Ngay',
    page: 0,
    rect: [300, 740, 400, 830],
    text: { fontSize: 13, italic: true, align: 'center' },
  },
  { kind: 'text', name: 'GhiChu', page: 0, rect: [60, 400, 160, 480], text: { fontSize: 11 } },
  { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
  { kind: 'signature', name: 'KyNhay', page: 0, rect: [60, 60, 90, 80] },
  { kind: 'signature', name: 'KyNhayTheThuc', page: 0, rect: [100, 60, 130, 80] },
];
const TEXTS: Readonly<Record<string, string>> = {
  So: '42',
  Ngay: 'Ngày 02/3/2026',
  GhiChu: 'Đã đối chiếu (2)',
};

const sources = new Map<string, Promise<Uint8Array>>();

function source(random: (below: number) => number): Promise<Uint8Array> {
  const kind = random(5);
  const rotate = ([0, 90, 180, 270] as const)[random(4)] ?? 0;
  const key = `${kind}|${kind < 2 ? rotate : 0}`;
  const known = sources.get(key) ?? makeSource(kind, rotate);
  sources.set(key, known);
  return known;
}

function makeSource(kind: number, rotate: 0 | 90 | 180 | 270): Promise<Uint8Array> {
  switch (kind) {
    case 0:
    case 1:
      return samplePdf({ objectStreams: kind === 1, pages: 2, rotate });
    case 2:
      return flowingPdf();
    case 3:
      return Promise.resolve(AttackBases.plain);
    default:
      return samplePdf({ objectStreams: true });
  }
}

type Work = {
  readonly authorities: HonestAuthorities;
  readonly random: (below: number) => number;
  readonly steps: string[];
  readonly states: Uint8Array[];
  pdf: Uint8Array;
  certifies: DocMdpLevel | null;
  isLocked: boolean;
  isSigned: boolean;
};

/**
 * Makes an honest file: laid out, then filled, signed, noted and extended as its seed says; of a
 * document of ours, or of any other that has room for the fields.
 */
export async function honestFile(
  seed: number,
  authorities: HonestAuthorities,
  document?: Uint8Array,
): Promise<HonestFile> {
  const random = randomOf(seed);
  const seal: FieldLayout = {
    kind: 'signature',
    name: 'CoQuan',
    page: 0,
    rect: [311, 99, 413, 201],
    ...(random(2) === 0 ? { lock: 'all' as const } : {}),
  };
  const pdf = layoutFields(document ?? (await source(random)), [...LAYOUT, seal]);
  const work: Work = {
    authorities,
    random,
    steps: ['layout'],
    states: [pdf],
    pdf,
    certifies: null,
    isLocked: false,
    isSigned: false,
  };
  await sign(work);
  const count = 1 + random(5);
  for (let step = 0; step < count; step += 1) await act(work);
  return work;
}

async function act(work: Work): Promise<void> {
  switch (work.random(8)) {
    case 0:
    case 1:
      return sign(work);
    case 2: {
      fill(work);
      return;
    }
    case 3:
      return fillElsewhere(work);
    case 4:
      return extend(work);
    case 5:
      return work.random(2) === 0 ? approve(work) : signElsewhere(work);
    case 6: {
      note(work);
      return;
    }
    default:
      keep(work, 'dates', restateMetadata(work.pdf, work.steps.length));
  }
}

function keep(work: Work, step: string, pdf: Uint8Array): void {
  work.steps.push(step);
  work.states.push(pdf);
  work.pdf = pdf;
}

function openFields(work: Work, type: 'Sig' | 'Tx'): string[] {
  const document = openPdf(work.pdf);
  const fields = readFields(document);
  const restrictions = documentRestrictions(document, fields);
  return fields
    .filter((field) => field.type === type && field.value === null)
    .filter(({ name }) => !isFieldLocked(restrictions, name))
    .map(({ name }) => name);
}

function person({ authorities, random }: Work): TestIdentity {
  const { signers, root } = authorities;
  return signers[random(signers.length)] ?? root;
}

async function seal(work: Work, options: Partial<PrepareOptions>): Promise<void> {
  const who = person(work);
  const prepared = prepareSignature(work.pdf, {
    certificate: who.certificate,
    chain: who.chain,
    signingTime: SIGNED_AT,
    ...options,
  });
  const pdf = completeSignature(work.pdf, prepared, await signPrepared(prepared, who.key));
  keep(work, `sign ${options.field ?? options.newField?.name ?? ''}`, pdf);
  work.isSigned = true;
}

async function sign(work: Work): Promise<void> {
  const { random } = work;
  const open = openFields(work, 'Sig').filter((name) => SIGNATURES.some((own) => own === name));
  const field = open[random(Math.max(open.length, 1))];
  if (field === undefined) return;
  const certify = work.isSigned ? undefined : ([undefined, 2, 2, 1, 3] as const)[random(5)];
  const isDrawn = random(2) === 0;
  await seal(work, {
    field,
    ...(certify === undefined ? {} : { certify }),
    ...(isDrawn ? { appearance: { image: stampPng('seal', 60) } } : {}),
    ...(field !== 'CoQuan' && random(6) === 0
      ? { lock: { action: 'include', fields: ['GhiChu'] } as const }
      : {}),
    reason: 'Ký ban hành',
  });
  work.certifies ??= certify ?? null;
}

function fill(work: Work): void {
  const open = openFields(work, 'Tx').filter((name) => TEXTS[name] !== undefined);
  const field = open[work.random(Math.max(open.length, 1))];
  if (field === undefined) return;
  keep(work, `fill ${field}`, fillFields(work.pdf, { [field]: TEXTS[field] ?? '' }));
}

async function fillElsewhere(work: Work): Promise<void> {
  const open = openFields(work, 'Tx');
  const field = open[work.random(Math.max(open.length, 1))];
  if (field === undefined) return;
  keep(work, `fill ${field} by pdf-lib`, await fillByPdfLib(work.pdf, field, '42/KH-UBND'));
}

async function extend(work: Work): Promise<void> {
  const level = (['B-T', 'B-LT', 'B-LTA'] as const)[work.random(3)] ?? 'B-LT';
  const pdf = await extendSignatures(work.pdf, level, work.authorities.services);
  if (pdf.length > work.pdf.length) keep(work, `extend ${level}`, pdf);
}

/** Whether somebody who was not planned for may still sign. */
function mayJoin({ pdf }: Work): boolean {
  const document = openPdf(pdf);
  const fields = readFields(document);
  const restrictions = documentRestrictions(document, fields);
  const isCertified = restrictions.some(({ certifies }) => certifies !== null);
  return !isCertified && !restrictions.some(({ locks }) => locks('Them'));
}

async function approve(work: Work): Promise<void> {
  if (!mayJoin(work)) return;
  const name = `Them${String(work.steps.length)}`;
  const isVisible = work.random(2) === 0;
  await seal(work, {
    newField: isVisible ? { name, page: 0, rect: [200, 20, 280, 60] } : { name, page: 0 },
    ...(isVisible ? { appearance: { image: stampPng('person', 60) } } : {}),
  });
}

async function signElsewhere(work: Work): Promise<void> {
  if (!mayJoin(work)) return;
  const name = `Ngoai${String(work.steps.length)}`;
  keep(work, 'sign by libpdf', await signByLibpdf(work.pdf, name, person(work)));
}

function note(work: Work): void {
  const document = openPdf(work.pdf);
  const signed = readFields(document).filter((field) => signatureDict(field) !== undefined);
  const isPermitted = documentRestrictions(document, signed).some(
    ({ certifies }) => certifies === 3,
  );
  if (!isPermitted) return;
  keep(work, 'note', addNote(work.pdf, work.random(4)));
}
