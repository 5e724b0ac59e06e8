import { formBox, textAppearance, type TextSetting } from './appearance.js';
import { FormFonts } from './form-fonts.js';
import { openPdf, type OpenOptions, type PdfDocument } from '../pdf/document.js';
import { FieldRefusedError } from '../errors.js';
import { FONT_RESOURCE, type FontStyle } from '../pdf/font.js';
import { acroForm, pageOfWidget, readFields, readRect, type FormField } from './form.js';
import { documentRestrictions, isFieldLocked } from './locks.js';
import { PdfDict, PdfString, type PdfObject } from '../pdf/objects.js';
import { RevisionWriter } from '../pdf/revision-writer.js';

/**
 * Appends a revision that fills text fields: the value and a new appearance of each.
 *
 * @throws FieldRefusedError for a field that is unknown, locked by a signature, filled already, or
 *   too small for its text.
 */
export function fillFields(
  pdf: Uint8Array,
  values: Readonly<Record<string, string>>,
  options: OpenOptions = {},
): Uint8Array {
  const document = openPdf(pdf, options);
  const fields = readFields(document);
  const restrictions = documentRestrictions(document, fields);
  const writer = new RevisionWriter(document);
  const fonts = new FormFonts(document, writer, fields);
  for (const [fieldName, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.name === fieldName);
    if (field === undefined) throw new FieldRefusedError('field.unknown', { field: fieldName });
    if (field.type !== 'Tx') throw new FieldRefusedError('field.wrong-kind', { field: fieldName });
    if (isFieldLocked(restrictions, fieldName)) {
      throw new FieldRefusedError('field.locked', { field: fieldName });
    }
    if (isFilled(field)) throw new FieldRefusedError('field.already-set', { field: fieldName });
    fill(document, writer, { field, value: value.normalize('NFC'), fonts });
  }
  return Buffer.concat([pdf, writer.finish().bytes]);
}

export function isFilled(field: FormField): boolean {
  return field.value instanceof PdfString ? field.value.bytes.length > 0 : field.value !== null;
}

function fill(
  document: PdfDocument,
  writer: RevisionWriter,
  task: { readonly field: FormField; readonly value: string; readonly fonts: FormFonts },
): void {
  const { field, value, fonts } = task;
  const [widget] = field.widgets;
  const rect = readRect(document, widget?.dict.get('Rect'));
  if (field.ref === undefined || widget?.ref === undefined || rect === undefined) {
    throw new FieldRefusedError('field.rect-invalid', { field: field.name });
  }
  const rotate = pageOfWidget(document, widget)?.rotate ?? 0;
  const setting = readSetting(document, field, widget.dict);
  const stream = textAppearance(value, setting, fonts.get(setting.style), {
    box: formBox(rect, rotate),
    rotate,
  });
  const appearance = PdfDict.of({ N: writer.add(stream) });
  const text = PdfString.text(value);
  if (widget.ref.num === field.ref.num) {
    writer.put(field.ref, field.dict.with({ V: text, AP: appearance }));
  } else {
    writer.put(field.ref, field.dict.with({ V: text }));
    writer.put(widget.ref, widget.dict.with({ AP: appearance }));
  }
}

/** Reads the size and the face from /DA; a foreign face is set in the regular one. */
function readSetting(document: PdfDocument, field: FormField, widget: PdfDict): TextSetting {
  const own = (key: string): PdfObject =>
    document.resolve(widget.get(key) ?? field.dict.get(key) ?? acroForm(document)?.get(key));
  const appearance = own('DA');
  // In these shapes a long text without `Tf` is read once, not once for each slash and digit.
  const match = /\/([^\s/]+)\s+([\d.]+)\s+Tf/.exec(
    appearance instanceof PdfString ? appearance.toText() : '',
  );
  const style = (Object.keys(FONT_RESOURCE) as FontStyle[]).find(
    (candidate) => FONT_RESOURCE[candidate] === match?.[1],
  );
  const size = Number(match?.[2] ?? 0);
  const quadding = own('Q');
  return {
    fontSize: size > 0 ? size : 12,
    style: style ?? 'regular',
    align: quadding === 1 ? 'center' : quadding === 2 ? 'right' : 'left',
  };
}
