import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { type Actor, hasRole } from '../access/actor.js';
import { ActorSource } from '../access/actor-source.js';
import { POLICY, type Policy, type RouteParams } from '../access/policy.js';
import { ForbiddenError, NotFoundError, NotSignedInError } from '../errors/platform.errors.js';
import type { ActorRequest } from './current-actor.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Asks each route's policy before anything else of the request is read. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: ActorSource,
    private readonly dataSource: DataSource,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.get<Policy | undefined>(POLICY, context.getHandler());
    if (!policy)
      throw new Error(`${context.getClass().name}.${context.getHandler().name} has no policy`);
    const request = context.switchToHttp().getRequest<ActorRequest>();
    if (policy.who === 'anyone') return true;

    const actor = await this.signedIn(request);
    request.actor = actor;
    const params = request.params as RouteParams;
    if (policy.sees && !(await this.sees(policy, actor, params)))
      throw new NotFoundError(policy.subject ?? 'object');
    if (policy.who !== 'signed-in' && !hasRole(actor, ...policy.who)) {
      throw new ForbiddenError(policy.name);
    }
    return true;
  }

  private async signedIn(request: ActorRequest): Promise<Actor> {
    const accountId = request.session.get('accountId');
    const postId = request.session.get('postId');
    const actor = accountId && postId ? await this.actors.find(accountId, postId) : null;
    if (!actor) throw new NotSignedInError();
    return actor;
  }

  private async sees(
    policy: Exclude<Policy, { who: 'anyone' }>,
    actor: Actor,
    params: RouteParams,
  ): Promise<boolean> {
    const malformed = Object.entries(params).some(
      ([name, value]) => (name === 'id' || name.endsWith('Id')) && !UUID.test(value),
    );
    // A malformed id names nothing; its format is the pipe's to report.
    if (malformed) return true;
    return (await policy.sees?.(this.dataSource, actor, params)) ?? true;
  }
}
