import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'routing.assignment-moved-on': {
    vi: 'Việc này đang ở trạng thái "{stateName}" nên không thực hiện được. Nội dung đang nhập vẫn được giữ. Đề nghị xem trạng thái mới.',
    en: 'This assignment is now "{state}", so that is not possible. Your text is kept; look at the new state.',
  },
  'routing.child-due-too-late': {
    vi: 'Thời hạn giao tiếp ({given}) sau thời hạn được giao ({parent}). Đề nghị chọn ngày không muộn hơn.',
    en: 'The deadline handed down ({given}) is after one’s own ({parent}). Choose a day no later.',
  },
  'routing.open-children': {
    vi: 'Chưa hoàn thành được: còn {count} việc chưa xong ({units}). Đôn đốc, hoặc kết thúc việc phối hợp.',
    en: 'Cannot be completed: {count} parts are still open ({units}). Urge them, or end their part.',
  },
  'routing.unit-outside-agency': {
    vi: '{unit} không thuộc cơ quan. Đề nghị chọn đơn vị, cá nhân trong cơ quan.',
    en: '{unit} belongs to another agency. Choose a unit or person of one’s own.',
  },
  'routing.unit-named-twice': {
    vi: '{unit} được nêu hai lần. Mỗi đơn vị, cá nhân chỉ nhận một vai trò.',
    en: '{unit} is named twice. Each unit or person has one role.',
  },
});
