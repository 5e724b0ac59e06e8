import { type FieldBox, renderOfficialDocument } from '../../libs/document-layout/index.js';

/** The letter (Tờ trình) by which a department submits a draft to the People's Committee, as its officer would upload it. */
export async function submissionLetter(): Promise<{
  pdf: Uint8Array;
  fields: readonly (FieldBox & { content?: 'line' })[];
}> {
  const rendered = await renderOfficialDocument({
    form: 'government',
    governingLines: ['ỦY BAN NHÂN DÂN', 'TỈNH BẮC NINH'],
    issuerLines: ['SỞ NỘI VỤ'],
    notation: '/TTr-SNV',
    place: 'Bắc Ninh',
    typeName: 'TỜ TRÌNH',
    subject: 'Về việc ban hành Kế hoạch Cải cách hành chính những tháng cuối năm 2026',
    addressees: ['Ủy ban nhân dân tỉnh Bắc Ninh'],
    body: [
      {
        kind: 'paragraph',
        text: 'Thực hiện chương trình công tác năm 2026, Sở Nội vụ đã chủ trì, phối hợp với các sở, ngành xây dựng dự thảo Kế hoạch Cải cách hành chính những tháng cuối năm 2026; đã lấy ý kiến các cơ quan, đơn vị và tiếp thu, hoàn chỉnh dự thảo.',
      },
      {
        kind: 'paragraph',
        text: 'Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét, ban hành. Dự thảo Kế hoạch được trình kèm theo Tờ trình này trên Hệ thống.',
      },
    ],
    recipients: [{ text: 'Như trên' }, { text: 'Lưu: VT, CCHC' }],
    signature: { authorityLines: ['GIÁM ĐỐC'], fullName: 'Ngô Thị Bích Thủy' },
    footnoteMark: 'Dữ liệu minh họa',
  });
  return {
    pdf: rendered.pdf,
    fields: rendered.fields.map((field) =>
      field.kind === 'text' ? { ...field, content: 'line' as const } : field,
    ),
  };
}
