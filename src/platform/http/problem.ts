import type { DomainError, ErrorKind } from '../errors/domain-error.js';
import { InvalidInputError, type FieldIssue } from '../errors/platform.errors.js';
import { hasText, textOf } from '../errors/texts.js';

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

/** RFC 9457, with our code and an English sentence beside the Vietnamese one. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly detailEn: string;
  readonly instance: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldProblem[];
};

type FieldProblem = {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
};

export function problemOf(error: DomainError, instance: string): Problem {
  const text = textOf(error.code, error.params);
  return {
    type: `urn:trien:problem:${error.code}`,
    title: text.vi,
    status: STATUS[error.kind],
    detail: text.vi,
    detailEn: text.en,
    instance,
    code: error.code,
    params: error.params,
    ...(error instanceof InvalidInputError ? { errors: error.issues.map(fieldProblem) } : {}),
  };
}

export function platformProblem(
  code: string,
  status: number,
  instance: string,
  params: Readonly<Record<string, string | number>> = {},
): Problem {
  const text = textOf(code, params);
  return {
    type: `urn:trien:problem:${code}`,
    title: text.vi,
    status,
    detail: text.vi,
    detailEn: text.en,
    instance,
    code,
    params,
  };
}

function fieldProblem(issue: FieldIssue): FieldProblem {
  const params = Object.fromEntries(
    Object.entries(issue.params ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
  const own = hasText(issue.code) ? issue.code : `field.${issue.code}`;
  const text = textOf(hasText(own) ? own : 'field.custom', params);
  return { pointer: issue.pointer, code: issue.code, message: text.vi, messageEn: text.en };
}
