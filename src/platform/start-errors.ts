import { DomainError } from './errors/domain-error.js';

/** One sentence that says what to do, for what stops a start. */
export function startSentence(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'EADDRINUSE':
      return 'Cổng đã có chương trình khác dùng. Đề nghị dừng chương trình đó hoặc chọn cổng khác, ví dụ PORT=3001 npm start. / The port is in use: stop the other program or choose another port, e.g. PORT=3001 npm start.';
    case 'EACCES':
      return `Không có quyền dùng cổng hoặc thư mục này (${message}). Đề nghị chọn cổng từ 1024 trở lên hoặc cấp quyền thư mục. / Not permitted: choose a port from 1024 up or grant access to the folder.`;
    case 'ENOSPC':
      return 'Ổ đĩa đã đầy. Đề nghị giải phóng dung lượng hoặc đặt VAR_DIR sang ổ khác. / The disk is full: free some space or point VAR_DIR to another disk.';
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
      return `Không kết nối được dịch vụ ngoài (${message}). Đề nghị kiểm tra DATABASE_URL và S3_ENDPOINT. / Cannot reach an outside service: check DATABASE_URL and S3_ENDPOINT.`;
    case '28P01':
    case '3D000':
      return `PostgreSQL từ chối kết nối (${message}). Đề nghị kiểm tra DATABASE_URL. / PostgreSQL refused the connection: check DATABASE_URL.`;
    default:
      if (error instanceof DomainError || code !== '') return message;
      return `Không khởi động được: ${error instanceof Error ? (error.stack ?? message) : message}`;
  }
}
