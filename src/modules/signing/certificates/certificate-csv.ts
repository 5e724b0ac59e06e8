import { localDateOf } from '../../../../libs/working-calendar/index.js';
import { type Text, textOf } from '../../../platform/errors/texts.js';
import { toCsv } from '../../../platform/http/csv.js';
import type { CertificateLine } from './certificate.views.js';
import { mediumWords } from './register-words.texts.js';

const HEADERS: readonly Text[] = [
  { vi: 'Số sê-ri', en: 'Serial number' },
  { vi: 'Cơ quan cấp chứng thư', en: 'Issuer' },
  { vi: 'Chủ thể', en: 'Subject' },
  { vi: 'Người quản lý, sử dụng', en: 'Held by' },
  { vi: 'Chức vụ', en: 'Post' },
  { vi: 'Cơ quan', en: 'Agency' },
  { vi: 'Loại', en: 'Kind' },
  { vi: 'Thiết bị, phương thức', en: 'Medium' },
  { vi: 'Hiệu lực từ', en: 'Valid from' },
  { vi: 'Hiệu lực đến', en: 'Valid until' },
  { vi: 'Trạng thái', en: 'State' },
  { vi: 'Người đang giữ thiết bị', en: 'Device is with' },
];
const KINDS: Readonly<Record<CertificateLine['kind'], Text>> = {
  agency: { vi: 'Cơ quan, tổ chức', en: 'Organisation' },
  post: { vi: 'Cá nhân', en: 'Person' },
};

/** Sổ quản lý chứng thư số as a file. */
export function certificateCsv(book: readonly CertificateLine[], lang: keyof Text = 'vi'): string {
  const lines = book.map((line) => [
    line.serial,
    line.issuer,
    line.subject,
    line.holderName,
    line.holderTitle,
    line.agencyName,
    KINDS[line.kind][lang],
    mediumWords(line.medium)[lang],
    shown(line.notBefore),
    shown(line.notAfter),
    textOf(`signing.standing-${line.standing}`)[lang],
    line.deviceWith ?? '',
  ]);
  return toCsv(
    HEADERS.map((header) => header[lang]),
    lines,
  );
}

function shown(instant: string): string {
  return localDateOf(new Date(instant)).split('-').reverse().join('/');
}
