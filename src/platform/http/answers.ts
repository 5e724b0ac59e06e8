import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { ZodType } from 'zod';

/** Status and schema of a route's answer: documented, and nothing outside the schema leaves. */
export function Answers(status: number, schema: ZodType): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, standardSchema: schema, description: '' }),
    SerializeOptions({ schema }),
  );
}
