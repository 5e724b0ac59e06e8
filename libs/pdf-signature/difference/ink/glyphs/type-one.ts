import { NamedGlyphs } from './named-glyphs.js';
import { isUpright } from './pen.js';
import type { Outline } from './outline.js';
import { TypeOneGlyph } from './type-one-glyph.js';

const FILE_KEY = 55_665;
const GLYPH_KEY = 4_330;
/** Bytes before what is encrypted. */
const LEAD = 4;
const MAX_PARTS = 65_536;
/** A file for printers has its parts behind heads of six bytes. */
const PART_MARK = 0x80;

/** What a font program of Type 1 draws (Adobe Type 1 Font Format). */
export class TypeOneFile {
  readonly unitsPerEm: number;
  private readonly subroutines = new Map<number, Buffer>();
  private readonly names: NamedGlyphs;
  private readonly glyphs: Buffer[] = [];
  private readonly codes = new Map<number, string>();
  private readonly isStandard: boolean;
  private readonly lead: number;

  /** @throws RangeError for what is none. */
  constructor(file: Buffer) {
    const data = withoutHeads(file);
    const start = data.indexOf('eexec');
    if (start < 0) throw new RangeError('no font program');
    const head = data.toString('latin1', 0, start);
    const [, matrix = '0.001 0 0 0.001'] = /\/FontMatrix\s*[[{]([^\]}]*)/.exec(head) ?? [];
    const [a, b, c, d] = matrix.trim().split(/\s+/).map(Number);
    if (!isUpright(a, b, c, d)) throw new RangeError('turned');
    this.unitsPerEm = 1 / (a ?? 1);
    this.isStandard = /\/Encoding\s+StandardEncoding/.test(head);
    for (const [, code, name = ''] of head.matchAll(/dup\s+(\d+)\s*\/(\S+)\s+put/g))
      this.codes.set(Number(code), name);
    const body = decrypted(binary(data, start + 'eexec'.length), FILE_KEY, LEAD);
    const text = body.toString('latin1');
    this.lead = Number(/\/lenIV\s+(-?\d+)/.exec(text)?.[1] ?? LEAD);
    this.readSubroutines(body, text);
    this.names = new NamedGlyphs(this.readGlyphs(body, text));
  }

  outline(glyph: number): Outline {
    const data = this.glyphs[glyph];
    if (data === undefined) throw new RangeError('no such glyph');
    return new TypeOneGlyph((index) => {
      const subroutine = this.subroutines.get(index);
      if (subroutine === undefined) throw new RangeError('no subroutine');
      return subroutine;
    }).draw(data);
  }

  glyphNamed(name: string): number {
    return this.names.glyphNamed(name);
  }

  glyphOfLetter(letter: string): number {
    return this.names.glyphOfLetter(letter);
  }

  /** By the encoding that the file brings itself. */
  glyphOfCode(code: number): number {
    const name = this.codes.get(code);
    if (name !== undefined) return this.glyphNamed(name);
    return this.isStandard ? this.glyphOfLetter(String.fromCharCode(code)) : -1;
  }

  private readSubroutines(body: Buffer, text: string): void {
    const begin = text.indexOf('/Subrs');
    const end = text.indexOf('/CharStrings');
    const entry = /dup\s+(\d+)\s+(\d+)\s+\S+ /g;
    entry.lastIndex = begin;
    if (begin < 0) return;
    for (let found = entry.exec(text); found !== null; found = entry.exec(text)) {
      if ((end > begin && found.index > end) || this.subroutines.size > MAX_PARTS) return;
      const stop = entry.lastIndex + Number(found[2]);
      this.subroutines.set(Number(found[1]), this.open(body.subarray(entry.lastIndex, stop)));
      entry.lastIndex = stop;
    }
  }

  /** Their names. */
  private readGlyphs(body: Buffer, text: string): string[] {
    const names: string[] = [];
    // No name has a slash in it: without that, a run of slashes would be read from each of them.
    const entry = /\/([^\s/]+)\s+(\d+)\s+(?!dict\b)\S+ /g;
    entry.lastIndex = Math.max(0, text.indexOf('/CharStrings') + 1);
    for (let found = entry.exec(text); found !== null; found = entry.exec(text)) {
      if (names.length > MAX_PARTS) throw new RangeError('too many glyphs');
      const stop = entry.lastIndex + Number(found[2]);
      names.push(found[1] ?? '');
      this.glyphs.push(this.open(body.subarray(entry.lastIndex, stop)));
      entry.lastIndex = stop;
    }
    return names;
  }

  private open(data: Buffer): Buffer {
    return this.lead < 0 ? data : decrypted(data, GLYPH_KEY, this.lead);
  }
}

function withoutHeads(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (file[at] === PART_MARK && file.readUInt8(at + 1) < 3) {
    const size = file.readUInt32LE(at + 2);
    parts.push(file.subarray(at + 6, at + 6 + size));
    at += 6 + size;
  }
  return parts.length === 0 ? file : Buffer.concat(parts);
}

/** What follows `eexec` and one blank, bytes or hexadecimal digits (7.2). */
function binary(data: Buffer, from: number): Buffer {
  let at = from;
  while ([9, 10, 13, 32].includes(data[at] ?? 0) && at - from < 2) at += 1;
  const isHex = /^[\dA-Fa-f\s]{4}$/.test(data.toString('latin1', at, at + 4));
  return isHex
    ? Buffer.from(data.toString('latin1', at).replace(/\s+/g, ''), 'hex')
    : data.subarray(at);
}

function decrypted(data: Buffer, key: number, lead: number): Buffer {
  let state = key;
  const open = Buffer.from(data);
  for (let at = 0; at < data.length; at += 1) {
    const cipher = data[at] ?? 0;
    open[at] = cipher ^ (state >> 8);
    state = ((cipher + state) * 52_845 + 22_719) & 0xffff;
  }
  return open.subarray(lead);
}
