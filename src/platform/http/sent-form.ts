import { DomainError } from '../errors/domain-error.js';
import { InvalidInputError } from '../errors/platform.errors.js';

/**
 * Reads from a form. What its parser cannot make out (a boundary that is nowhere, an end that never
 * came) it says by plain errors, which are its sender's.
 *
 * @throws {InvalidInputError} at `/file`
 */
export async function sentForm<Read>(reading: () => Promise<Read>): Promise<Read> {
  try {
    return await reading();
  } catch (error) {
    throw asSent(error);
  }
}

/**
 * The content of a form's file, for who reads it in another place: the form may break off until then.
 *
 * @throws {InvalidInputError} as {@link sentForm}, and nothing of its reader's
 */
export async function* sentFile(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* file;
  } catch (error) {
    throw asSent(error);
  }
}

function asSent(error: unknown): unknown {
  const isKnown = error instanceof DomainError || (error as { code?: unknown }).code !== undefined;
  return isKnown ? error : new InvalidInputError([{ pointer: '/file', code: 'unreadable' }]);
}
