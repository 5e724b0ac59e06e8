import { describe, expect, it } from '@jest/globals';
import { moved, resized } from './box-moves';

const PAGE = [0, 0, 595, 842] as const;
const BOX = [100, 200, 214, 257] as const;

describe('a box on a page', () => {
  it('goes where it is carried, down and to the right', () => {
    expect(moved(BOX, 10, 20, PAGE)).toEqual([110, 180, 224, 237]);
    expect(resized(BOX, 10, 20, PAGE)).toEqual([100, 180, 224, 257]);
  });

  it('stops at the edges of its room with its size kept', () => {
    expect(moved(BOX, -900, 900, PAGE)).toEqual([0, 0, 114, 57]);
    expect(moved(BOX, 900, -900, PAGE)).toEqual([481, 785, 595, 842]);
    expect(resized(BOX, 900, 900, PAGE)).toEqual([100, 0, 595, 257]);
  });

  it('stays in a field that it fills, until it is made smaller', () => {
    expect(moved(BOX, 5, 5, BOX)).toEqual(BOX);
    expect(moved(resized(BOX, -50, -20, BOX), 30, 0, BOX)).toEqual([130, 220, 194, 257]);
  });

  it('never gets too small to be caught again', () => {
    expect(resized(BOX, -900, -900, PAGE)).toEqual([100, 245, 112, 257]);
  });
});
