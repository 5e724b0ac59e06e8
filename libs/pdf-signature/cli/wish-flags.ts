import { inspectPdf, type PdfInspection } from '../form/inspect.js';
import { BASELINE_LEVELS } from '../baseline-levels.js';
import type { DocMdpLevel } from '../form/locks.js';
import { legalTime, printedDay } from '../legal-time.js';
import type { OpenOptions } from '../pdf/document.js';
import { readCertificate } from '../pki/certificate.js';
import type { PrepareOptions } from '../signing/prepare.js';
import { MisuseError, type CommandIo } from './command.js';
import type { Flags } from './flags.js';
import { readInput } from './inputs.js';
import type { CommandSigner } from './signer-flags.js';

type Around = { readonly flags: Flags; readonly io: CommandIo; readonly open: OpenOptions };

/** The wishes for a signature that the flags spell out. */
export function readWishes(
  pdf: Uint8Array,
  signer: Omit<CommandSigner, 'key'>,
  { flags, io, open }: Around,
): PrepareOptions {
  const certify = flags.choice('certify', ['1', '2', '3']);
  const digestAlgorithm = flags.choice('digest', ['sha256', 'sha384', 'sha512']);
  const level = flags.choice('level', BASELINE_LEVELS);
  const { target, hasBox } = place(inspectPdf(pdf, open), flags);
  return {
    certificate: signer.certificate,
    chain: signer.chain,
    signingTime: io.now(),
    ...target,
    ...appearance(signer.certificate, hasBox, { flags, io }),
    ...lock(flags),
    ...claims(flags),
    ...(certify === undefined ? {} : { certify: Number(certify) as DocMdpLevel }),
    ...(digestAlgorithm === undefined ? {} : { digestAlgorithm }),
    ...(flags.has('pss') ? { scheme: 'pss' as const } : {}),
    ...(level === undefined ? {} : { level }),
    ...open,
  };
}

type Place = {
  readonly target: Pick<PrepareOptions, 'field' | 'newField'>;
  /** Whether people see anything there. */
  readonly hasBox: boolean;
};

function place(inspection: PdfInspection, flags: Flags): Place {
  const field = flags.one('field');
  if (field !== undefined) {
    refuseBeside(flags);
    const found = inspection.fields.find(({ name }) => name === field);
    const [left, bottom, right, top] = found?.rect ?? [0, 0, 0, 0];
    return { target: { field }, hasBox: left !== right && bottom !== top };
  }
  const rect = flags.one('rect');
  const newField = { name: newName(inspection, flags), page: readPage(inspection, flags) };
  return rect === undefined
    ? { target: { newField }, hasBox: false }
    : { target: { newField: { ...newField, rect: readRect(rect) } }, hasBox: true };
}

/** A field that is there has its name, page and box already. */
function refuseBeside(flags: Flags): void {
  const other = (['new-field', 'page', 'rect'] as const).find(
    (name) => flags.one(name) !== undefined,
  );
  if (other === undefined) return;
  throw new MisuseError(
    `--${other} chỉ dùng cho trường mới: bỏ đi khi có --field`,
    `--${other} is for a new field: leave it out beside --field`,
  );
}

function readPage({ pages }: PdfInspection, flags: Flags): number {
  const page = flags.one('page') ?? '1';
  if (/^[1-9]\d{0,8}$/.test(page) && Number(page) <= pages.length) return Number(page) - 1;
  const last = String(pages.length);
  throw new MisuseError(
    `--page nhận số trang từ 1 đến ${last}`,
    `--page takes the number of a page, from 1 to ${last}`,
  );
}

function newName({ fields }: PdfInspection, flags: Flags): string {
  const wish = flags.one('new-field');
  if (wish === undefined) {
    const taken = new Set(fields.map(({ name }) => name.split('.')[0]));
    let number = 1;
    while (taken.has(`Signature${String(number)}`)) number += 1;
    return `Signature${String(number)}`;
  }
  // ISO 32000-2, 12.7.4.2: a period parts the names of a field and its ancestors.
  if (wish !== '' && !wish.includes('.')) return wish;
  throw new MisuseError(
    '--new-field nhận tên không rỗng và không có dấu chấm',
    '--new-field takes a name that is not empty and has no period',
  );
}

function readRect(text: string): readonly [number, number, number, number] {
  const sides = text.split(',');
  const [left, bottom, right, top] = sides.map(Number);
  const isWhole = sides.length === 4 && sides.every((side) => /^\s*-?\d+(\.\d+)?\s*$/.test(side));
  if (isWhole) return [left ?? 0, bottom ?? 0, right ?? 0, top ?? 0];
  throw new MisuseError(
    '--rect nhận trái,dưới,phải,trên theo điểm',
    '--rect takes left,bottom,right,top in points',
  );
}

/** A box for which nothing is given says who signs, and when. */
function appearance(
  certificate: Uint8Array,
  hasBox: boolean,
  { flags, io }: Pick<Around, 'flags' | 'io'>,
): Pick<PrepareOptions, 'appearance'> {
  const image = flags.one('image');
  const given = flags.many('text');
  const lines =
    hasBox && given.length === 0 && image === undefined ? whoAndWhen(certificate, io) : given;
  if (image === undefined && lines.length === 0) return {};
  if (flags.one('field') === undefined && !hasBox) {
    throw new MisuseError(
      '--image và --text cần khung chữ ký: --rect, hoặc --field',
      '--image and --text want a box: --rect, or --field',
    );
  }
  return {
    appearance: {
      ...(image === undefined ? {} : { image: readInput(io, image) }),
      ...(lines.length === 0 ? {} : { text: { lines } }),
    },
  };
}

function whoAndWhen(der: Uint8Array, io: CommandIo): string[] {
  const { commonName } = readCertificate(der).subject;
  const { date, time } = legalTime(io.now());
  const when = `Thời gian ký: ${printedDay(date)} ${time} +07:00`;
  return commonName === null ? [when] : [`Ký bởi: ${commonName}`, when];
}

function lock(flags: Flags): Pick<PrepareOptions, 'lock'> {
  const fields = flags.many('lock');
  if (fields.length === 0) return {};
  return { lock: fields.includes('all') ? 'all' : { action: 'include', fields } };
}

function claims(flags: Flags): Pick<PrepareOptions, 'reason' | 'location' | 'name'> {
  const [reason, location, name] = [flags.one('reason'), flags.one('location'), flags.one('name')];
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
    ...(name === undefined ? {} : { name }),
  };
}
