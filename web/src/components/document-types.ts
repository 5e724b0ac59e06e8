import { language } from '../i18n/language';

type Row = readonly [code: string, vi: string, en: string];

const BOTH: readonly Row[] = [
  ['resolution', 'Nghị quyết', 'Resolution'],
  ['decision', 'Quyết định', 'Decision'],
  ['directive-document', 'Chỉ thị', 'Directive'],
  ['notice', 'Thông báo', 'Notice'],
  ['guidance', 'Hướng dẫn', 'Guidance'],
  ['program', 'Chương trình', 'Programme'],
  ['plan', 'Kế hoạch', 'Plan'],
  ['option', 'Phương án', 'Option'],
  ['scheme', 'Đề án', 'Scheme'],
  ['report', 'Báo cáo', 'Report'],
  ['minutes', 'Biên bản', 'Minutes'],
  ['submission-report', 'Tờ trình', 'Submission report'],
  ['official-letter', 'Công văn', 'Official letter'],
  ['invitation', 'Giấy mời', 'Invitation'],
  ['introduction-letter', 'Giấy giới thiệu', 'Letter of introduction'],
  ['working-regulation', 'Quy chế', 'Working regulation'],
  ['rule', 'Quy định', 'Rule'],
  ['communique', 'Thông cáo', 'Communiqué'],
];
const GOVERNMENT: readonly Row[] = [
  ['official-telegram', 'Công điện', 'Official telegram'],
  ['project', 'Dự án', 'Project'],
  ['contract', 'Hợp đồng', 'Contract'],
  ['memorandum', 'Bản ghi nhớ', 'Memorandum'],
  ['agreement', 'Bản thỏa thuận', 'Agreement'],
  ['authorisation', 'Giấy ủy quyền', 'Authorisation'],
  ['leave-permit', 'Giấy nghỉ phép', 'Leave permit'],
  ['dispatch-slip', 'Phiếu gửi', 'Dispatch slip'],
  ['transfer-slip', 'Phiếu chuyển', 'Transfer slip'],
  ['notification-slip', 'Phiếu báo', 'Notification slip'],
  ['public-letter', 'Thư công', 'Public letter'],
];
const PARTY: readonly Row[] = [
  ['conclusion', 'Kết luận', 'Conclusion'],
  ['circular-instruction', 'Thông tri', 'Circular instruction'],
  ['procedure', 'Quy trình', 'Procedure'],
];

/** The types that an agency of this space issues, for choosing one. */
export function documentTypes(space: string): readonly { value: string; label: string }[] {
  const rows = [...BOTH, ...(space === 'party' ? PARTY : GOVERNMENT)];
  return rows.map(([value, vi, en]) => ({ value, label: language() === 'en' ? en : vi }));
}

/** The Vietnamese name, as it stands in registers. */
export function documentTypeName(code: string): string {
  const row = [...BOTH, ...GOVERNMENT, ...PARTY].find(([one]) => one === code);
  return row ? row[1] : code;
}
