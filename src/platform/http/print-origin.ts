import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../../config/settings.js';

/** Where whoever holds the paper reaches this office: as configured, else as it was asked for. */
export function printOrigin(settings: Settings, request: FastifyRequest): string {
  const origin = settings.http.publicOrigin ?? `${request.protocol}://${request.host}`;
  return origin.replace(/\/$/, '');
}
