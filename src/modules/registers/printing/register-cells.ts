import type {
  CopyEntryRow,
  CopyTypeCode,
  IncomingRow,
  OutgoingRow,
} from '../queries/register-filter.js';

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

/** The decree draws no register of copies; these are the columns of its others. */
export const COPY_COLUMNS = [
  'Số, ký hiệu bản sao',
  'Ngày tháng sao',
  'Hình thức sao',
  'Tên loại, số, ký hiệu và trích yếu nội dung văn bản được sao',
  'Người ký',
  'Nơi nhận bản sao',
  'Đơn vị, người nhận bản lưu',
  'Số lượng bản',
  'Ký nhận',
  'Ghi chú',
] as const;

const COPY_NAMES: Readonly<Record<CopyTypeCode, string>> = {
  'certified-copy': 'Sao y',
  'secondary-copy': 'Sao lục',
  'excerpt-copy': 'Trích sao',
};

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

export function copyCells(row: CopyEntryRow): readonly string[] {
  return [
    row.symbol,
    printed(row.issuedOn),
    COPY_NAMES[row.typeCode],
    row.subject,
    row.signer,
    row.recipients.replace(/\s*\n\s*/gu, '; '),
    row.keptBy,
    String(row.copies),
    '',
    row.note,
  ];
}

function printed(date: string | null): string {
  return date === null ? '' : date.split('-').reverse().join('/');
}
