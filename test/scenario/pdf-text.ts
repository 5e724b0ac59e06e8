import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of a PDF, page by page, in reading order of its content; form fields included. */
export async function textOfPdf(pdf: Uint8Array): Promise<string> {
  const loading = getDocument({ data: Uint8Array.from(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const fields = (await page.getAnnotations()) as { fieldType?: string; fieldValue?: unknown }[];
    pages.push(
      items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''),
      ...fields
        .filter(({ fieldType }) => fieldType === 'Tx')
        .map(({ fieldValue }) => `\n${String(fieldValue)}\n`),
    );
  }
  await loading.destroy();
  return pages.join('\n');
}
