import type { FastifyRequest } from 'fastify';
import { InvalidInputError } from '../../../platform/errors/platform.errors.js';
import { FileTooLargeError } from '../../files/index.js';

/**
 * The one file of a form, kept in memory alone.
 *
 * @throws {FileTooLargeError} more than `maxBytes`
 */
export async function receivePdf(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: maxBytes + 1 } })
    : undefined;
  if (!part) throw new InvalidInputError([{ pointer: '/file', code: 'required' }]);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new FileTooLargeError(Math.floor(maxBytes / 1024 / 1024));
    chunks.push(chunk);
  }
  if (size === 0) throw new InvalidInputError([{ pointer: '/file', code: 'files.not-a-pdf' }]);
  return Buffer.concat(chunks);
}
