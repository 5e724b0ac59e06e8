import { localDateOf } from '../../../../libs/working-calendar/index.js';
import { textOf } from '../../../platform/errors/texts.js';
import type { CertificateLine } from './certificate.views.js';

const HEADERS = [
  'Số sê-ri',
  'Tổ chức cấp',
  'Chủ thể',
  'Người quản lý, sử dụng',
  'Chức vụ',
  'Cơ quan',
  'Loại',
  'Thiết bị, phương thức',
  'Hiệu lực từ',
  'Hiệu lực đến',
  'Trạng thái',
  'Người đang giữ thiết bị',
];

/** BOM and semicolons, as spreadsheets with Vietnamese settings open it. */
export function certificateCsv(book: readonly CertificateLine[]): string {
  const lines = book.map((line) => [
    line.serial,
    line.issuer,
    line.subject,
    line.holderName,
    line.holderTitle,
    line.agencyName,
    line.kind === 'agency' ? 'Cơ quan, tổ chức' : 'Cá nhân',
    line.medium,
    shown(line.notBefore),
    shown(line.notAfter),
    textOf(`signing.standing-${line.standing}`).vi,
    line.deviceWith ?? '',
  ]);
  return `\ufeff${[HEADERS, ...lines].map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}

function shown(instant: string): string {
  return localDateOf(new Date(instant)).split('-').reverse().join('/');
}

/** A leading =, +, - or @ would be run as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
