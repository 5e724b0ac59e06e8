import {
  completeSignature,
  inspectPdf,
  prepareSignature,
  rectOnPage,
  signPrepared,
} from '../index.js';
import type { ExampleSigner } from './signer.js';

/** A picture beside a text, at a place as people see the page on their screen. */
export async function signVisibly(
  pdf: Uint8Array,
  { key, certificate, chain }: ExampleSigner,
  look: { readonly picture: Uint8Array; readonly lines: readonly string[] },
  at: Date,
): Promise<Uint8Array> {
  const [page] = inspectPdf(pdf).pages;
  if (page === undefined) throw new Error('the document has no page');
  const prepared = prepareSignature(pdf, {
    newField: {
      name: 'NguoiKy',
      page: 0,
      // Pages may be turned and cropped: the place on the screen is not the place in the file.
      rect: rectOnPage(page, { left: 330, top: 600, width: 200, height: 60 }),
    },
    certificate,
    chain,
    signingTime: at,
    appearance: {
      image: look.picture,
      text: { lines: look.lines, fontSize: 10 },
      arrangement: 'beside',
    },
    reason: 'Phê duyệt',
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, key));
}
