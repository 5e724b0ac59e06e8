import { describe, expect, it } from '@jest/globals';
import { printed } from './printed.js';

describe('an instant in a sentence', () => {
  it('has two digits of the day and four of the year, in legal time', () => {
    expect(printed(new Date('2024-12-31T17:05:00Z'))).toBe('01/01/2025 00:05');
  });
});
