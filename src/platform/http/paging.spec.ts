import { describe, expect, it } from '@jest/globals';
import { TooManyForFileError } from '../errors/platform.errors.js';
import { toFile } from './paging.js';

describe('the lines of a file', () => {
  it('are all of them, or none when they are too many', () => {
    expect(toFile([1, 2], 2)).toEqual([1, 2]);
    expect(() => toFile([1, 2, 3], 2)).toThrow(TooManyForFileError);
  });
});
