import { describe, expect, it } from '@jest/globals';
import { renderOfficialDocument } from '../../../../libs/document-layout/index.js';
import { PlanContent, PlanTarget } from './plan-content.js';
import { planDocument } from './plan-document.js';
import { printedTarget } from './printed-target.js';

const ratio = (label: string, operator: '>=' | '=', value: string, level: string) => ({
  label,
  measure: 'ratio' as const,
  numerator: 'a',
  denominator: 'b',
  operator,
  value,
  level,
});

describe('the printed target', () => {
  const target = (conditions: ReturnType<typeof ratio>[]): PlanTarget =>
    PlanTarget.parse({
      code: 'K',
      name: 'Hồ sơ giải quyết trực tuyến',
      field: 3,
      frequency: 'month',
      conditions,
    });

  it('names the value of each level', () => {
    expect(
      printedTarget(target([ratio('tp', '=', '85', 'city'), ratio('xã', '>=', '80', 'commune')])),
    ).toBe('Hồ sơ giải quyết trực tuyến: cấp thành phố đạt 85%; cấp xã đạt từ 80% trở lên.');
  });

  it('names both conditions of one level', () => {
    expect(
      printedTarget(
        target([ratio('Giải quyết', '=', '100', '*'), ratio('Công khai', '=', '100', '*')]),
      ),
    ).toBe('Hồ sơ giải quyết trực tuyến: giải quyết đạt 100%; công khai đạt 100%.');
  });
});

describe('a plan on paper', () => {
  it('becomes a PDF with number, date and signature fields and a landscape annex', async () => {
    const content = PlanContent.parse({
      generalObjective: 'Nâng cao chất lượng phục vụ.',
      figures: [
        { key: 'a', label: 'A' },
        { key: 'b', label: 'B' },
      ],
      targets: [
        {
          code: 'CT2',
          name: 'Hồ sơ nộp trực tuyến',
          field: 3,
          frequency: 'month',
          conditions: [ratio('x', '>=', '80', 'commune')],
        },
      ],
      tasks: [
        {
          field: 3,
          number: 'III.2',
          text: 'Nâng tỷ lệ hồ sơ trực tuyến',
          product: 'Tỷ lệ',
          leads: [{ groupCode: 'g' }],
          deadline: { text: 'Quý II' },
        },
      ],
      organisation: ['Các cơ quan báo cáo hằng tháng.'],
    });
    const [task] = content.tasks;
    if (!task) throw new Error('no task');
    const document = planDocument(
      { title: 'Kế hoạch Cải cách hành chính năm 2026', content },
      [{ task, leads: 'UBND các xã, phường', coordinators: '' }],
      {
        governingLines: [],
        issuerLines: ['ỦY BAN NHÂN DÂN', 'TỈNH BẮC NINH'],
        place: 'Bắc Ninh',
        notation: '/KH-UBND',
        recipients: [{ text: 'Các sở' }, { text: 'Lưu: VT, NC' }],
        signature: {
          authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
          fullName: 'Đỗ Quang Khải',
        },
        createdAt: new Date('2025-12-24T01:00:00Z'),
      },
    );
    expect(document.body.map((block) => ('text' in block ? block.text : ''))).toEqual(
      expect.arrayContaining(['I. MỤC TIÊU', 'II. NHIỆM VỤ', 'III. TỔ CHỨC THỰC HIỆN']),
    );
    const { fields, pages } = await renderOfficialDocument(document);
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['SoVanBan', 'NgayBanHanh', 'NguoiKy', 'CoQuan']),
    );
    expect(pages).toBeGreaterThanOrEqual(2);
  });
});
