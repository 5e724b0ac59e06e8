import { registerTexts, type Text, textOf } from '../../../platform/errors/texts.js';
import type { TrustProblem } from '../domain/trust-problem.js';

registerTexts({
  'signing.trust-list.fetch.failed': {
    vi: 'Không tải được danh sách từ {host} ({detail}). Danh sách tải lần trước, nếu có, vẫn được dùng.',
    en: 'The list could not be fetched from {host} ({detail}). One fetched before stays in force.',
  },
  'signing.trust-list.fetch.refused': {
    vi: 'Địa chỉ danh sách không nằm trong các máy chủ được phép kết nối: {host}.',
    en: 'The list’s address is not among the hosts that may be asked: {host}.',
  },
  'signing.trust-list.status': {
    vi: 'Không tải được danh sách: máy chủ trả lời mã {status}. Danh sách tải lần trước, nếu có, vẫn được dùng.',
    en: 'The list could not be fetched: its host answered {status}. One fetched before stays in force.',
  },
  'signing.trust-list.unsigned': {
    vi: 'Danh sách tải về không có chữ ký hợp lệ của đơn vị công bố nên không được nhận. Danh sách tải lần trước, nếu có, vẫn được dùng.',
    en: 'The fetched list is not signed by one of its publishers and was refused. One fetched before stays in force.',
  },
  'signing.trust-list.file-missing': {
    vi: 'Không có tệp chứng thư số của đơn vị công bố: {file}. Danh sách tải lần trước, nếu có, vẫn được dùng.',
    en: 'The file with a publisher’s certificate is missing: {file}. One fetched before stays in force.',
  },
  'signing.trust-list.trust.malformed': {
    vi: 'Không đọc được danh sách ({detail}). Danh sách tải lần trước, nếu có, vẫn được dùng.',
    en: 'The list cannot be read ({detail}). One fetched before stays in force.',
  },
  'signing.trust-list.trust.rollback.sequence': {
    vi: 'Danh sách tải về không được nhận vì có số thứ tự thấp hơn danh sách đang dùng ({offered}, đang dùng {held}). Đề nghị liên hệ đơn vị công bố.',
    en: 'The fetched list was refused: its number is lower than that of the one in force ({offered}, in force {held}). Ask its publisher.',
  },
  'signing.trust-list.trust.rollback.issued-at': {
    vi: 'Danh sách tải về không được nhận vì có ngày công bố sớm hơn danh sách đang dùng. Đề nghị liên hệ đơn vị công bố.',
    en: 'The fetched list was refused: its date is earlier than that of the one in force. Ask its publisher.',
  },
  'signing.trust-list.trust.rollback.sequence-missing': {
    vi: 'Danh sách tải về không được nhận vì không còn ghi số thứ tự như danh sách đang dùng. Đề nghị liên hệ đơn vị công bố.',
    en: 'The fetched list was refused: it has no number, as the one in force has. Ask its publisher.',
  },
  'signing.trust-list.trust.rollback.issued-at-missing': {
    vi: 'Danh sách tải về không được nhận vì không còn ghi ngày công bố như danh sách đang dùng. Đề nghị liên hệ đơn vị công bố.',
    en: 'The fetched list was refused: it has no date, as the one in force has. Ask its publisher.',
  },
  'signing.trust-list.trust.rollback.same-number': {
    vi: 'Danh sách tải về không được nhận vì nội dung khác danh sách đang dùng mà cùng số thứ tự hoặc cùng ngày công bố. Đề nghị liên hệ đơn vị công bố.',
    en: 'The fetched list was refused: it is another one under the number or date of the one in force. Ask its publisher.',
  },
  'signing.trust-file.trust.malformed': {
    vi: 'Không đọc được tệp ({detail}); chứng thư số gốc trong tệp này không được dùng.',
    en: 'The file cannot be read ({detail}); the roots in it are not trusted.',
  },
  'signing.trust-file.file-missing': {
    vi: 'Không có tệp; chứng thư số gốc trong tệp này không được dùng.',
    en: 'The file is missing; the roots in it are not trusted.',
  },
});

/** Why a list was not taken, or nothing of a file is in force. */
export function trustProblemText(of: 'list' | 'file', { code, params }: TrustProblem): Text {
  const { reason } = params;
  const cause = typeof reason === 'string' ? `${code}.${reason}` : code;
  return textOf(`signing.trust-${of}.${cause}`, params);
}
