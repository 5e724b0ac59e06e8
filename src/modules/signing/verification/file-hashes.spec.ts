import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashFile } from './file-hashes.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const fileEndings = (pdf: Uint8Array): readonly string[] => hashFile(pdf).endings;

describe('endings of a file', () => {
  it('are the hashes up to each marker, whatever follows it', () => {
    const first = 'one\n%%EOF';
    const second = `${first}\r\ntwo\n%%EOF`;

    expect(fileEndings(Buffer.from(`${second}\n`))).toEqual([sha256(first), sha256(second)]);
  });

  it('are the same for a file that was cut back without its last line ending', () => {
    const whole = fileEndings(Buffer.from('one\n%%EOF\ntwo\n%%EOF\n'));

    expect(whole).toEqual(expect.arrayContaining([...fileEndings(Buffer.from('one\n%%EOF'))]));
  });

  it('are none where no marker stands', () => {
    expect(fileEndings(Buffer.from('no document'))).toEqual([]);
  });

  it('are the newest where there are very many', () => {
    const many = Array.from({ length: 70 }, (_, n) => `${n}\n%%EOF\n`).join('');

    expect(fileEndings(Buffer.from(many))).toHaveLength(64);
    expect(fileEndings(Buffer.from(many)).at(-1)).toBe(sha256(many.slice(0, -1)));
  });

  it('come with the hash of the whole file', () => {
    const text = 'one\n%%EOF\ntwo\n%%EOF\n';

    expect(hashFile(Buffer.from(text)).sha256).toBe(sha256(text));
    expect(hashFile(Buffer.from('no document')).sha256).toBe(sha256('no document'));
  });
});
