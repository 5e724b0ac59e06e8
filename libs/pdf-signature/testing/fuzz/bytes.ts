import { deflateSync, inflateSync } from 'node:zlib';
import { KEYS, oddNumber, type Random } from './random.js';

/** A change of a file's text, one byte a character. Returns the file as it was when it finds no place. */
export type Mutation = (file: string, random: Random) => string;

const VALUES = [
  'null',
  'true',
  '[]',
  '<<>>',
  '<< /Kids [1 0 R] >>',
  '[[[[[[]]]]]]',
  '()',
  '<>',
  '(unterminated',
  '<4',
  '/',
  '0 0 R',
  '1 0 R',
  '2 0 R',
  '3 0 R',
  '1 65535 R',
  '99999999 0 R',
  '-1',
  '0.0000001',
  '(\\377\\001\\)',
  '/#41#zz#00',
];

/** A match behind a random place, or else the first of all. */
function find(file: string, pattern: RegExp, random: Random): RegExpExecArray | null {
  const search = new RegExp(pattern.source, 'g');
  search.lastIndex = random.int(file.length);
  return search.exec(file) ?? pattern.exec(file);
}

/** Puts text in the place of other text; offsets behind it usually follow. */
function splice(file: string, at: number, length: number, text: string, random: Random): string {
  const changed = file.slice(0, at) + text + file.slice(at + length);
  const delta = text.length - length;
  return delta === 0 || random.chance(0.2) ? changed : shifted(changed, at, delta);
}

function shifted(file: string, from: number, delta: number): string {
  const moved = (offset: string): string =>
    String(Number(offset) > from ? Math.max(0, Number(offset) + delta) : Number(offset));
  return file
    .replace(/(\d{10}) (\d{5} n)/g, (_, offset: string, rest: string) => {
      return `${moved(offset).padStart(10, '0')} ${rest}`;
    })
    .replace(
      /(startxref\s+|\/Prev |\/XRefStm )(\d+)/g,
      (_, head: string, offset: string) => head + moved(offset),
    );
}

const number: Mutation = (file, random) => {
  const match = find(file, /(?<=[\s[(/])\d{1,10}(?=[\s\]/>])/, random);
  if (match === null) return file;
  const [old] = match;
  const value = oddNumber(random, Number(old));
  const sameWidth = value.padStart(old.length, '0');
  return splice(file, match.index, old.length, random.chance(0.7) ? sameWidth : value, random);
};

const tableEntry: Mutation = (file, random) => {
  const match = find(file, /\d{10} \d{5} [nf]/, random);
  if (match === null) return file;
  const offsets = [
    String(random.int(file.length)),
    find(file, /\d{10} \d{5} [nf]/, random)?.[0].slice(0, 10) ?? '0',
    String(Number(match[0].slice(0, 10)) + random.int(5) - 2),
    '9999999999',
  ];
  const offset = random.pick(offsets).replace('-', '').padStart(10, '0');
  const gen = random.pick(['00000', '00001', '65535', '99999', match[0].slice(11, 16)]);
  return splice(file, match.index, 18, `${offset} ${gen} ${random.pick(['n', 'f', 'n'])}`, random);
};

const key: Mutation = (file, random) => {
  const match = find(file, /\/[A-Za-z]{1,18}(?=[\s/[<(])/, random);
  if (match === null) return file;
  const own = random.pick(KEYS);
  const same = KEYS.filter((name) => name.length === match[0].length - 1);
  const name = random.chance(0.6) && same.length > 0 ? random.pick(same) : own;
  return splice(file, match.index, match[0].length, `/${name}`, random);
};

const value: Mutation = (file, random) => {
  const pattern = new RegExp(`/${random.pick(KEYS)}[ /[(<]`);
  const match = find(file, pattern, random);
  if (match === null) return file;
  const at = match.index + match[0].length - 1;
  const old = /^\s*(?:\/\w+|\[[^\]]*\]|\d+ \d+ R|[\w.+-]+|\([^)]*\)|<[^<>]*>)/.exec(
    file.slice(at, at + 300),
  );
  const text = random.pick([...VALUES, oddNumber(random, 10)]);
  const isTwice = random.chance(0.1) ? `${match[0]} ${text} ` : '';
  return splice(
    file,
    at,
    isTwice === '' ? (old?.[0].length ?? 0) : 0,
    ` ${text}${isTwice}`,
    random,
  );
};

const reference: Mutation = (file, random) => {
  const match = find(file, /\d+ \d+ R/, random);
  if (match === null) return file;
  const highest = (file.match(/ obj/g)?.length ?? 1) + 2;
  const target = String(random.int(highest)).padStart(match[0].length - 4, '0');
  return splice(file, match.index, match[0].length, `${target} ${random.int(8) % 5} R`, random);
};

const byteRange: Mutation = (file, random) => {
  const match = find(file, /\/ByteRange\s*\[[^\]]*\]/, random);
  if (match === null) return file;
  const numbers = match[0].match(/-?\d+/g) ?? [];
  const at = random.int(numbers.length);
  const changed = numbers.map((text, index) =>
    index === at ? oddNumber(random, Number(text)) : text,
  );
  if (random.chance(0.2)) changed.push('10', '20');
  if (random.chance(0.2)) changed.reverse();
  const text = `/ByteRange [${changed.join(' ')}]`.padEnd(match[0].length);
  return splice(file, match.index, match[0].length, text, random);
};

/** Offsets of the elements of DER, to a depth at which they stop being interesting. */
function derOffsets(der: Buffer, from: number, to: number, found: number[] = []): number[] {
  for (let at = from; at + 2 <= to && found.length < 400;) {
    found.push(at);
    const first = der[at + 1] ?? 0;
    const more = first > 0x80 && first < 0x85 ? first - 0x80 : 0;
    const start = at + 2 + more;
    // Cut off by an earlier mutation.
    if (start > der.length) break;
    const length = more === 0 ? first : der.readUIntBE(at + 2, more);
    if (((der[at] ?? 0) & 0x20) !== 0) derOffsets(der, start, Math.min(to, start + length), found);
    at = start + length;
  }
  return found;
}

const cms: Mutation = (file, random) => {
  const match = find(file, /\/Contents\s*<(?:30[0-9a-fA-F]{40,})/, random);
  if (match === null) return file;
  const start = match.index + match[0].indexOf('<') + 1;
  const end = file.indexOf('>', start);
  const der = Buffer.from(file.slice(start, end), 'hex');
  const offsets = derOffsets(der, 0, der.length);
  for (let change = random.int(3); change >= 0; change -= 1) {
    const at = random.pick(offsets);
    const place = at + random.int(random.pick([1, 2, 6, 40]));
    const bit = (der[place] ?? 0) ^ (1 << random.int(8));
    der[place] = random.pick([0, 1, 0x7f, 0x80, 0x84, 0xff, 0x30, 0x31, 0xa0, bit, bit]);
  }
  if (random.chance(0.2)) der.copyWithin(random.int(der.length), random.int(der.length));
  return splice(file, start, end - start, der.toString('hex').slice(0, end - start), random);
};

const contentsShape: Mutation = (file, random) => {
  const match = find(file, /\/Contents\s*</, random);
  if (match === null) return file;
  const at = match.index + match[0].length;
  const text = random.pick(['', '>', 'zz', '\n \n', '> 1 0 obj <', '<', '30820000', '%\n']);
  return splice(file, at, random.pick([0, text.length]), text, random);
};

const revisions: Mutation = (file, random) => {
  const parts = file.split(/(?<=%%EOF\r?\n?)/);
  const at = random.int(parts.length);
  const part = parts[at] ?? '';
  switch (random.int(6)) {
    case 0:
      return parts.filter((_, index) => index !== at).join('');
    case 1:
      return [...parts, part].join('');
    case 2:
      return parts.slice(0, at + 1).join('');
    case 3:
      return [...parts.slice(0, at), 'junk\n', ...parts.slice(at)].join('');
    case 4:
      return `${random.pick(['junk\n', '\n', 'MZ'])}${file}`;
    default:
      return [...parts].reverse().join('');
  }
};

/** Changes what a compressed stream holds without moving anything, where it still fits. */
const packedStream: Mutation = (file, random) => {
  const match = find(file, /\/FlateDecode[^]{0,300}?stream\r?\n/, random);
  if (match === null) return file;
  const start = match.index + match[0].length;
  const end = file.indexOf('endstream', start);
  const raw = Buffer.from(file.slice(start, end), 'latin1');
  let data: Buffer;
  try {
    data = inflateSync(raw, { maxOutputLength: 1 << 20 });
  } catch {
    return file;
  }
  const changed = random.chance(0.5)
    ? number(key(data.toString('latin1'), random), random)
    : flipped(data.toString('latin1'), random);
  const packed = deflateSync(Buffer.from(changed, 'latin1'), { level: 9 });
  const text = packed
    .toString('latin1')
    .padEnd(raw.length - 1, '\0')
    .padEnd(raw.length, '\n');
  return splice(file, start, raw.length, text, random);
};

function flipped(file: string, random: Random): string {
  const bytes = Buffer.from(file, 'latin1');
  for (let change = random.int(6); change >= 0; change -= 1) {
    bytes[random.int(bytes.length)] = random.pick([0, 255, 32, 40, 60, random.int(256)]);
  }
  return bytes.toString('latin1');
}

const chunk: Mutation = (file, random) => {
  const at = random.int(file.length);
  const length = random.int(random.pick([4, 40, 2_000]));
  const other = random.int(file.length);
  return splice(
    file,
    at,
    random.pick([0, length]),
    random.pick(['', file.slice(other, other + length)]),
    random,
  );
};

const nesting: Mutation = (file, random) => {
  const match = find(file, /(?<= )(?:\[|<<|\()/, random);
  if (match === null) return file;
  const text = random.pick(['[', '<< /A ', '(', '% ', ' ', '[1 ', '1 0 R ', '/A#20']);
  return splice(file, match.index, 0, text.repeat(random.pick([1, 90, 110, 5_000])), random);
};

const encryption: Mutation = (file, random) => {
  const match = find(
    file,
    /\/(?:CFM|V|R|P|O|U|OE|UE|StmF|StrF|Length|Filter) ?[^ ]{1,130}/,
    random,
  );
  if (match === null || !file.includes('/Encrypt')) return file;
  const place = match.index + 2 + random.int(match[0].length - 2);
  return splice(
    file,
    place,
    1,
    random.pick(['0', '1', '2', '4', '5', '6', '9', ' ', 'ff']),
    random,
  );
};

export const MUTATIONS: readonly Mutation[] = [
  number,
  number,
  tableEntry,
  key,
  key,
  value,
  value,
  reference,
  reference,
  byteRange,
  cms,
  cms,
  contentsShape,
  revisions,
  packedStream,
  packedStream,
  flipped,
  chunk,
  nesting,
  encryption,
];
