import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.js';
import { NotSignedInError } from '../errors/platform.errors.js';

export type ActorRequest = FastifyRequest & { actor?: Actor };

/** The actor that the access guard has found. Only on routes whose policy asks for a session. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>();
  if (!actor) throw new NotSignedInError();
  return actor;
});
