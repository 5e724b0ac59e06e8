import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, type Referrer } from '../pdf/equality.js';
import { PdfDict, PdfStream, PdfString, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { decodeStream } from './streams.js';

/** What a writer states about its own work; the rest says what the document is. */
const WRITER_KEYS: ReadonlySet<string> = new Set(['ModDate', 'Producer', 'Trapped']);
/** What a writer states where nobody had, or leaves out with an earlier writer's name. */
const FIRST_KEYS: ReadonlySet<string> = new Set(['Creator', 'CreationDate']);

/** The information dictionary (ISO 32000-2, 14.3.3): dates may move on, title and author not. */
export function compareInformation(comparison: Comparison): void {
  const { before, after } = comparison;
  const place = before.trailer.get('Info');
  const isKnown = ({ from, key }: Referrer): boolean => from === 0 && key === 'Info';
  const isTouched = comparison.explainIfOnlySeenBy(place, isKnown);
  if (!isTouched && changedKeys(before.trailer, after.trailer).every((key) => key !== 'Info')) {
    return;
  }
  comparison.raise('lta-updates');
  const old = before.dict(place) ?? new PdfDict();
  const now = after.dict(after.trailer.get('Info'));
  if (now === undefined) return;
  for (const key of changedKeys(old, now)) {
    const isOnOneSide = !old.entries.has(key) || !now.entries.has(key);
    if (WRITER_KEYS.has(key) || (FIRST_KEYS.has(key) && isOnOneSide)) continue;
    if (textOf(before, old.get(key)) !== textOf(after, now.get(key))) {
      comparison.find('metadata-changed');
    }
  }
}

function textOf(document: PdfDocument, value: PdfObject | undefined): string {
  const text = document.resolve(value);
  return text instanceof PdfString ? text.toText().trim() : '';
}

/** Properties that tell a reader what the document is and who made it. */
const STATED = ['dc:title', 'dc:creator', 'dc:description', 'dc:subject', 'pdf:Keywords'] as const;
const INFORMATION_KEY: Readonly<Record<(typeof STATED)[number], string>> = {
  'dc:title': 'Title',
  'dc:creator': 'Author',
  'dc:description': 'Subject',
  'dc:subject': 'Keywords',
  'pdf:Keywords': 'Keywords',
};

/** The metadata stream (14.3.2): written anew by many programs, saying the same of the document. */
export function compareMetadata(comparison: Comparison): void {
  const { before, after } = comparison;
  const place = before.catalog.get('Metadata');
  const isKnown = ({ from, key }: Referrer): boolean =>
    from === before.rootRef.num && key === 'Metadata';
  const isTouched = comparison.explainIfOnlySeenBy(place, isKnown);
  const isMoved = changedKeys(before.catalog, after.catalog).includes('Metadata');
  if (!isTouched && !isMoved) return;
  comparison.raise('lta-updates');
  const old = statements(before, place);
  const now = statements(after, after.catalog.get('Metadata'));
  if (!after.catalog.entries.has('Metadata')) return;
  if (now === null) {
    comparison.find('metadata-changed');
    return;
  }
  const information = before.dict(before.trailer.get('Info'));
  for (const property of STATED) {
    const stated = now.get(property);
    if (stated === undefined || stated === '') continue;
    const known = old?.get(property) ?? textOf(before, information?.get(INFORMATION_KEY[property]));
    if (known !== stated) comparison.find('metadata-changed');
  }
}

const SPACES: Readonly<Record<string, string>> = {
  dc: 'http://purl.org/dc/elements/1.1/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
};
/** What hides or makes up text, or names properties without a prefix. */
const UNPLAIN =
  /<!(?:DOCTYPE|ENTITY|\[CDATA\[)|\bxmlns=["']http:\/\/(?:purl\.org\/dc|ns\.adobe\.com\/pdf)\//;

/** All that is said of each property, under whatever prefix; null when it is no metadata in XML. */
function statements(
  document: PdfDocument,
  value: PdfObject | undefined,
): Map<string, string> | null {
  const stream = document.resolve(value);
  const found = new Map<string, string>();
  const bytes = isXml(stream) ? decodeStream(document, stream) : null;
  const xml = bytes === null ? '' : withoutRemarks(readXml(bytes));
  if (!/<(?:\w+:)?(?:RDF|xmpmeta)[\s>]/.test(xml) || UNPLAIN.test(xml)) return null;
  for (const property of STATED) {
    const [space = '', name = ''] = property.split(':');
    const said = prefixesOf(xml, space).flatMap((prefix) => saidOf(xml, `${prefix}:${name}`));
    if (said.length > 0) found.set(property, [...new Set(said)].join('\n'));
  }
  return found;
}

function prefixesOf(xml: string, space: string): string[] {
  const bound = [...xml.matchAll(/\bxmlns:([\w.-]{1,40})\s*=\s*["']([^"']*)["']/g)];
  const own = bound.filter(([, , uri]) => uri === SPACES[space]).map(([, prefix = '']) => prefix);
  return [...new Set([space, ...own])].slice(0, MAX_PREFIXES);
}

const MAX_PREFIXES = 20;

function saidOf(xml: string, key: string): string[] {
  const elements = parts(xml, `<${key}`, `</${key}`).filter((text) => /^[\s>]/.test(text));
  const name = key.replace(/[.-]/g, '\\$&');
  const attribute = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
  return [
    ...elements.map((text) => `<x${text}`.replace(/<[^<>]*>/g, ' ')),
    ...[...xml.matchAll(attribute)].map(([, double, single]) => double ?? single ?? ''),
  ]
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
}

/** What stands between two words, each time; one pass, for a hostile text opens and never closes. */
function parts(text: string, open: string, close: string): string[] {
  const found: string[] = [];
  for (let from = text.indexOf(open); from >= 0;) {
    const end = text.indexOf(close, from);
    if (end < 0) break;
    found.push(text.slice(from + open.length, end));
    from = text.indexOf(open, end + close.length);
  }
  return found;
}

/** The text outside of remarks; one that nothing closes hides nothing. */
function withoutRemarks(xml: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = xml.indexOf('<!--'); at >= 0; at = xml.indexOf('<!--', from)) {
    const end = xml.indexOf('-->', at);
    if (end < 0) break;
    kept.push(xml.slice(from, at));
    from = end + 3;
  }
  return [...kept, xml.slice(from)].join(' ');
}

function isXml(stream: PdfObject): stream is PdfStream {
  return stream instanceof PdfStream && (stream.dict.name('Subtype') ?? 'XML') === 'XML';
}

/** UTF-8, or UTF-16 with its mark (ISO 16684-1, 7.3). */
function readXml(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le');
  if (first !== 0xfe || second !== 0xff) return bytes.toString('utf8');
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}
