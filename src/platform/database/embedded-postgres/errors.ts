export type EmbeddedPostgresErrorCode =
  | 'unsupported-platform'
  | 'binaries-missing'
  | 'folder-closed'
  | 'namespaces-refused'
  | 'disk-full'
  | 'in-use'
  | 'foreign-owner'
  | 'start-failed';

/**
 * Why the bundled PostgreSQL could not run, in one sentence that says what to do.
 * `message` holds the Vietnamese sentence and the English one after it.
 */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    readonly vi: string,
    readonly en: string,
  ) {
    super(`${vi} (${en})`);
    this.name = 'EmbeddedPostgresError';
  }
}

/** Turns what PostgreSQL or the kernel wrote into the sentence for the person who started it. */
export function explainFailure(output: string, directory: string): EmbeddedPostgresError {
  if (/No space left on device|ENOSPC|Disk quota exceeded/.test(output)) {
    return new EmbeddedPostgresError(
      'disk-full',
      `Ổ đĩa chứa ${directory} đã đầy: giải phóng dung lượng rồi chạy lại.`,
      `The disk that holds ${directory} is full: free some space and start again.`,
    );
  }
  if (/Permission denied|EACCES|EROFS|Read-only file system/.test(output)) {
    return closedFolder(directory);
  }
  const reason = lastLines(output);
  return new EmbeddedPostgresError(
    'start-failed',
    `PostgreSQL đi kèm không khởi động được, xem nhật ký trong ${directory}: ${reason}`,
    `The bundled PostgreSQL did not start, see its log in ${directory}`,
  );
}

export function closedFolder(directory: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'folder-closed',
    `PostgreSQL đi kèm không vào hoặc không ghi được thư mục ${directory}: mở quyền truy cập thư mục này, chuyển dự án sang thư mục khác hoặc đặt DATABASE_URL.`,
    `The bundled PostgreSQL cannot enter or write ${directory}: open the folder, move the project or set DATABASE_URL.`,
  );
}

function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-3).join(' | ').slice(-400);
}
