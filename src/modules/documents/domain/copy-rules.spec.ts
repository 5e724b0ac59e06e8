import { describe, expect, it } from '@jest/globals';
import { type CopyForm, copyRefusal, type CopyType } from './copy-rules.js';

const FORMS: readonly CopyForm[] = ['paper', 'electronic'];

function permitted(type: CopyType, sourceType: CopyType | null = null): readonly string[] {
  const pages = type === 'excerpt-copy' ? { first: 1, last: 1 } : null;
  return FORMS.flatMap((from) =>
    FORMS.filter((to) => copyRefusal({ type, from, to, sourceType, pages }) === null).map(
      (to) => `${from} to ${to}`,
    ),
  );
}

describe('copies by NĐ 30/2020, article 25', () => {
  it('certifies every way but from electronic to electronic', () => {
    expect(permitted('certified-copy')).toEqual([
      'paper to paper',
      'paper to electronic',
      'electronic to paper',
    ]);
  });

  it('makes a secondary copy of a certified copy alone', () => {
    expect(permitted('secondary-copy')).toEqual([]);
    expect(permitted('secondary-copy', 'excerpt-copy')).toEqual([]);
    expect(permitted('secondary-copy', 'certified-copy')).toEqual([
      'paper to paper',
      'paper to electronic',
      'electronic to paper',
    ]);
  });

  it('excerpts every way, and only with its pages named', () => {
    expect(permitted('excerpt-copy')).toHaveLength(4);
    expect(
      copyRefusal({
        type: 'excerpt-copy',
        from: 'paper',
        to: 'paper',
        sourceType: null,
        pages: null,
      }),
    ).toBe('pages');
  });
});
