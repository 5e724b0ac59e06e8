import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { completeSignature, signPrepared } from '../signing/complete.js';
import { prepareSignature } from '../signing/prepare.js';
import { appendRaw, classicPdf } from '../testing/attacks/bases.js';
import { alarmsOf } from '../testing/honest/alarms.js';
import { HonestAuthorities } from '../testing/honest/authorities.js';

const CONTENT = 'BT /F1 12 Tf 72 700 Td (Ke hoach 42) Tj ET';
const TRAILER = '/Root 1 0 R /ID [<0102030405060708> <0102030405060708>]';
const authorities = new HonestAuthorities();
let signed: Buffer;

const page = (width: string, rotate = '0'): string =>
  `<</Contents 4 0 R/MediaBox[ 0 0 ${width} 841.88977]/Parent 2 0 R/Resources<</Font<</F1 6 0 R>>>>` +
  `/Rotate ${rotate}/Type/Page>>`;
const packed = (content: string): string => {
  const data = deflateSync(content).toString('latin1');
  return `<</Filter/FlateDecode/Length ${data.length}>>stream\r\n${data}\r\nendstream`;
};

/** As LibreOffice writes: lengths apart, many decimals, and a checksum in the trailer. */
beforeAll(async () => {
  const pdf = classicPdf(
    {
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      3: page('595.303937007874').replace('841.88977', '841.889763779528'),
      4: `<< /Length 5 0 R >>\nstream\n${CONTENT}\nendstream`,
      5: String(CONTENT.length),
      6: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    },
    `${TRAILER} /DocChecksum /50C4DB11585C5F1126293C82BFF1B0F3`,
  );
  const [who = authorities.root] = authorities.signers;
  const prepared = prepareSignature(pdf, {
    newField: { name: 'NguoiKy', page: 0 },
    certificate: who.certificate,
    chain: who.chain,
    signingTime: new Date('2026-03-02T02:15:00Z'),
  });
  const value = await signPrepared(prepared, who.key);
  signed = Buffer.from(completeSignature(pdf, prepared, value));
});

/** The page loses its invisible widget unless it is kept. */
const kept = (text: string): string => text.replace('/Type/Page>>', '/Type/Page/Annots[7 0 R]>>');

function judge(objects: readonly (readonly [number, string])[], trailer = ''): string[] {
  const pdf = appendRaw(signed, objects, { trailer: `${TRAILER} /Size 12 ${trailer}` });
  return alarmsOf(pdf, authorities.root.certificate);
}

const ALL = [
  [3, kept(page('595.30396'))],
  [4, packed(CONTENT)],
  [5, String(CONTENT.length)],
  [6, '<</BaseFont/Helvetica/Subtype/Type1/Type/Font>>'],
] as const;

describe('objects that PDFium writes anew', () => {
  it('say the same in single precision, packed, with their lengths, beside a checksum', () => {
    expect(judge(ALL)).toEqual([]);
    expect(judge(ALL, '/DocChecksum /50C4DB11585C5F1126293C82BFF1B0F3')).toEqual([]);
  });

  it.each([
    ['a page that grows', [[3, kept(page('595.31'))]], '', 'page-changed'],
    ['a page that turns', [[3, kept(page('595.30396', '90'))]], '', 'page-changed'],
    ['another content', [[4, packed(CONTENT.replace('42', '43'))]], '', 'object-replaced'],
    [
      'a content that only some readers unpack',
      [[4, packed(CONTENT).replace('Flate', 'LZW')]],
      '',
      'object-replaced',
    ],
    ['a length that is no integer', [[5, `${CONTENT.length}.0`]], '', 'object-replaced'],
    ['a key of the trailer that leads somewhere', [], '/AdditionalPages 3 0 R', 'trailer-changed'],
  ] as const)('%s: modified', (_, objects, trailer, finding) => {
    expect(judge(objects, trailer)).toContain(finding);
  });
});
