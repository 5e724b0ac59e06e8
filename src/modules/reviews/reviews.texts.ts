import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'reviews.action-not-allowed': {
    vi: 'Kỳ đánh giá đã chuyển trạng thái ({state}) nên chưa thực hiện được việc này. Nội dung đang nhập vẫn được giữ. Đề nghị đồng chí xem trạng thái mới.',
    en: 'The review has moved on ({state}). Your text is kept. Look at the new state.',
  },
  'reviews.exists': {
    vi: 'Kỳ đánh giá {period} của cơ quan này đã được mở.',
    en: 'The review of {period} of this agency is open already.',
  },
  'reviews.conclusion-missing': {
    vi: 'Chưa kết thúc được hội nghị: các chỉ tiêu chưa đạt hoặc giảm so với tháng trước chưa có kết luận hay lý do không kết luận: {targets}.',
    en: 'The meeting cannot be finished: targets that are unmet or worse than last month have neither a conclusion nor a reason: {targets}.',
  },
  'reviews.minutes-incomplete': {
    vi: 'Biên bản hội nghị còn thiếu: {missing}.',
    en: 'The minutes lack: {missing}.',
  },
  'reviews.no-conclusion-item': {
    vi: 'Chưa có nội dung kết luận nào để dự thảo văn bản.',
    en: 'There is no conclusion yet to draft a document from.',
  },
  'reviews.not-a-government-agency': {
    vi: 'Cơ quan được đánh giá phải là cơ quan hành chính.',
    en: 'The agency under review must be a government agency.',
  },
  'reviews.conclusion-under-way': {
    vi: 'Dự thảo kết luận đang được xử lý ({state}) nên chưa sửa được. Đề nghị rút lại hoặc trả lại dự thảo trước khi sửa.',
    en: 'The draft conclusion is under way ({state}). Withdraw it or have it returned before editing.',
  },
});
