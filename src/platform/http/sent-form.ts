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
    const isKnown =
      error instanceof DomainError || (error as { code?: unknown }).code !== undefined;
    if (isKnown) throw error;
    throw new InvalidInputError([{ pointer: '/file', code: 'unreadable' }]);
  }
}
