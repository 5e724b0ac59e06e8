import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'tasks.action-not-allowed': {
    vi: 'Nhiệm vụ đã chuyển trạng thái nên chưa thực hiện được việc này. Nội dung đang nhập vẫn được giữ. Đề nghị xem trạng thái mới ({state}).',
    en: 'The task has moved on ({state}), so this cannot be done now. Your text is kept. Look at the new state.',
  },
  'tasks.open-child-tasks': {
    vi: 'Chưa hoàn thành được: còn {open} nhiệm vụ phân công tiếp chưa xong. Đề nghị đôn đốc hoặc thu hồi việc giao.',
    en: 'Cannot be completed: {open} child tasks are not done. Urge them or recall them.',
  },
  'tasks.proof-document-required': {
    vi: 'Sản phẩm là văn bản loại {types}: đề nghị chọn văn bản đã phát hành đúng loại làm tài liệu chứng minh.',
    en: 'The product is a document of type {types}: choose a released document of that type as proof.',
  },
  'tasks.child-due-after-parent': {
    vi: 'Thời hạn giao tiếp ({childDueOn}) sau thời hạn được giao ({parentDueOn}). Đề nghị chọn ngày không muộn hơn.',
    en: 'The new deadline ({childDueOn}) is after the deadline given ({parentDueOn}). Choose a day that is no later.',
  },
  'tasks.unit-outside-agency': {
    vi: 'Đơn vị hoặc người được chọn không thuộc cơ quan được giao nhiệm vụ.',
    en: 'The unit or person chosen does not belong to the agency that has the task.',
  },
  'tasks.already-assigned': {
    vi: 'Nhiệm vụ này đã phân công cho {unitName}.',
    en: 'This task is already assigned to {unitName}.',
  },
});
