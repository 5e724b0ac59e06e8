import { describe, expect, it } from '@jest/globals';
import { type CopyForm, copyRefusal, type CopyType, type CopyWish } from './copy-rules.js';

const FORMS: readonly CopyForm[] = ['paper', 'electronic'];

function wish(given: Partial<CopyWish>): CopyWish {
  return {
    type: 'certified-copy',
    from: 'paper',
    to: 'paper',
    source: 'incoming-document',
    sourceType: null,
    content: given.type === 'excerpt-copy' ? 'pages' : 'whole',
    ...given,
  };
}

function permitted(type: CopyType, sourceType: CopyType | null = null): readonly string[] {
  return FORMS.flatMap((from) =>
    FORMS.filter((to) => copyRefusal(wish({ type, from, to, sourceType })) === null).map(
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

  it('certifies and excerpts no copy, whichever it is', () => {
    expect(permitted('certified-copy', 'certified-copy')).toEqual([]);
    expect(permitted('excerpt-copy', 'secondary-copy')).toEqual([]);
  });

  it('excerpts every way, by pages or by a file that was set again', () => {
    expect(permitted('excerpt-copy')).toHaveLength(4);
    expect(copyRefusal(wish({ type: 'excerpt-copy', content: 'file' }))).toBeNull();
    expect(copyRefusal(wish({ type: 'excerpt-copy', content: 'whole' }))).toEqual({
      field: 'pages',
      rule: 'pages',
    });
  });

  it.each([
    [{ content: 'pages' }, 'pages', 'whole'],
    [{ content: 'file' }, 'fileSha256', 'whole'],
    [{ type: 'secondary-copy' }, 'isCertifiedCopy', 'not-of-a-certified-copy'],
    [{ type: 'secondary-copy', source: 'copy' }, 'typeCode', 'not-of-a-certified-copy'],
    [{ from: 'electronic', to: 'electronic' }, 'to', 'electronic-to-electronic'],
    [
      { type: 'secondary-copy', source: 'copy', sourceType: 'certified-copy' },
      'fileSha256',
      'scan',
    ],
  ] as const)('names the field that %j is refused for', (given, field, rule) => {
    expect(copyRefusal(wish(given))).toEqual({ field, rule });
  });
});
