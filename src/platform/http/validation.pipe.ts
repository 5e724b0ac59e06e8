import { StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidInputError } from '../errors/platform.errors.js';

type SchemaIssue = {
  readonly path?: readonly unknown[] | undefined;
  readonly code?: string;
  readonly message: string;
};

/** Parses every parameter by its zod schema and names the field that fails. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new InvalidInputError((issues as readonly SchemaIssue[]).map(toFieldIssue)),
  });
}

function toFieldIssue(issue: SchemaIssue): {
  pointer: string;
  code: string;
  params: Record<string, unknown>;
} {
  const { path, code, message, ...params } = issue;
  const pointer = `/${(path ?? []).map(segment).join('/')}`;
  const missing = code === 'invalid_type' && message.includes('received undefined');
  return { pointer, code: missing ? 'required' : (code ?? 'custom'), params };
}

function segment(part: unknown): string {
  if (typeof part === 'object' && part !== null && 'key' in part) return String(part.key);
  return String(part);
}
