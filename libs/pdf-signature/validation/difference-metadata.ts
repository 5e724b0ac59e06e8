import type { PdfDocument } from '../pdf/document.js';
import { changedKeys, type Referrer } from '../pdf/equality.js';
import { PdfDict, PdfStream, PdfString, type PdfObject } from '../pdf/objects.js';
import type { Comparison } from './comparison.js';
import { decodeStream } from './difference-streams.js';

/** What a writer states about its own work; the rest says what the document is. */
const WRITER_KEYS: ReadonlySet<string> = new Set(['ModDate', 'Producer', 'Trapped']);
/** What a writer states where nobody had. */
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
    if (WRITER_KEYS.has(key) || (FIRST_KEYS.has(key) && !old.entries.has(key))) continue;
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

/** null when it is no metadata in XML. */
function statements(
  document: PdfDocument,
  value: PdfObject | undefined,
): Map<string, string> | null {
  const stream = document.resolve(value);
  const found = new Map<string, string>();
  const bytes = isXml(stream) ? decodeStream(document, stream) : null;
  const xml = bytes === null ? '' : readXml(bytes);
  if (!/<(?:\w+:)?(?:RDF|xmpmeta)[\s>]/.test(xml)) return null;
  for (const property of STATED) {
    const element = new RegExp(`<${property}[\\s>][^]*?</${property}>`).exec(xml)?.[0];
    const attribute = new RegExp(`\\b${property}="([^"]*)"`).exec(xml)?.[1];
    const text = element?.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') ?? attribute;
    if (text !== undefined) found.set(property, text.trim());
  }
  return found;
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
