import { describe, expect, it } from '@jest/globals';
import { newPublicCode, plainCode, printedCode, PUBLIC_CODE } from './public-code.js';

describe('public code', () => {
  it('is sixteen characters that nobody confuses, another one each time', () => {
    const codes = Array.from({ length: 200 }, newPublicCode);

    expect(codes.every((code) => PUBLIC_CODE.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(200);
  });

  it('is read however it was typed', () => {
    const code = newPublicCode();

    expect(plainCode(` ${printedCode(code).toLowerCase()} `)).toBe(code);
  });
});
