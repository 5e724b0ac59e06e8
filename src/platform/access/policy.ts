import { SetMetadata } from '@nestjs/common';
import type { Queryable } from '../database/rows.js';
import type { Actor, Role } from './actor.js';

/** Path parameters, as the route's schema has parsed them. */
export type RouteParams = Readonly<Record<string, string>>;

/**
 * Who may call a route. Every route has exactly one; a route without fails the access test.
 * The state of the subject and whose turn it is are asked again by the use case inside its
 * transaction: a policy only decides who may knock.
 */
export type Policy =
  | { readonly name: string; readonly who: 'anyone' }
  | {
      readonly name: string;
      readonly who: 'signed-in' | readonly Role[];
      /** Name of the builder in `test/access/subjects.ts` that makes the route's subject; null where a route has none. */
      readonly subject: string | null;
      /** False hides the subject: 404, as if it did not exist. Required when `subject` is named. */
      readonly sees?: (db: Queryable, actor: Actor, params: RouteParams) => Promise<boolean>;
    };

export const POLICY = Symbol('policy');

/** Puts a module's policy on a controller's method. */
export const Access = (policy: Policy): MethodDecorator => SetMetadata(POLICY, policy);
