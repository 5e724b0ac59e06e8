import type { PdfDocument } from '../pdf/document.js';
import {
  isArray,
  isInteger,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../pdf/objects.js';

type Kind = (value: PdfObject, document: PdfDocument) => boolean;

const isString: Kind = (value) => value instanceof PdfString;
const isName: Kind = (value) => value instanceof PdfName;
const isBoolean: Kind = (value) => typeof value === 'boolean';
const isListOf =
  (kind: Kind): Kind =>
  (value, document) =>
    isArray(value) && value.every((item) => kind(document.resolve(item), document));
const isOneOf =
  (...kinds: readonly Kind[]): Kind =>
  (value, document) =>
    kinds.some((kind) => kind(value, document));
const isAnything: Kind = () => true;
/** Text may be kept in a stream of its own (7.9.3); one that draws is none. */
const isText: Kind = (value) =>
  value instanceof PdfString || (value instanceof PdfStream && !value.dict.entries.has('Subtype'));
const isDrawn: Kind = (value) => value instanceof PdfStream || value instanceof PdfDict;
const isDictOf =
  (entries: Readonly<Record<string, Kind>>): Kind =>
  (value, document) =>
    value instanceof PdfDict &&
    [...value.entries].every(
      ([key, item]) => entries[key]?.(document.resolve(item), document) === true,
    );
const isDialect: Kind = isDictOf({
  Type: isName,
  BaseVersion: isName,
  ExtensionLevel: isInteger,
  ExtensionRevision: isString,
  URL: isString,
});
const isExtensions: Kind = (value, document) =>
  value instanceof PdfDict &&
  [...value.entries].every(([key, item]) =>
    (key === 'Type' ? isName : isOneOf(isDialect, isListOf(isDialect)))(
      document.resolve(item),
      document,
    ),
  );

/** Of the catalog, a page, the form, a field or a widget: what an update may change there. */
const KINDS: Readonly<Record<string, Kind>> = {
  Annots: isListOf((value) => value instanceof PdfDict),
  AP: isDictOf({ N: isDrawn, R: isDrawn, D: isDrawn }),
  AS: isName,
  DA: isString,
  DR: (value) => value instanceof PdfDict,
  DSS: (value) => value instanceof PdfDict,
  Extensions: isExtensions,
  F: isInteger,
  Ff: isInteger,
  Fields: isArray,
  I: isListOf(isInteger),
  M: isString,
  MarkInfo: isDictOf({
    Type: isName,
    Marked: isBoolean,
    Suspects: isBoolean,
    UserProperties: isBoolean,
  }),
  NeedAppearances: isBoolean,
  Q: isInteger,
  RV: isText,
  SigFlags: isInteger,
  TI: isInteger,
  V: isOneOf(isText, isName, isListOf(isString), (value) => value instanceof PdfDict),
  Version: isName,
};

/**
 * Whether a value is of the kind that its key asks for. One object may serve as two: a form or a
 * field that is also somebody's list of fonts or drawings would bring what pages draw under a key
 * that an update may change.
 */
export function isOfItsKind(
  document: PdfDocument,
  key: string,
  value: PdfObject | undefined,
): boolean {
  // MuPDF shows no page on which a button keeps its state in an object of its own.
  if (key === 'AS' && value instanceof PdfRef) return false;
  const resolved = document.resolve(value);
  return resolved === null || (KINDS[key] ?? isAnything)(resolved, document);
}
