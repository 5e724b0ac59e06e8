import type { FastifyRequest } from 'fastify';
import { InvalidInputError } from '../../../platform/errors/platform.errors.js';
import { sentForm } from '../../../platform/http/sent-form.js';
import { FileTooLargeError } from '../../files/index.js';
import { NotAPdfError } from '../signing.errors.js';

/** What a form adds to its file. */
const FORM_BYTES = 64 * 1024;

/**
 * The one file of a form, kept in memory alone.
 *
 * @throws {FileTooLargeError} more than `maxBytes`
 * @throws {NotAPdfError} it is empty
 * @throws {InvalidInputError} no file, or no form
 */
export function receivePdf(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  return sentForm(() => received(request, maxBytes));
}

async function received(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  const tooLarge = new FileTooLargeError(Math.floor(maxBytes / 1024 / 1024));
  // Before anything is read: the rest is then taken off the wire, and the sender gets to hear why.
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + FORM_BYTES) throw tooLarge;
  const part = request.isMultipart()
    ? await request.file({ limits: { fileSize: maxBytes + 1 } })
    : undefined;
  if (!part) throw new InvalidInputError([{ pointer: '/file', code: 'required' }]);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      request.raw.unpipe();
      request.raw.resume();
      throw tooLarge;
    }
    chunks.push(chunk);
  }
  if (size === 0) throw new NotAPdfError('pdf.not-a-pdf');
  return Buffer.concat(chunks);
}
