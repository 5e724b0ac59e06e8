import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for each other on paper: I, O, 0, 1. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 16;

export const PUBLIC_CODE = /^[2-9A-HJ-NP-Z]{16}$/;

/** 80 bits: nobody finds one by trying. */
export function newPublicCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** As people type it: small letters, spaces and dashes between the groups. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

/** In groups of four, as it is printed. */
export function printedCode(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code;
}
