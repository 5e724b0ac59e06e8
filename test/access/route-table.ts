import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { POLICY, type Policy } from '../../src/platform/access/policy.js';

const PARAM_TYPES: Readonly<Record<string, 'body' | 'query' | 'param'>> = {
  3: 'body',
  4: 'query',
  5: 'param',
};

export type RouteArgument = {
  readonly kind: 'body' | 'query' | 'param';
  readonly hasSchema: boolean;
};

export type Route = {
  readonly handler: string;
  readonly method: string;
  /** `/api/v1/plans/:id` */
  readonly path: string;
  readonly policy: Policy | undefined;
  readonly arguments: readonly RouteArgument[];
};

type ControllerClass = abstract new (...values: never[]) => object;
type ArgumentMetadata = Readonly<Record<string, { schema?: unknown }>>;

/** Every route as Nest has registered it: a new one is tested from the day it exists. */
export function routeTable(app: NestFastifyApplication): readonly Route[] {
  const controllers = new Set<ControllerClass>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const wrapper of module.controllers.values()) {
      if (typeof wrapper.metatype === 'function')
        controllers.add(wrapper.metatype as ControllerClass);
    }
  }
  return [...controllers]
    .flatMap(routesOf)
    .sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
}

function routesOf(controller: ControllerClass): Route[] {
  const base = String(Reflect.getMetadata('path', controller));
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function' || !Reflect.hasMetadata('method', handler)) return [];
    const own = String(Reflect.getMetadata('path', handler));
    return [
      {
        handler: `${controller.name}.${name}`,
        method: RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod],
        path: `/${[base, own]
          .map((part) => part.replace(/^\/|\/$/g, ''))
          .filter((part) => part !== '')
          .join('/')}`,
        policy: Reflect.getMetadata(POLICY, handler) as Policy | undefined,
        arguments: argumentsOf(controller, name),
      },
    ];
  });
}

function argumentsOf(controller: ControllerClass, name: string): RouteArgument[] {
  const metadata = (Reflect.getMetadata('__routeArguments__', controller, name) ??
    {}) as ArgumentMetadata;
  return Object.entries(metadata).flatMap(([key, value]) => {
    const kind = PARAM_TYPES[key.split(':')[0] ?? ''];
    return kind === undefined ? [] : [{ kind, hasSchema: value.schema !== undefined }];
  });
}
