import { registerTexts } from '../../platform/errors/texts.js';

registerTexts({
  'plans.action-not-allowed': {
    vi: 'Kế hoạch đã chuyển trạng thái ({state}) nên chưa thực hiện được việc này. Nội dung đang nhập vẫn được giữ. Đề nghị xem trạng thái mới.',
    en: 'The plan has moved on ({state}). Your text is kept. Look at the new state.',
  },
  'plans.document-under-way': {
    vi: 'Dự thảo văn bản của kế hoạch đang được xử lý ({state}) nên chưa sửa được. Đề nghị rút lại hoặc đề nghị trả lại dự thảo trước khi sửa.',
    en: 'The draft document of the plan is under way ({state}). Withdraw it or have it returned before editing.',
  },
  'plans.may-not-issue-for': {
    vi: 'Chỉ soạn được kế hoạch của cơ quan mình hoặc của cơ quan cấp trên trực tiếp.',
    en: 'Plans are drafted for the own agency or the one directly above it.',
  },
  'plans.signer-not-competent': {
    vi: 'Người được chọn không có thẩm quyền ký loại văn bản này. Đề nghị chọn người ký khác.',
    en: 'The person chosen may not sign this type of document. Choose another signer.',
  },
  'plans.empty-plan': {
    vi: 'Kế hoạch chưa có chỉ tiêu, nhiệm vụ hoặc nơi nhận. Đề nghị bổ sung rồi lập dự thảo.',
    en: 'The plan lacks targets, tasks or recipients. Add them before making the draft.',
  },
  'plans.report-action-not-allowed': {
    vi: 'Báo cáo đã chuyển trạng thái ({state}) nên chưa thực hiện được việc này. Nội dung đang nhập vẫn được giữ. Đề nghị xem trạng thái mới.',
    en: 'The report has moved on ({state}). Your text is kept. Look at the new state.',
  },
  'plans.figures-missing': {
    vi: 'Chưa nhập đủ số liệu: {labels}. Đề nghị nhập số liệu hoặc xác nhận không phát sinh.',
    en: 'Figures are missing: {labels}. Enter them or confirm that nothing arose.',
  },
  'plans.zero-not-confirmed': {
    vi: 'Số liệu bằng 0 cần được xác nhận "Không phát sinh": {labels}.',
    en: 'A figure of 0 has to be confirmed as "nothing arose": {labels}.',
  },
  'plans.counts-contradict': {
    vi: 'Số liệu thành phần lớn hơn tổng số: {labels}. Đề nghị kiểm tra lại.',
    en: 'A part is larger than its whole: {labels}. Check the counts.',
  },
  'plans.late-task-unexplained': {
    vi: 'Nhiệm vụ quá hạn cần giải trình chậm tiến độ: {numbers}.',
    en: 'Overdue tasks want an explanation: {numbers}.',
  },
  'plans.period-not-open': {
    vi: 'Chưa đến kỳ báo cáo {period}, hoặc kỳ này không thuộc năm kế hoạch.',
    en: 'Nothing is due for {period} yet, or it is outside the year of the plan.',
  },
  'plans.period-closed': {
    vi: 'Số liệu kỳ {period} đã chốt. Nếu số liệu sai, đề nghị lập đính chính số liệu sau khi chốt.',
    en: 'The figures of {period} are frozen. If a figure is wrong, file a correction.',
  },
  'plans.period-still-open': {
    vi: 'Số liệu kỳ {period} chưa chốt: đề nghị sửa trực tiếp trong báo cáo.',
    en: 'The figures of {period} are not frozen yet: change the report itself.',
  },
  'plans.period-not-over': {
    vi: 'Kỳ báo cáo {period} đến hết ngày {lastDay} mới kết thúc nên chưa chốt được số liệu.',
    en: 'The period {period} runs until {lastDay}; its figures cannot be frozen yet.',
  },
  'plans.own-report-not-approved': {
    vi: 'Chưa chốt được: số liệu của {units} chưa được lãnh đạo duyệt.',
    en: 'Cannot be closed: the figures of {units} are not approved yet.',
  },
  'plans.double': {
    vi: 'Trùng với một mục ở trên ({value}).',
    en: 'Repeats an entry above ({value}).',
  },
  'plans.unknown-figure': {
    vi: 'Chưa khai báo số liệu "{value}".',
    en: 'The figure "{value}" is not declared.',
  },
  'plans.unknown-target': {
    vi: 'Không có chỉ tiêu mã "{value}".',
    en: 'There is no target "{value}".',
  },
  'plans.deadline-unreadable': {
    vi: 'Chưa đọc được thời hạn. Đề nghị ghi ngày, tháng, quý, "Hằng tháng", "Thường xuyên", hoặc chọn loại thời hạn.',
    en: 'The deadline cannot be read. Write a date, a month, a quarter, or choose the kind.',
  },
  'plans.denominator-missing': { vi: 'Tỷ lệ cần có mẫu số.', en: 'A ratio wants a denominator.' },
  'plans.not-a-table': {
    vi: 'Nội dung không phải bảng số liệu (CSV hoặc dán từ bảng tính).',
    en: 'Not a table (CSV, or pasted from a spreadsheet).',
  },
  'plans.row-unknown-figure': {
    vi: 'Dòng {row}, cột {column}: không có số liệu "{value}" trong kế hoạch.',
    en: 'Row {row}, column {column}: the plan has no figure "{value}".',
  },
  'plans.row-double': {
    vi: 'Dòng {row}, cột {column}: "{value}" đã có ở dòng trên.',
    en: 'Row {row}, column {column}: "{value}" stands in a row above.',
  },
  'plans.row-not-a-count': {
    vi: 'Dòng {row}, cột {column}: "{value}" không phải số đếm (số nguyên, không âm).',
    en: 'Row {row}, column {column}: "{value}" is not a count (whole, not negative).',
  },
  'plans.unknown-level': {
    vi: 'Cấp của đơn vị báo cáo không có trong chỉ tiêu nào.',
    en: 'No target has a value for this level.',
  },
});
