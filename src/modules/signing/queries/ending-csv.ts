import { localDateOf } from '../../../../libs/working-calendar/index.js';
import { registerTexts, type Text, textOf } from '../../../platform/errors/texts.js';
import { toCsv } from '../../../platform/http/csv.js';
import type { EndingSignature } from './ending.views.js';

const HEADERS: readonly Text[] = [
  { vi: 'Văn bản', en: 'Document' },
  { vi: 'Loại', en: 'Kind' },
  { vi: 'Cơ quan', en: 'Agency' },
  { vi: 'Đơn vị soạn thảo', en: 'Drafting unit' },
  { vi: 'Ngày hết giá trị kiểm tra', en: 'Stops verifying on' },
  { vi: 'Tình trạng', en: 'State' },
  { vi: 'Nguyên nhân', en: 'Why' },
  { vi: 'Lần xử lý gần nhất', en: 'Last attempt' },
  { vi: 'Mã chi tiết', en: 'Detail code' },
];

registerTexts({
  'signing.ending-outgoing-document': { vi: 'Văn bản đi', en: 'Outgoing document' },
  'signing.ending-incoming-document': { vi: 'Văn bản đến', en: 'Incoming document' },
  'signing.ending-document-copy': { vi: 'Bản sao', en: 'Copy' },
  'signing.ending-outgoing-annex': { vi: 'Phụ lục', en: 'Annex' },
  'signing.ending-cause-certificate': {
    vi: 'Chứng thư số của người ký hết hạn, chữ ký chưa có dấu thời gian',
    en: 'The signer’s certificate ends and no time-stamp proves the time',
  },
  'signing.ending-cause-time-stamp': {
    vi: 'Chứng thư số của dấu thời gian cuối hết hạn',
    en: 'The certificate of the last time-stamp ends',
  },
  'signing.ending-cause-algorithm': {
    vi: 'Thuật toán hết thời hạn được chấp nhận',
    en: 'An algorithm is no longer accepted',
  },
  'signing.ending-cause-failure': {
    vi: 'Hệ thống chưa đọc hoặc chưa xử lý được tệp',
    en: 'The system could not read or handle the file',
  },
  'signing.ending-outcome-none': { vi: 'Chưa đến lần kiểm tra đêm', en: 'No nightly round yet' },
  'signing.ending-outcome-judged': { vi: 'Đã kiểm tra lại', en: 'Verified again' },
  'signing.ending-outcome-started': { vi: 'Đang xử lý', en: 'Under way' },
  'signing.ending-outcome-extended': { vi: 'Đã gia hạn', en: 'Extended' },
  'signing.ending-outcome-unavailable': {
    vi: 'Chưa lấy được dấu thời gian hoặc dữ liệu thu hồi',
    en: 'Time-stamp or revocation data not available',
  },
  'signing.ending-outcome-failed': {
    vi: 'Không kiểm tra được tệp',
    en: 'The file cannot be verified',
  },
  'signing.ending-ended': { vi: 'Đã hết giá trị kiểm tra', en: 'Verifies no more' },
  'signing.ending-not-yet': { vi: 'Còn giá trị kiểm tra', en: 'Still verifies' },
});

/** The list as a file; what could not be handled has no day on which it ends. */
export function endingCsv(found: readonly EndingSignature[], lang: keyof Text): string {
  const word = (code: string): string => textOf(`signing.ending-${code}`)[lang];
  return toCsv(
    HEADERS.map((header) => header[lang]),
    found.map((one) => {
      const isOpen = one.cause === 'failure';
      return [
        one.title,
        word(one.subjectType),
        one.agencyName,
        one.unitName ?? '',
        isOpen ? '' : localDateOf(new Date(one.endsAt)).split('-').reverse().join('/'),
        isOpen ? '' : word(one.hasEnded ? 'ended' : 'not-yet'),
        word(`cause-${one.cause}`),
        word(`outcome-${one.outcome ?? 'none'}`),
        one.detail ?? '',
      ];
    }),
  );
}
