import { registerTexts } from '../../../platform/errors/texts.js';

registerTexts({
  'signing.certificate-revoked': {
    vi: 'Chưa ký được. Chứng thư số (số sê-ri {serial}) đã bị thu hồi từ {since}; lý do: {why}. Đề nghị liên hệ văn thư để được cấp chứng thư số mới.',
    en: 'Cannot sign. The certificate (serial {serial}) has been revoked since {since}: {whyEn}. Ask the records clerk for a new one.',
  },
  'signing.agency-ended': {
    vi: 'Chưa ký được. {agency} đã kết thúc hoạt động từ sau ngày {endedOn}; chứng thư số của cơ quan này không dùng để ký được nữa.',
    en: 'Cannot sign. {agency} ended on {endedOn}; its certificates no longer sign.',
  },
  'signing.agency-ended-with-successors': {
    vi: 'Chưa ký được. {agency} đã kết thúc hoạt động từ sau ngày {endedOn}, kế thừa: {successors}. Đề nghị dùng chứng thư số của cơ quan kế thừa.',
    en: 'Cannot sign. {agency} ended on {endedOn} and was succeeded by {successors}. Use a certificate of the successor.',
  },
  'signing.post-ended': {
    vi: 'Chưa ký được. Chứng thư số này thuộc chức vụ đã thôi giữ ({title}, đến ngày {endedOn}). Đề nghị dùng chứng thư số của chức vụ hiện tại.',
    en: 'Cannot sign. This certificate belongs to a former post ({title}, until {endedOn}). Use that of the present post.',
  },
  'signing.certificate-replaced': {
    vi: 'Chưa ký được. Chứng thư số (số sê-ri {serial}) đã được thay thế từ {since}. Đề nghị dùng chứng thư số mới.',
    en: 'Cannot sign. The certificate (serial {serial}) was replaced on {since}. Use the new one.',
  },
  'signing.certificate-expired': {
    vi: 'Chưa ký được. Chứng thư số (số sê-ri {serial}) đã hết hạn từ {since}. Đề nghị gia hạn hoặc xin cấp chứng thư số mới.',
    en: 'Cannot sign. The certificate (serial {serial}) expired on {since}. Have it renewed.',
  },
  'signing.certificate-already-revoked': {
    vi: 'Chứng thư số này đã được ghi nhận thu hồi trước đó. Đề nghị tải lại để xem trạng thái mới.',
    en: 'This certificate has been recorded as revoked already. Reload to see its state.',
  },
  'signing.device-already-handed-over': {
    vi: 'Thiết bị đang do {receiver} giữ. Đề nghị ghi nhận nhận lại trước khi giao tiếp.',
    en: '{receiver} has the device. Record its return before it is handed over again.',
  },
  'signing.device-not-handed-over': {
    vi: 'Thiết bị chưa được giao cho ai nên không có việc nhận lại.',
    en: 'The device is with nobody, so nothing can come back.',
  },
  'signing.event-day-future': {
    vi: 'Ngày ghi nhận không được sau ngày hôm nay.',
    en: 'The day must not be after today.',
  },
  'signing.event-day-before-hand-over': {
    vi: 'Ngày nhận lại không được trước ngày giao.',
    en: 'The return must not be before the hand-over.',
  },
  'signing.event-day-before-certificate': {
    vi: 'Ngày ghi nhận không được trước ngày chứng thư số có hiệu lực.',
    en: 'The day must not be before the certificate began.',
  },
  'signing.not-a-successor': {
    vi: 'Chứng thư số được chọn không thể thay thế chứng thư số này (khác cơ quan, khác loại, hoặc hết hạn sớm hơn).',
    en: 'That certificate cannot replace this one: another agency, another kind, or it ends earlier.',
  },
  'signing.certificate-not-reinstatable': {
    vi: 'Chỉ dùng lại được chứng thư số đã thay thế, còn thời hạn, chưa bị thu hồi và chưa được đăng ký lại. Đề nghị tải lại để xem.',
    en: 'Only a replaced certificate within its period can be used again, when it was not revoked and not registered anew. Reload to see it.',
  },
  'signing.certificate-already-replaced': {
    vi: 'Sổ đã ghi chứng thư số thay thế. Đề nghị tải lại để xem.',
    en: 'The register names its successor already. Reload to see it.',
  },
  'signing.standing-in-force': { vi: 'Còn hiệu lực', en: 'In force' },
  'signing.standing-revoked': { vi: 'Đã thu hồi', en: 'Revoked' },
  'signing.standing-agency-ended': { vi: 'Cơ quan đã kết thúc', en: 'Agency ended' },
  'signing.standing-post-ended': { vi: 'Đã thôi giữ chức vụ', en: 'Former post' },
  'signing.standing-replaced': { vi: 'Đã thay thế', en: 'Replaced' },
  'signing.standing-expired': { vi: 'Hết hạn', en: 'Expired' },
  'signing.standing-not-yet-valid': { vi: 'Chưa có hiệu lực', en: 'Not yet valid' },
});
