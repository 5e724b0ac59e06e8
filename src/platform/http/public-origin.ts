import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../../config/settings.js';

/** Where people and their programs reach this office: as configured, else as it was asked for. */
export function publicOrigin(settings: Settings, request: FastifyRequest): string {
  const origin = settings.http.publicOrigin ?? `${request.protocol}://${request.host}`;
  return origin.replace(/\/$/, '');
}
