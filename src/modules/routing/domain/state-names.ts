import type { AssignmentState } from '../contracts/index.js';

const NAMES: Readonly<Record<AssignmentState, string>> = {
  pending: 'Chờ tiếp nhận xử lý',
  accepted: 'Đã tiếp nhận',
  'in-progress': 'Đang thực hiện',
  reported: 'Đã báo cáo kết quả, chờ xác nhận',
  completed: 'Đã hoàn thành',
  recalled: 'Đã thu hồi việc giao',
};

export function stateName(state: AssignmentState): string {
  return NAMES[state];
}
