import type { CopyState } from './copy-rules.js';
import type { IncomingState, OutgoingState } from '../contracts/index.js';

type Names<State extends string> = Readonly<Record<State, string>>;

export const OUTGOING_STATE_NAMES: Names<OutgoingState> = {
  draft: 'Dự thảo',
  collecting: 'Đang lấy ý kiến',
  'head-review': 'Chờ lãnh đạo đơn vị cho ý kiến',
  'content-checked': 'Đã kiểm tra nội dung, chờ Tờ trình',
  'form-check': 'Chờ kiểm tra thể thức',
  'awaiting-approval': 'Chờ duyệt',
  returned: 'Trả lại để chỉnh sửa',
  'awaiting-signature': 'Chờ ký',
  signed: 'Đã ký, chờ cấp số',
  numbering: 'Đang cấp số',
  numbered: 'Đã cấp số, chờ ký số cơ quan',
  sealed: 'Chờ phát hành',
  released: 'Đã phát hành',
  cancelled: 'Đã hủy dự thảo',
  'number-voided': 'Đã hủy số',
};

export const INCOMING_STATE_NAMES: Names<IncomingState> = {
  arrived: 'Chờ tiếp nhận',
  'to-register': 'Chờ vào sổ',
  registered: 'Đã vào sổ',
  submitted: 'Đã trình, chờ ý kiến',
  distributed: 'Chờ lãnh đạo cho ý kiến chỉ đạo',
  directed: 'Đã có ý kiến chỉ đạo',
  'in-progress': 'Đang xử lý',
  completed: 'Đã hoàn thành xử lý',
  returned: 'Đã trả lại nơi gửi',
};

export const COPY_STATE_NAMES: Names<CopyState> = {
  'awaiting-approval': 'Chờ duyệt sao',
  'awaiting-seal': 'Chờ ký số cơ quan',
  issued: 'Đã sao',
  refused: 'Không đồng ý sao',
};
