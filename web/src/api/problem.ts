import { language } from '../i18n/language';

export type FieldProblem = {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
};

/** RFC 9457, as every refusal of the server comes. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly detailEn: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldProblem[];
};

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  get isConflict(): boolean {
    return this.problem.status === 409;
  }

  /** Another person has saved since this version was read. */
  get isStale(): boolean {
    return this.problem.code === 'platform.stale-version';
  }

  get isSignedOut(): boolean {
    return this.problem.status === 401;
  }
}

const UNREACHABLE: Problem = {
  status: 0,
  code: 'web.unreachable',
  detail:
    'Không kết nối được máy chủ. Nội dung đang nhập vẫn được giữ. Đề nghị kiểm tra mạng rồi thực hiện lại.',
  detailEn:
    'The server cannot be reached. What you typed is kept. Check the network and try again.',
};

const UNEXPECTED: Problem = {
  status: 500,
  code: 'web.unexpected',
  detail: 'Có lỗi khi xử lý. Nội dung đã được giữ. Đề nghị tải lại trang.',
  detailEn: 'Something failed. What you typed is kept. Reload the page.',
};

export function toProblem(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  if (error instanceof TypeError) return UNREACHABLE;
  return UNEXPECTED;
}

export function problemText(error: unknown): string {
  const problem = toProblem(error);
  return language() === 'en' && problem.detailEn ? problem.detailEn : problem.detail;
}

/** Message of one field, by the JSON pointer of its name (`/reason`, `/lead/unitId`). */
export function fieldError(error: unknown, name: string): string | undefined {
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const found = problem?.errors?.find(
    ({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`),
  );
  if (!found) return undefined;
  return language() === 'en' ? found.messageEn : found.message;
}
