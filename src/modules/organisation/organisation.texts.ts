import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'organisation.unit-ended': {
    vi: '{unit} đã kết thúc hoạt động ngày {endedOn}. Đề nghị chọn đơn vị kế thừa: {successors}.',
    en: '{unit} ended on {endedOn}. Choose a successor: {successors}.',
  },
  'organisation.unknown-code': {
    vi: 'Không có mã "{name}" trong danh mục tổ chức.',
    en: 'The organisation has no {what} with the code "{name}".',
  },
});
