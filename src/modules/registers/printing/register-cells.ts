import type { IncomingRow, OutgoingRow } from '../queries/register-filter.js';

/** The ten columns of NĐ 30/2020, annex IV, in their order. */
export const OUTGOING_COLUMNS = [
  'Số, ký hiệu văn bản',
  'Ngày tháng văn bản',
  'Tên loại và trích yếu nội dung văn bản',
  'Người ký',
  'Nơi nhận văn bản',
  'Đơn vị, người nhận bản lưu',
  'Số lượng bản',
  'Ngày chuyển',
  'Ký nhận',
  'Ghi chú',
] as const;

export const INCOMING_COLUMNS = [
  'Ngày đến',
  'Số đến',
  'Tác giả',
  'Số, ký hiệu văn bản',
  'Ngày tháng văn bản',
  'Tên loại và trích yếu nội dung văn bản',
  'Đơn vị hoặc người nhận',
  'Ngày chuyển',
  'Ký nhận',
  'Ghi chú',
] as const;

export function outgoingCells(row: OutgoingRow): readonly string[] {
  const voided = row.voidReason === null ? '' : `Số không sử dụng: ${row.voidReason}`;
  return [
    row.symbol,
    printed(row.issuedOn),
    `${row.typeName}: ${row.subject}`,
    row.signer,
    row.recipients,
    row.keptBy,
    String(row.copies),
    printed(row.dispatchedOn),
    row.receipt,
    [voided, row.note].filter((part) => part !== '').join('. '),
  ];
}

export function incomingCells(row: IncomingRow): readonly string[] {
  return [
    printed(row.arrivedOn),
    String(row.number),
    row.author,
    row.symbol,
    printed(row.issuedOn),
    `${row.typeName}: ${row.subject}`,
    row.receiver,
    printed(row.handedOn),
    row.receipt,
    row.note,
  ];
}

/** RFC 4180 with a byte order mark, so that spreadsheets read the Vietnamese letters. */
export function toCsv(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const text = [header, ...lines].map((cells) => cells.map(quote).join(',')).join('\r\n');
  return `\uFEFF${text}\r\n`;
}

function quote(cell: string): string {
  // A leading =, +, - or @ would be run as a formula by whoever opens the file.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}

function printed(date: string | null): string {
  return date === null ? '' : date.split('-').reverse().join('/');
}
