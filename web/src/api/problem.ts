import { t } from '../i18n';
import { language } from '../i18n/language';

export type FieldProblem = {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
};

const MOVED_ON = [
  'signing.already-signed',
  'signing.base-moved-on',
  'signing.enrolment-not-confirmed',
  'signing.batch-at-work',
  'signing.vgca-base-moved-on',
  'signing.certificate-already-revoked',
  'signing.certificate-already-replaced',
  'signing.device-already-handed-over',
  'signing.device-not-handed-over',
];

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

  /** Something moved on; a key or certificate that cannot sign is no news of the document. */
  get isConflict(): boolean {
    const { status, code } = this.problem;
    return status === 409 && (!code.startsWith('signing.') || MOVED_ON.includes(code));
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
  const said = language() === 'en' && problem.detailEn ? problem.detailEn : problem.detail;
  if (problem.code !== 'platform.invalid-input' || !problem.errors?.length) return said;
  // The sentence for programs names JSON pointers; on a page each field tells what it lacks.
  const each = problem.errors.map((one) => (language() === 'en' ? one.messageEn : one.message));
  return [t('error.fields'), ...new Set(each)].join(' ');
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
