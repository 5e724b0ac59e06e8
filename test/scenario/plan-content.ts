import type { OfficeWorld } from './office-world.js';

/** A plan of the province as the demo issues it: two levels, two values, counts behind each. */
export async function planContent(world: OfficeWorld): Promise<object> {
  const [home, digital] = await Promise.all([world.agencyId('snv'), world.agencyId('skhcn')]);
  return {
    bases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
      'Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030',
      'Theo đề nghị của Giám đốc Sở Nội vụ',
    ],
    purposes: [
      'Cụ thể hóa các nhiệm vụ cải cách hành chính những tháng cuối năm 2026 thành chỉ tiêu và nhiệm vụ của từng cơ quan, đơn vị.',
    ],
    generalObjective: 'Nâng chất lượng phục vụ người dân và doanh nghiệp ở cả hai cấp chính quyền.',
    objectives: [
      'Mọi chỉ tiêu có tử số, mẫu số và nguồn số liệu; kết quả được đánh giá hằng tháng.',
    ],
    figures: [
      {
        key: 'published',
        label: 'thủ tục hành chính đang công khai',
        unit: 'thủ tục',
        source: 'Cơ sở dữ liệu quốc gia về TTHC',
      },
      {
        key: 'procedures',
        label: 'thủ tục hành chính thuộc thẩm quyền tiếp nhận',
        unit: 'thủ tục',
        source: 'Quyết định công bố',
      },
      {
        key: 'online',
        label: 'hồ sơ giải quyết trực tuyến',
        unit: 'hồ sơ',
        source: 'Hệ thống thông tin giải quyết TTHC',
      },
      {
        key: 'received',
        label: 'hồ sơ của thủ tục có dịch vụ công trực tuyến',
        unit: 'hồ sơ',
        source: 'Hệ thống thông tin giải quyết TTHC',
      },
      {
        key: 'petitionsDue',
        label: 'phản ánh, kiến nghị đến hạn',
        unit: 'phản ánh, kiến nghị',
        source: 'Sổ theo dõi phản ánh, kiến nghị',
      },
      {
        key: 'petitionsResolved',
        label: 'phản ánh, kiến nghị đã giải quyết',
        unit: 'phản ánh, kiến nghị',
        source: 'Sổ theo dõi phản ánh, kiến nghị',
      },
      {
        key: 'petitionsPublished',
        label: 'phản ánh, kiến nghị đã công khai kết quả',
        unit: 'phản ánh, kiến nghị',
        source: 'Cổng thông tin điện tử',
      },
    ],
    targets: [
      {
        code: 'M1',
        name: 'Thủ tục hành chính được công khai tại nơi tiếp nhận và trên Cổng Dịch vụ công',
        field: 3,
        frequency: 'month',
        conditions: [
          {
            label: 'công khai',
            measure: 'ratio',
            numerator: 'published',
            denominator: 'procedures',
            operator: '=',
            value: '100',
            level: '*',
          },
        ],
      },
      {
        code: 'M2',
        name: 'Hồ sơ giải quyết trực tuyến',
        field: 3,
        frequency: 'month',
        conditions: [
          {
            label: 'trực tuyến',
            measure: 'ratio',
            numerator: 'online',
            denominator: 'received',
            operator: '>=',
            value: '85',
            level: 'department',
          },
          {
            label: 'trực tuyến',
            measure: 'ratio',
            numerator: 'online',
            denominator: 'received',
            operator: '>=',
            value: '80',
            level: 'commune',
          },
        ],
      },
      {
        code: 'M3',
        name: 'Phản ánh, kiến nghị được giải quyết và công khai kết quả',
        field: 3,
        frequency: 'month',
        nearMargin: '0',
        conditions: [
          {
            label: 'giải quyết',
            measure: 'ratio',
            numerator: 'petitionsResolved',
            denominator: 'petitionsDue',
            operator: '=',
            value: '100',
            level: '*',
          },
          {
            label: 'công khai kết quả',
            measure: 'ratio',
            numerator: 'petitionsPublished',
            denominator: 'petitionsDue',
            operator: '=',
            value: '100',
            level: '*',
          },
        ],
      },
    ],
    tasks: [
      {
        field: 1,
        number: 'I.1',
        text: 'Ban hành kế hoạch thực hiện của cơ quan, đơn vị',
        product: 'Kế hoạch',
        productTypeCodes: ['plan'],
        leads: [{ groupCode: 'cac-so' }, { groupCode: 'cac-xa-phuong' }],
        coordinators: [{ unitId: home }],
        deadline: { text: '30/9/2026' },
      },
      {
        field: 3,
        number: 'III.1',
        text: 'Nâng tỷ lệ hồ sơ giải quyết trực tuyến; hướng dẫn người dân tại Trung tâm Phục vụ hành chính công',
        product: 'Tỷ lệ theo chỉ tiêu M2',
        leads: [{ groupCode: 'cac-xa-phuong' }],
        coordinators: [{ unitId: digital }],
        deadline: { text: 'Quý III' },
        targetCodes: ['M2'],
        starred: true,
      },
      {
        field: 3,
        number: 'III.2',
        text: 'Giải quyết và công khai kết quả giải quyết phản ánh, kiến nghị',
        product: 'Kết quả công khai',
        leads: [{ groupCode: 'cac-xa-phuong' }],
        coordinators: [{ text: 'Văn phòng UBND tỉnh' }],
        deadline: { text: 'Thường xuyên' },
        targetCodes: ['M3'],
      },
    ],
    solutions: ['Gắn kết quả thực hiện với đánh giá, xếp loại người đứng đầu.'],
    funding: 'Bố trí trong dự toán chi thường xuyên của cơ quan, đơn vị.',
    organisation: [
      'Các sở, Ủy ban nhân dân các xã, phường báo cáo hằng tháng, chậm nhất ngày 17; Sở Nội vụ tổng hợp, báo cáo Ủy ban nhân dân tỉnh.',
    ],
    recipients: [
      { kind: 'report', target: { printedOnly: 'Bộ Nội vụ' }, text: 'Bộ Nội vụ (để báo cáo)' },
      { kind: 'perform', target: { groupCode: 'cac-so' } },
      { kind: 'perform', target: { groupCode: 'cac-xa-phuong' } },
      { kind: 'file', target: { printedOnly: 'VT, NC' }, text: 'Lưu: VT, NC' },
    ],
    reporters: [
      { groupCode: 'cac-so', level: 'department' },
      { groupCode: 'cac-xa-phuong', level: 'commune' },
    ],
    reportDueDay: 17,
  };
}
