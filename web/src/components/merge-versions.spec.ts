import { describe, expect, it } from '@jest/globals';
import { mergeVersions, withValueAt } from './merge-versions';

const BASE = {
  title: 'Kế hoạch',
  targets: [
    { code: 'M1', name: 'Trực tuyến', margin: '5' },
    { code: 'M2', name: 'Đúng hạn', margin: '5' },
  ],
  solutions: ['Tuyên truyền'],
};

describe('versions of one form', () => {
  it('joins what two people have changed in different places', () => {
    const stored = {
      ...BASE,
      targets: [BASE.targets[0], { code: 'M2', name: 'Đúng hạn', margin: '3' }],
    };
    const mine = { ...BASE, targets: [{ code: 'M1', name: 'Mới', margin: '5' }, BASE.targets[1]] };
    expect(mergeVersions(BASE, stored, mine)).toEqual({
      value: {
        ...BASE,
        targets: [
          { code: 'M1', name: 'Mới', margin: '5' },
          { code: 'M2', name: 'Đúng hạn', margin: '3' },
        ],
      },
      conflicts: [],
    });
  });

  it('keeps what each of them has added and forgets what one has taken out untouched', () => {
    const stored = { ...BASE, targets: [...BASE.targets, { code: 'M3', name: 'a', margin: '1' }] };
    const mine = {
      ...BASE,
      targets: [BASE.targets[1], { code: 'M4', name: 'b', margin: '1' }],
    };
    const { value, conflicts } = mergeVersions<unknown>(BASE, stored, mine);
    expect(conflicts).toEqual([]);
    expect((value as typeof BASE).targets.map(({ code }) => code)).toEqual(['M2', 'M4', 'M3']);
  });

  it('names each place that both have written, and can take either version there', () => {
    const stored = { ...BASE, title: 'Kế hoạch 1', solutions: ['A'] };
    const mine = { ...BASE, title: 'Kế hoạch 2', solutions: ['B'] };
    const { value, conflicts } = mergeVersions(BASE, stored, mine);
    expect(value).toEqual(mine);
    expect(conflicts).toEqual([
      { path: ['title'], stored: 'Kế hoạch 1', mine: 'Kế hoạch 2' },
      { path: ['solutions'], stored: ['A'], mine: ['B'] },
    ]);
    expect(withValueAt(value, ['title'], 'Kế hoạch 1').title).toBe('Kế hoạch 1');
  });

  it('asks about a thing that one took out while the other wrote in it', () => {
    const written = { code: 'M2', name: 'Đúng hạn', margin: '2' };
    const stored = { ...BASE, targets: [BASE.targets[0], written] };
    const mine = { ...BASE, targets: [BASE.targets[0]] };
    const { value, conflicts } = mergeVersions<unknown>(BASE, stored, mine);
    expect(conflicts).toEqual([{ path: ['targets', 'M2'], stored: written, mine: undefined }]);
    expect(withValueAt(value, ['targets', 'M2'], written)).toEqual(stored);
  });

  it('asks about a whole list when its things cannot be told apart', () => {
    const twice = [{ text: 'x' }, { text: 'x' }];
    const { conflicts } = mergeVersions<unknown>(twice, [{ text: 'y' }], [{ text: 'z' }]);
    expect(conflicts).toEqual([{ path: [], stored: [{ text: 'y' }], mine: [{ text: 'z' }] }]);
  });
});
