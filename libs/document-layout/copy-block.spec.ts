import { describe, expect, it, jest } from '@jest/globals';
import { degrees, PDFDocument, type PDFPage, rgb } from 'pdf-lib';
import { type CopyBlock, renderOfficialDocument, withCopyBlock } from './index.js';
import { type PageText, readPages } from './page-text.js';
import { MARGIN } from './page.js';

// Reading and setting take seconds where many processes share the machine.
jest.setTimeout(60_000);

const BLOCK: CopyBlock = {
  form: 'government',
  copyName: 'SAO Y',
  agencyLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG TỪ SƠN'],
  numberLine: 'Số: 13/SY-UBND',
  dateLine: 'Từ Sơn, ngày 24 tháng 8 năm 2026',
  recipients: [{ text: 'Các tổ dân phố' }, { text: 'Lưu: VT' }],
  signature: { authorityLines: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'], fullName: 'Trần Thị Bưởi' },
};

async function aPageWith(draw: (pdf: PDFDocument) => Promise<void> | void): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  await draw(pdf);
  return pdf.save({ useObjectStreams: false });
}

function baseline(page: PageText | undefined, text: string): number {
  const run = page?.runs.find((one) => one.text.replace(/\s+/gu, ' ').includes(text));
  if (!run) throw new Error(`Not on the page: ${text}`);
  return run.baseline;
}

describe('the block of a copy on paper', () => {
  it('stands under the last line, complete, in the order of form 3.1', async () => {
    const pdf = await aPageWith((document) => {
      document.addPage([595.28, 841.89]).drawText('Het van ban./.', { x: 90, y: 520, size: 14 });
    });

    const pages = await readPages(await withCopyBlock(pdf, BLOCK));

    expect(pages).toHaveLength(1);
    const heights = [
      'Het van ban./.',
      'SAO Y',
      'Số: 13/SY-UBND',
      'TL. CHỦ TỊCH',
      'CHÁNH VĂN PHÒNG',
      'Trần Thị Bưởi',
    ].map((text) => baseline(pages[0], text));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(baseline(pages[0], 'PHƯỜNG TỪ SƠN')).toBeLessThan(baseline(pages[0], 'ỦY BAN NHÂN DÂN'));
    expect(baseline(pages[0], 'Từ Sơn, ngày 24 tháng 8 năm 2026')).toBeCloseTo(heights[2] ?? 0, 0);
    expect(baseline(pages[0], '- Lưu: VT.')).toBeGreaterThan(heights[5] ?? 0);
    expect(heights[0]).toBeGreaterThan((heights[1] ?? 0) + 14);
    expect(heights[5]).toBeGreaterThan(MARGIN.bottom);
  });

  it('goes below the seal that reaches under the name of who signed', async () => {
    const pdf = await aPageWith((document) => {
      const page = document.addPage([595.28, 841.89]);
      page.drawText('Nguyen Van An', { x: 380, y: 600, size: 14 });
      page.drawCircle({ x: 360, y: 520, size: 51, borderColor: rgb(0.8, 0, 0), borderWidth: 2 });
    });

    const [page] = await readPages(await withCopyBlock(pdf, BLOCK));

    expect(baseline(page, 'SAO Y')).toBeLessThan(469 - 14);
  });

  it.each([
    [
      'there is no room',
      (page) => {
        page.drawText('Cuoi', { x: 90, y: 200, size: 14 });
      },
    ],
    [
      'the page lies',
      (page) => {
        page.setRotation(degrees(90));
      },
    ],
    [
      'it is A3',
      (page) => {
        page.setSize(842, 1191);
      },
    ],
  ] as readonly (readonly [string, (page: PDFPage) => void])[])(
    'gets a page of its own when %s',
    async (_, change) => {
      const pdf = await aPageWith((document) => {
        change(document.addPage([595.28, 841.89]));
      });

      const pages = await readPages(await withCopyBlock(pdf, BLOCK));

      expect(pages).toHaveLength(2);
      expect(baseline(pages[1], 'SAO Y')).toBeGreaterThan(841.89 - MARGIN.top - 40);
    },
  );

  it('gets a page of its own behind a scan, whose ink nobody has measured', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    );
    const pdf = await aPageWith(async (document) => {
      const image = await document.embedPng(png);
      document.addPage([595.28, 841.89]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
    });

    expect(await readPages(await withCopyBlock(pdf, BLOCK))).toHaveLength(2);
  });

  it('leaves a page number in the margin out of account', async () => {
    const pdf = await aPageWith((document) => {
      const page = document.addPage([595.28, 841.89]);
      page.drawText('Het./.', { x: 90, y: 520, size: 14 });
      page.drawText('2', { x: 297, y: 30, size: 12 });
    });

    expect(await readPages(await withCopyBlock(pdf, BLOCK))).toHaveLength(1);
  });

  it('follows a document as it is set here', async () => {
    const { pdf } = await renderOfficialDocument({
      form: 'government',
      governingLines: [],
      issuerLines: BLOCK.agencyLines,
      notation: '/KH-UBND',
      place: 'Từ Sơn',
      typeName: 'KẾ HOẠCH',
      subject: 'Cải cách hành chính phường Từ Sơn năm 2026',
      body: [{ kind: 'paragraph', text: 'Công khai 100% thủ tục hành chính.' }],
      recipients: BLOCK.recipients,
      signature: { authorityLines: ['CHỦ TỊCH'], fullName: 'Nguyễn Văn An' },
    });

    const pages = await readPages(await withCopyBlock(pdf, BLOCK));

    expect(pages).toHaveLength(1);
    expect(baseline(pages[0], 'SAO Y')).toBeLessThan(baseline(pages[0], 'Nguyễn Văn An') - 14);
  });
});
