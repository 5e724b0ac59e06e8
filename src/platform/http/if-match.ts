import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidInputError } from '../errors/platform.errors.js';

/**
 * The version that an edit was made on, from `If-Match: "7"`. An edit without it is refused: it
 * could overwrite what its sender never saw. `optional` is for acts that overwrite nothing.
 */
export const IfMatch = createParamDecorator(
  (need: 'optional' | undefined, context: ExecutionContext): number | undefined => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined && need === 'optional') return undefined;
    const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header ?? '')?.[1];
    if (version === undefined)
      throw new InvalidInputError([{ pointer: '/If-Match', code: 'required' }]);
    return Number(version);
  },
);
