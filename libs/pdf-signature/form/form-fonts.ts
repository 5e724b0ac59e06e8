import { acroForm, readFields, type FormField } from './form.js';
import type { PdfDocument } from '../pdf/document.js';
import { FONT_RESOURCE, OfficeFont, type FontStyle } from '../pdf/font.js';
import type { PdfDict } from '../pdf/objects.js';
import { PdfRef, PdfStream, type PdfObject } from '../pdf/objects.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';

/**
 * The fonts of the form: those a layout or an earlier signature embedded are used again.
 *
 * A font counts as ours only when its file is ours byte for byte: somebody else's under the same
 * name could show other letters than the ones that are signed.
 */
export class FormFonts {
  private readonly added = new Map<FontStyle, PdfRef>();

  constructor(
    private readonly document: PdfDocument,
    private readonly writer: RevisionWriter,
    private readonly fields: readonly FormField[] = readFields(document),
  ) {}

  get(style: FontStyle): PdfRef {
    const known =
      this.added.get(style) ?? this.embedded(style) ?? OfficeFont.of(style).embed(this.writer);
    this.added.set(style, known);
    return known;
  }

  private embedded(style: FontStyle): PdfRef | undefined {
    const form = this.document.dict(acroForm(this.document)?.get('DR'));
    const laidOut = this.fontsOf(form);
    const shown = this.fields.flatMap(({ widgets }) =>
      widgets.flatMap(({ dict }) => this.fontsOf(this.resourcesOf(dict))),
    );
    return [...laidOut, ...shown].find((font) => this.isOurs(font, style));
  }

  private resourcesOf(widget: PdfDict): PdfDict | undefined {
    const appearance = this.document.dict(widget.get('AP'))?.get('N');
    const stream = this.document.resolve(appearance);
    return stream instanceof PdfStream
      ? this.document.dict(stream.dict.get('Resources'))
      : undefined;
  }

  private fontsOf(resources: PdfDict | undefined): PdfRef[] {
    const fonts = this.document.dict(resources?.get('Font'));
    if (fonts === undefined) return [];
    return Object.values(FONT_RESOURCE).flatMap((key) => {
      const font = fonts.get(key);
      return font instanceof PdfRef ? [font] : [];
    });
  }

  private isOurs(ref: PdfRef, style: FontStyle): boolean {
    const face = OfficeFont.of(style);
    const font = this.document.dict(ref);
    if (font === undefined || !face.isSameAs(font)) return false;
    const [first] = this.document.array(font.get('DescendantFonts')) ?? [];
    const descendant = this.document.dict(first);
    const descriptor = this.document.dict(descendant?.get('FontDescriptor'));
    return (
      font.name('Encoding') === 'Identity-H' &&
      descendant?.name('CIDToGIDMap') === 'Identity' &&
      this.isOurFile(descriptor?.get('FontFile2'), face)
    );
  }

  private isOurFile(file: PdfObject | undefined, face: OfficeFont): boolean {
    const stream = this.document.resolve(file);
    return stream instanceof PdfStream && stream.raw.equals(face.packedFile);
  }
}
