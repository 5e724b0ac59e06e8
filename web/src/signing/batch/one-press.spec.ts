import { describe, expect, it } from '@jest/globals';
import { onePress } from './one-press';

const many = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, place) => `${name} ${place}`);

describe('what one press signs', () => {
  it.each([
    [1, 0, { documents: 1, copies: 0, left: 0 }],
    [120, 80, { documents: 120, copies: 80, left: 0 }],
    [120, 200, { documents: 120, copies: 80, left: 120 }],
    [0, 201, { documents: 0, copies: 200, left: 1 }],
    [230, 5, { documents: 200, copies: 0, left: 35 }],
  ])('of %d documents and %d copies is what the server takes', (documents, copies, expected) => {
    const press = onePress(many(documents, 'document'), many(copies, 'copy'));
    expect({
      documents: press.documents.length,
      copies: press.copies.length,
      left: press.left,
    }).toEqual(expected);
  });
});
