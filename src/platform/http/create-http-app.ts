import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import session from '@fastify/session';
import { BadRequestException, type DynamicModule, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../../config/settings.js';
import { AGENT_PORTS } from '../../../libs/signing-agent/index.js';
import { Clock } from '../clock/clock.js';
import { isStorable } from '../database/storable-text.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestSeal } from './request-seal.js';
import { SessionStorePort } from './session-store.js';
import { validationPipe } from './validation.pipe.js';

const JSON_LIMIT = 2 * 1024 * 1024;
/** 50 MB on a slow line of a commune (1 Mbit/s) take seven minutes; who takes longer holds places. */
export const REQUEST_TIMEOUT_MS = 10 * 60_000;
/** Nothing said in either direction; above the quarter of an hour that a holder has to confirm on his phone. */
export const CONNECTION_TIMEOUT_MS = 20 * 60_000;
/** VGCA Sign Service on the signer's PC: a page hands it the documents that it signs. */
const VGCA_PROGRAM = 'wss://127.0.0.1:8987';

export type HttpAppOptions = {
  /** Believe X-Forwarded-*: only behind a proxy that sets them itself. */
  behindProxy: boolean;
  sessionSecret: string;
  webDir: string | null;
  logger: LoggerService | false;
};

/** The application on Fastify with everything a request passes before it reaches a controller. */
export async function createHttpApp(
  root: DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_LIMIT,
    trustProxy: options.behindProxy,
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: options.logger,
    abortOnError: false,
  });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  const settings = app.get(Settings);
  const fastify = adapter.getInstance<FastifyInstance>();
  await registerSecurity(fastify, settings);
  fastify.addHook('preValidation', ({ body, query }, _reply, done) => {
    done(isStorable([body, query]) ? undefined : new BadRequestException());
  });
  app.get(RequestSeal).open(options.sessionSecret);
  await registerSession(fastify, app, settings, options.sessionSecret);
  await fastify.register(multipart, {
    limits: { fileSize: settings.storage.maxFileMb * 1024 * 1024, files: 1, fields: 10 },
  });
  if (options.webDir !== null && existsSync(options.webDir))
    await serveWeb(fastify, resolve(options.webDir));
  return app;
}

async function registerSecurity(fastify: FastifyInstance, settings: Settings): Promise<void> {
  const secure = settings.http.publicOrigin?.startsWith('https:') === true;
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The agent beside a user's token listens on his own machine.
        connectSrc: [
          "'self'",
          ...AGENT_PORTS.map((port) => `http://127.0.0.1:${port}`),
          VGCA_PROGRAM,
        ],
        // Mantine writes its variables into a style element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: secure,
  });
}

async function registerSession(
  fastify: FastifyInstance,
  app: NestFastifyApplication,
  settings: Settings,
  secret: string,
): Promise<void> {
  const secure = settings.http.publicOrigin?.startsWith('https:') === true;
  await fastify.register(cookie);
  await fastify.register(session, {
    secret,
    cookieName: secure ? '__Host-trien' : 'trien',
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      maxAge: settings.office.sessionHours * 3_600_000,
    },
    store: callbackStore(app, settings),
  });
  await fastify.register(csrf, {
    sessionPlugin: '@fastify/session',
    getToken: (request) => {
      const token = request.headers['x-csrf-token'];
      return typeof token === 'string' ? token : undefined;
    },
  });
  fastify.addHook('preHandler', (request: FastifyRequest, reply: FastifyReply, done) => {
    const reads =
      request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    // Nobody signed in: there is no right that a forged request could borrow.
    if (reads || request.session.get('accountId') === undefined) {
      done();
      return;
    }
    fastify.csrfProtection(request, reply, done);
  });
}

type SessionCallbackStore = NonNullable<Parameters<typeof session>[1]['store']>;

function callbackStore(app: NestFastifyApplication, settings: Settings): SessionCallbackStore {
  const port = app.get(SessionStorePort, { strict: false });
  const clock = app.get(Clock);
  const settle = (work: Promise<unknown>, done: (error?: unknown) => void): void => {
    work.then(
      () => {
        done();
      },
      (error: unknown) => {
        done(error);
      },
    );
  };
  return {
    get: (id, done) => {
      port.read(id).then(
        (found) => {
          done(null, found);
        },
        (error: unknown) => {
          done(error);
        },
      );
    },
    set: (id, data, done) => {
      const expiresAt = new Date(clock.now().getTime() + settings.office.sessionHours * 3_600_000);
      settle(port.write(id, data, expiresAt), done);
    },
    destroy: (id, done) => {
      settle(port.remove(id), done);
    },
  };
}

async function serveWeb(fastify: FastifyInstance, root: string): Promise<void> {
  const { default: staticFiles } = await import('@fastify/static');
  await fastify.register(staticFiles, {
    root,
    wildcard: false,
    index: false,
    setHeaders: (response, path) => {
      const hashed = path.includes('/assets/');
      void response.header(
        'Cache-Control',
        hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  // The pages are routes of the single-page application: all of them are its one document.
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (path.startsWith('/api/') || path.startsWith('/assets/')) {
      reply.callNotFound();
      return;
    }
    return reply.sendFile('index.html');
  });
}
