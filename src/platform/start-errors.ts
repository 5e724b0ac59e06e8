import { DomainError } from './errors/domain-error.js';

type Sentence = (message: string) => string;

const PORT_TAKEN: Sentence = () =>
  'Cổng đã có chương trình khác dùng. Đề nghị dừng chương trình đó hoặc chọn cổng khác, ví dụ PORT=3001 npm start. / The port is in use: stop the other program or choose another port, e.g. PORT=3001 npm start.';
const NOT_PERMITTED: Sentence = (message) =>
  `Không có quyền dùng cổng hoặc thư mục này (${message}). Đề nghị chọn cổng từ 1024 trở lên hoặc cấp quyền thư mục. / Not permitted: choose a port from 1024 up or grant access to the folder.`;
const DISK_FULL: Sentence = () =>
  'Ổ đĩa đã đầy. Đề nghị giải phóng dung lượng hoặc đặt VAR_DIR sang ổ khác. / The disk is full: free some space or point VAR_DIR to another disk.';
const UNREACHABLE: Sentence = (message) =>
  `Không kết nối được dịch vụ ngoài (${message}). Đề nghị kiểm tra DATABASE_URL và S3_ENDPOINT. / Cannot reach an outside service: check DATABASE_URL and S3_ENDPOINT.`;
const DATABASE_REFUSED: Sentence = (message) =>
  `PostgreSQL từ chối kết nối (${message}). Đề nghị kiểm tra DATABASE_URL. / PostgreSQL refused the connection: check DATABASE_URL.`;

/** By the code of the operating system or of PostgreSQL. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  EADDRINUSE: PORT_TAKEN,
  EACCES: NOT_PERMITTED,
  EROFS: NOT_PERMITTED,
  ENOSPC: DISK_FULL,
  '53100': DISK_FULL,
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  '28P01': DATABASE_REFUSED,
  '28000': DATABASE_REFUSED,
  '3D000': DATABASE_REFUSED,
};

/** One sentence that says what to do, for what stops a start. */
export function startSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  const sentence = SENTENCES[code];
  if (sentence) return sentence(message);
  if (error instanceof DomainError || code !== '') return message;
  return `Không khởi động được / Cannot start: ${error instanceof Error ? (error.stack ?? message) : message}`;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
