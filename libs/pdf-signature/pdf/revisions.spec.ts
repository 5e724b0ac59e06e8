import { describe, expect, it } from '@jest/globals';
import { throwawayPki } from '../fixtures/throwaway-pki.js';
import { layoutFields, prepareDocumentTimeStamp, prepareSignature, verifyPdf } from '../index.js';
import { appendRaw, classicPdf, overwrite } from '../testing/attacks/bases.js';

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>';
const PAGE = '<< /Type /Page /Parent 2 0 R /Resources << >> >>';
const base = classicPdf({ 1: CATALOG, 2: PAGES, 3: PAGE }, '/Root 1 0 R');
const twice = appendRaw(base, [[1, '<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>']]);

const pki = await throwawayPki();
const at = new Date('2026-03-02T02:15:00Z');
const field = { name: 'Ky', page: 0, rect: [60, 60, 160, 110] } as const;
const options = {
  newField: field,
  certificate: pki.leader.certificate,
  chain: [],
  signingTime: at,
};

describe('a document with a revision whose end cannot be told', () => {
  it.each([
    ['no end-of-file marker', overwrite(base, '%%EOF', '%%EOT')],
    [
      'a second place of the cross-reference',
      Buffer.from(base.toString('latin1').replace('%%EOF', '9\n%%EOF'), 'latin1'),
    ],
    ['an earlier end-of-file marker that is gone', overwrite(twice, '%%EOF', '%%EOT')],
  ])('is neither judged nor extended: %s', (_, pdf) => {
    expect(() => verifyPdf(pdf, { trustAnchors: [], at })).toThrow('pdf.broken');
    expect(() => prepareSignature(pdf, options)).toThrow('pdf.broken');
    expect(() => prepareDocumentTimeStamp(pdf)).toThrow('pdf.broken');
    expect(() => layoutFields(pdf, [{ kind: 'signature', ...field }])).toThrow('pdf.broken');
  });

  it('is not one that is whole', () => {
    for (const pdf of [base, twice]) expect(prepareSignature(pdf, options).field).toBe('Ky');
  });
});
