import { randomBytes } from 'node:crypto';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryFailedError } from 'typeorm';
import { DomainError } from '../errors/domain-error.js';
import { platformProblem, type Problem, problemOf } from './problem.js';
import { isForReader, problemPage } from './problem-page.js';

/** The one place where an error becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.toProblem(error, request.url.split('?')[0] ?? '');
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    const isPage = isForReader(request.method, request.headers);
    void reply
      .status(problem.status)
      .type(isPage ? 'text/html; charset=utf-8' : 'application/problem+json')
      .send(isPage ? problemPage(problem) : JSON.stringify(problem));
  }

  private toProblem(error: unknown, instance: string): Problem {
    if (error instanceof DomainError) return problemOf(error, instance);
    if (error instanceof HttpException) return ofHttp(error, instance);
    const refused = ofFastify(codeOf(error) ?? '', instance);
    if (refused) return refused;
    if (error instanceof QueryFailedError && LOST_RACE.has(codeOf(error.driverError) ?? '')) {
      this.logger.warn(error.message);
      return platformProblem('platform.conflict', 409, instance);
    }
    const reference = randomBytes(4).toString('hex').toUpperCase();
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.logger.error(`${reference}: ${cause}`);
    return platformProblem('platform.unexpected', 500, instance, { reference });
  }
}

/** A unique, exclusion or serialisation rule of the database stopped the second of two at once. */
const LOST_RACE: ReadonlySet<string> = new Set(['23505', '23P01', '40001', '40P01']);

function ofFastify(code: string, instance: string): Problem | null {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') {
    return platformProblem('platform.too-large', 413, instance, { limitMb: 2 });
  }
  if (code.startsWith('FST_CSRF')) return platformProblem('platform.csrf', 403, instance);
  return code.startsWith('FST_') ? platformProblem('platform.body-not-json', 400, instance) : null;
}

function ofHttp(error: HttpException, instance: string): Problem {
  const status = error.getStatus();
  if (status === 404) return platformProblem('platform.route-not-found', 404, instance);
  // Nest hands on what a Fastify hook refuses by its status alone; only the token's check says 403.
  if (status === 403) return platformProblem('platform.csrf', 403, instance);
  if (status === 413) return platformProblem('platform.too-large', 413, instance, { limitMb: 2 });
  return platformProblem('platform.body-not-json', status, instance);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
