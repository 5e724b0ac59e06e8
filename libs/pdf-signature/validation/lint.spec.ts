import { describe, expect, it } from '@jest/globals';
import { flowingPdf, samplePdf } from '../fixtures/sample-pdfs.js';
import { lintBeforeSigning, layoutFields, type LintCode } from '../index.js';
import { PdfString } from '../pdf/objects.js';
import { append, AttackBases, classicPdf, fieldNamed } from '../testing/attacks/bases.js';

const codes = (pdf: Uint8Array): LintCode[] => lintBeforeSigning(pdf).map(({ code }) => code);

const PAGE = '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << >> /MediaBox [0 0 9 9] >>';

/** The end of a file once more, so that it ends well after bytes were put in. */
function endOf(pdf: Buffer): Buffer {
  return pdf.subarray(pdf.lastIndexOf('startxref'));
}

function prepared(objects: Readonly<Record<number, string>>): Buffer {
  return classicPdf(
    {
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      3: PAGE,
      4: '<< /Length 0 >>\nstream\n\nendstream',
      ...objects,
    },
    '/Root 1 0 R',
  );
}

const catalog = (entries: string): Buffer =>
  prepared({ 1: `<< /Type /Catalog /Pages 2 0 R ${entries} >>` });
const page = (annotation: string): Buffer =>
  prepared({ 3: PAGE.replace('>>', `>> /Annots [${annotation}]`) });

const SO = { kind: 'text', name: 'So', page: 0, rect: [10, 10, 99, 30] } as const;

describe('a file before it is signed', () => {
  it('gives nothing to warn of when it is plain, also with the fields of an office laid out', async () => {
    const plain = [
      await samplePdf({ objectStreams: false }),
      await samplePdf({ objectStreams: true }),
      await flowingPdf(),
      prepared({}),
    ];
    for (const pdf of plain) {
      expect(codes(pdf)).toEqual([]);
      const laidOut = layoutFields(pdf, [
        { kind: 'text', name: 'So', page: 0, rect: [1, 1, 8, 8] },
        { kind: 'signature', name: 'NguoiKy', page: 0, rect: [1, 1, 8, 8] },
      ]);
      expect(codes(laidOut)).toEqual([]);
    }
  });

  const cases: readonly (readonly [string, LintCode, () => Buffer])[] = [
    ['a script at opening', 'script', () => catalog('/OpenAction << /S /JavaScript /JS (1) >>')],
    ['a program to start', 'action', () => catalog('/OpenAction << /S /Launch /F (a.exe) >>')],
    ['a form to send', 'action', () => page('<< /Subtype /Link /A << /S /SubmitForm >> >>')],
    ['a film', 'active-content', () => page('<< /Subtype /RichMedia >>')],
    ['a file within', 'embedded-file', () => page('<< /FS << /EF << >> >> >>')],
    ['a page of another file', 'external-reference', () => catalog('/OpenAction << /S /GoToR >>')],
    [
      'content kept elsewhere',
      'external-reference',
      () => prepared({ 4: '<< /F (x.bin) /Length 0 >>\nstream\n\nendstream' }),
    ],
    [
      'a layer that is off',
      'layers-off',
      () => catalog('/OCProperties << /D << /OFF [3 0 R] >> >>'),
    ],
    [
      'layers that are off',
      'layers-off',
      () => catalog('/OCProperties << /D << /BaseState /OFF >> >>'),
    ],
    ['a form described twice', 'xfa-form', () => catalog('/AcroForm << /Fields [] /XFA (x) >>')],
    [
      'a form that readers draw anew',
      'appearances-drawn-anew',
      () => catalog('/AcroForm << /Fields [] /NeedAppearances true >>'),
    ],
    [
      'content nobody sees',
      'unused-object',
      () => prepared({ 5: '<< /Length 0 >>\nstream\n\nendstream' }),
    ],
    ['a reference into nothing', 'missing-object', () => catalog('/Ghost 77 0 R')],
    [
      'a second object of a number',
      'unlisted-object',
      () => {
        const pdf = prepared({});
        const second = Buffer.from('4 0 obj\n<< /Other 1 >>\nendobj\n');
        const update = append(Buffer.concat([pdf, second, endOf(pdf)]), () => undefined);
        return update;
      },
    ],
    [
      'a value that the field does not show',
      'field-shows-another-value',
      () =>
        append(layoutFields(AttackBases.plain, [SO]), (writer, document) => {
          const { ref, dict } = fieldNamed(document, 'So');
          writer.put(ref, dict.with({ V: PdfString.text('900') }));
        }),
    ],
  ];

  it.each(cases)('warns of %s', (_what, code, make) => {
    expect(codes(make())).toContain(code);
  });
});
