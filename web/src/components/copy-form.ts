import type { FormValues } from './form-field';

export type CopySource = {
  readonly type: 'incoming-document' | 'outgoing-document' | 'copy';
  readonly id: string;
  readonly agencyId: string;
  readonly form: 'paper' | 'electronic';
};

export type PageRange = { readonly first: number; readonly last: number };

/** What the law lets be made of such a source (NĐ 30/2020, articles 3 and 25). */
export function copyTypesOf({ type }: CopySource): readonly string[] {
  if (type === 'copy') return ['secondary-copy'];
  return type === 'incoming-document'
    ? ['certified-copy', 'secondary-copy', 'excerpt-copy']
    : ['certified-copy', 'excerpt-copy'];
}

export function formsOf(source: CopySource, typeCode: unknown): readonly string[] {
  return source.form === 'electronic' && typeCode !== 'excerpt-copy'
    ? ['paper']
    : ['paper', 'electronic'];
}

/** Which file has to be brought: an excerpt set again, or the scan of a copy on paper. */
export function neededFile(source: CopySource, values: FormValues): 'excerpt' | 'scan' | null {
  if (source.type === 'copy' && source.form === 'paper') return 'scan';
  return values.typeCode === 'excerpt-copy' && values.excerptBy === 'file' ? 'excerpt' : null;
}

/** `1, 3-5`; null when that is no list of pages. */
export function readPages(text: string): readonly PageRange[] | null {
  const parts = text.split(',').map((part) => /^\s*(\d+)\s*(?:[-–]\s*(\d+))?\s*$/u.exec(part));
  const ranges = parts.map((part) =>
    part ? { first: Number(part[1]), last: Number(part[2] ?? part[1]) } : null,
  );
  const good = ranges.filter((range) => range !== null && range.first >= 1);
  return good.length === parts.length && good.every((range) => range && range.first <= range.last)
    ? good.filter((range) => range !== null)
    : null;
}

export function printPages(pages: readonly PageRange[]): string {
  return pages
    .map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`))
    .join(', ');
}

/** What is sent: only the fields that this kind of copy has. */
export function copyRequest(
  source: CopySource,
  values: FormValues,
  fileSha256: string | undefined,
): Readonly<Record<string, unknown>> {
  const isSecondary = values.typeCode === 'secondary-copy' && source.type !== 'copy';
  const isByPages = values.typeCode === 'excerpt-copy' && values.excerptBy !== 'file';
  return {
    typeCode: values.typeCode,
    source: { type: source.type, id: source.id },
    to: values.to,
    signerPostId: values.signerPostId,
    ...(isSecondary && { isCertifiedCopy: values.isCertifiedCopy === true }),
    ...(isByPages && { pages: readPages(textOf(values.pages)) ?? [] }),
    ...(neededFile(source, values) !== null && { fileSha256 }),
    ...(values.to === 'paper' && {
      recipients: textOf(values.recipients),
      keptBy: textOf(values.keptBy),
      copies: values.copies,
    }),
  };
}

function textOf(value: FormValues[string]): string {
  return typeof value === 'string' ? value : '';
}
